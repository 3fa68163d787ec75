using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Conformance;
using LossDsl.Reference;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossDsl.Torch.Conformance;

/// <summary>
/// Backward through the backward pass, against differences of the gradient in double precision: for directions v and w, w·(J v)
/// by central differences of the gradient, extrapolated, and v·(Jᵀ w) by autograd. Inputs are logits, and variances where there
/// are some. One case of each loss: the first without infinities whose logits are moderate.
/// </summary>
internal static class SecondDerivative
{
    private const double Moderate = 30;
    private const double Step = 1e-4;
    private const int Directions = 4;

    // Of the differences: relative to what is summed, and rounding over the step.
    private const double Relative = 1e-6;
    private const double Rounding = 1e-10;

    /// <summary>Checks one of the cases of a loss.</summary>
    public static LossCheck Of(IReadOnlyList<(MappedCase Case, DeclaredLoss Loss)> cases)
    {
        var (theCase, declared) = cases.FirstOrDefault(static pair => IsModerate(pair.Case));
        if (theCase is null)
            return new LossCheck(null, $"no case has finite results and logits within ±{Moderate}");
        var batch = theCase.Batch.Data;
        try
        {
            using var scope = NewDisposeScope();
            var failure = Failure(theCase.Case.Id,
                new ModuleCall(declared.Create!(batch.ClassInputs, batch.Matrices), batch, TensorEngine.Operators, ScalarType.Float64));
            var stops = LossCompilation.Of(declared.Declaration!)
                .Lowered(Observation.FormOf(batch)).Nodes.Any(static node => node.Op == Op.Stop);
            return failure is not null && stops
                ? new LossCheck(null,
                    "what is constant for the gradient stays so when that is differentiated; differences of the gradient see it move")
                : new LossCheck(failure, null);
        }
        catch (Exception e)
        {
            return new LossCheck($"{theCase.Case.Id}, second derivative: {e.GetType().Name}: {e.Message}", null);
        }
    }

    private static bool IsModerate(MappedCase mapped)
        => mapped.Case.Status == Status.Ok && Array.TrueForAll(mapped.Batch.Data.Logits, static z => Math.Abs(z) <= Moderate);

    private static string? Failure(string id, ModuleCall call)
    {
        var leaves = call.Leaves();
        var random = new Random(1);
        for (var direction = 0; direction < Directions; direction++)
        {
            var (v, w) = (Direction(leaves, random), Direction(leaves, random));
            var gradient = Gradient(call, leaves, createGraph: true);
            var product = gradient.Zip(w).Select(static pair => pair.First.mul(pair.Second).sum()).Aggregate(static (a, b) => a.add(b));
            // A piecewise linear loss has a gradient without graph: it does not vary.
            var byGraph = product.requires_grad ? Dot(autograd.grad([product], leaves, allow_unused: true), v) : 0;
            var byDifferences = Differences(call, leaves, v);
            var (expected, scale) = (0.0, 0.0);
            foreach (var (difference, weight) in byDifferences.Zip(w.SelectMany(ModuleEngines.Numbers)))
            {
                expected += difference * weight;
                scale += Math.Abs(difference * weight);
            }

            var first = gradient.SelectMany(ModuleEngines.Numbers).Sum(Math.Abs);
            // Written so that NaN fails.
            if (!(Math.Abs(byGraph - expected) <= (Relative * scale) + (Rounding * first)))
                return FormattableString.Invariant(
                    $"{id}: the second derivative along a random direction is {byGraph:R} by autograd, {expected:R} by differences of the gradient (scale {scale:0.0e+0})");
        }

        return null;
    }

    private static IList<Tensor> Gradient(ModuleCall call, Tensor[] leaves, bool createGraph)
    {
        var value = call.Value(leaves);
        return autograd.grad([value], leaves, [call.Upstream(value)], create_graph: createGraph);
    }

    /// <summary>(4 D(h/2) − D(h))/3 with the central difference D.</summary>
    private static double[] Differences(ModuleCall call, Tensor[] leaves, Tensor[] v)
    {
        var (coarse, fine) = (Central(Step), Central(Step / 2));
        return [.. coarse.Zip(fine, static (c, f) => ((4 * f) - c) / 3)];

        double[] Central(double h)
        {
            var (above, below) = (At(h), At(-h));
            return [.. above.Zip(below, (a, b) => (a - b) / (2 * h))];
        }

        double[] At(double h)
        {
            using var scope = NewDisposeScope();
            var step = tensor(h);
            Tensor[] moved = [.. leaves.Zip(v, (leaf, along) => leaf.detach().add(along.mul(step)).requires_grad_())];
            return [.. Gradient(call, moved, createGraph: false).SelectMany(ModuleEngines.Numbers)];
        }
    }

    private static Tensor[] Direction(Tensor[] leaves, Random random)
        => [.. leaves.Select(leaf => tensor([.. Enumerable.Range(0, (int)leaf.numel()).Select(_ => (2 * random.NextDouble()) - 1)])
            .reshape(leaf.shape))];

    private static double Dot(IEnumerable<Tensor?> tensors, Tensor[] others)
        => tensors.Zip(others).Where(static pair => pair.First is not null)
            .Sum(static pair => pair.First!.mul(pair.Second).sum().item<double>());
}
