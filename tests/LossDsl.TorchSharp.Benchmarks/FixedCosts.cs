using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Benchmarks;
using LossDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Benchmarks;

/// <summary>What a call costs whatever its size, each thing repeated without pause; and what a learnable hyper-parameter adds.</summary>
internal static class FixedCosts
{
    private const int Rounds = 501;

    /// <summary>Prints the medians and the shortest times in microseconds.</summary>
    public static void Print()
    {
        using var scope = NewDisposeScope();
        var (leaf, plain) = (ones(1, requires_grad: true) * 1, ones(1));
        var (logits, labels) = (randn([32, 10], requires_grad: true) * 3, randint(0, 10, [32]));
        using var focal = new Focal().ToModule();
        Console.WriteLine($"{"Alone, µs",-60} {"median",8} {"shortest",8}");
        Line("adding two tensors of one element", () => plain.add(plain).Dispose());
        Line("… with a gradient recorded", () => leaf.add(plain).Dispose());
        Line("… and with backward", () => Backward(leaf.add(plain), leaf));
        Line("a function of one's own that saves a tensor, with backward", () => Backward(Smallest.Of(leaf), leaf));
        Line("cross-entropy of TorchSharp, 32×10, with backward", () => Backward(Eager.CrossEntropy(logits, labels), logits));
        Line("focal module, 32×10, with backward", () => Backward(focal.forward(logits, labels), logits));
        Line("… of logits that need no gradient", () =>
        {
            using var none = no_grad();
            focal.forward(logits, labels).Dispose();
        });

        Console.WriteLine();
        Console.WriteLine($"{"A learnable γ, in turns with a constant one, µs",-60} {"constant",8} {"learnable",9}");
        using var learnable = new LearnableFocal().ToModule();
        foreach (var shape in new long[][] { [32, 10], [4096, 100], [4096, 1000] })
        {
            using var one = NewDisposeScope();
            var (input, target) = (randn(shape, requires_grad: true) * 3, randint(0, shape[1], [shape[0]]));
            var inputs = learnable.parameters().Prepend(input).ToList();
            var times = Interleaved.Both(
                51,
                () => Backward(focal.forward(input, target), input),
                () => Backward(learnable.forward(input, target), inputs)).Medians;
            Console.WriteLine($"{string.Join('×', shape),-60} {times[0],8:F1} {times[1],9:F1}");
        }
    }

    private static void Line(string what, Action action)
    {
        var (medians, smallest) = Interleaved.Both(Rounds, () =>
        {
            using var step = NewDisposeScope();
            action();
        });
        Console.WriteLine($"{what,-60} {medians[0],8:F1} {smallest[0],8:F1}");
    }

    private static void Backward(Tensor value, Tensor input) => Backward(value, [input]);

    private static void Backward(Tensor value, IList<Tensor> inputs)
    {
        using var step = NewDisposeScope();
        step.Attach(value);
        autograd.grad([value], inputs);
    }

    // The smallest that has a backward of its own: it saves a tensor and gives it back as the gradient.
    private sealed class Smallest : autograd.SingleTensorFunction<Smallest>
    {
        public override string Name => nameof(Smallest);

        public static Tensor Of(Tensor input) => apply(input);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var input = (Tensor)vars[0];
            ctx.save_for_backward([input]);
            return input.clone();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
            => [ctx.get_saved_variables()[0].clone()];
    }
}
