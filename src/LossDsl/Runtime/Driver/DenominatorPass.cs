using System;

namespace LossDsl.Runtime;

/// <summary>What the mean of each component divides by, in double precision and in the order of the rows.</summary>
internal static class DenominatorPass
{
    /// <summary>Computes the denominators; 1 where nothing is divided.</summary>
    /// <param name="plan">The loss.</param>
    /// <param name="call">Hyper-parameters, tables and scalars of the call.</param>
    /// <param name="normalizer">The checked number that replaces every mean's own denominator, if given.</param>
    /// <param name="labels">The labels, −1 in ignored rows.</param>
    /// <param name="valid">The number of rows that are not ignored.</param>
    /// <param name="denominators">One number per component.</param>
    public static void Run<TKernel>(LossPlan plan, in KernelCall call, double? normalizer, ReadOnlySpan<int> labels, int valid, Span<double> denominators)
        where TKernel : struct, ILossKernel
    {
        for (var c = 0; c < denominators.Length; c++)
        {
            denominators[c] = (plan.Reduction, normalizer) switch
            {
                (not Reduction.Mean, _) => 1,
                (_, { } number) => number,
                _ => plan.Denominators[c] switch
                {
                    Denominator.Valid => valid,
                    Denominator.Weights => SumOfWeights<TKernel>(in call, labels),
                    Denominator.Batch => labels.Length,
                    var other => throw new InvalidOperationException($"{plan.Name}: no denominator {other}."),
                },
            };
        }
    }

    private static double SumOfWeights<TKernel>(in KernelCall call, ReadOnlySpan<int> labels)
        where TKernel : struct, ILossKernel
    {
        var sum = 0.0;
        foreach (var label in labels)
        {
            if (label >= 0)
                sum += TKernel.Weight(in call, label);
        }

        return sum;
    }
}
