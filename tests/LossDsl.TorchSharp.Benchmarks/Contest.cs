using System;
using System.Linq;
using LossDsl.Benchmarks;
using LossDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Benchmarks;

/// <summary>One loss on one shape: the module by kernels, by operators, and what one writes without it.</summary>
internal sealed class Contest : IDisposable
{
    // In single precision; the means of a million terms are summed in another order by each.
    private const double Tolerance = 1e-4;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly LossModule module;
    private readonly Func<Tensor, Tensor, Tensor> eager;
    private readonly Tensor logits;
    private readonly Tensor target;

    /// <summary>Normal logits of that shape, and targets of the kind that the loss takes.</summary>
    public Contest(LossModule module, Func<Tensor, Tensor, Tensor> eager, long[] shape)
    {
        (this.module, this.eager) = (module, eager);
        random.manual_seed(1);
        // No leaf, as the logits of a network are none: a leaf has its gradient copied.
        logits = randn(shape, requires_grad: true) * 3;
        target = module is Asymmetric.Module
            ? rand(shape).lt(0.1).to_type(ScalarType.Float32)
            : randint(0, shape[1], [shape[0], .. shape.Skip(2)]);
        CheckAgreement();
    }

    /// <summary>The class of the loss.</summary>
    public string Name => module.Declared.GetType().Name;

    /// <summary>How many scores there are.</summary>
    public long Elements => logits.numel();

    /// <summary>The times of forward and backward in microseconds: by kernels, by operators, eager.</summary>
    public (double[] Medians, double[] Smallest) Run(int rounds) => Interleaved.Both(rounds, Sides);

    /// <summary>The pages that one step of each has the system map, on average over some of them.</summary>
    public long[] FreshPages() => [.. Sides.Select(side => Benchmarks.FreshPages.Of(side))];

    private Action[] Sides => [() => Step(Kernels), () => Step(Operators), () => Step(eager)];

    /// <inheritdoc/>
    public void Dispose()
    {
        scope.Dispose();
        module.Dispose();
    }

    private Tensor Kernels(Tensor input, Tensor target) => module.forward(input, target, new LossOptions { Engine = TensorEngine.Kernels });

    private Tensor Operators(Tensor input, Tensor target)
        => module.forward(input, target, new LossOptions { Engine = TensorEngine.Operators });

    private void Step(Func<Tensor, Tensor, Tensor> loss)
    {
        using var step = NewDisposeScope();
        autograd.grad([loss(logits, target)], [logits]);
    }

    private void CheckAgreement()
    {
        using var check = NewDisposeScope();
        var expected = autograd.grad([eager(logits, target)], [logits])[0];
        foreach (var loss in new[] { Kernels, Operators })
        {
            var value = loss(logits, target);
            var off = (autograd.grad([value], [logits])[0] - expected).abs().max().item<float>() / expected.abs().max().item<float>();
            if (Math.Abs(value.item<float>() / eager(logits, target).item<float>() - 1) > Tolerance || !(off < Tolerance))
                throw new InvalidOperationException(
                    $"{module.Declared} by {module.LastEngine} and eager operators disagree: gradients by {off}.");
        }
    }
}
