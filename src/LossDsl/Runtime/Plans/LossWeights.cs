using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The class weights of a loss as its denominators see them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossWeights
{
    /// <summary>One weight per class, with the hyper-parameters in force: what a row with that label adds.</summary>
    public static double[] Of<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters)
        where TKernel : struct, ILossKernel
        => Of<TKernel>(plan, parameters, numbers: false);

    /// <summary>The same of a kernel that takes numbers: what a row whose only target is that class adds.</summary>
    public static double[] OfNumbers<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters)
        where TKernel : struct, ILossKernel
        => Of<TKernel>(plan, parameters, numbers: true);

    private static double[] Of<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, bool numbers)
        where TKernel : struct, ILossKernel
    {
        var scalars = new double[plan.Scalars];
        TKernel.Prepare(new KernelCall(parameters, plan.Tables, scalars, plan.Classes), scalars);
        var call = new KernelCall(parameters, plan.Tables, scalars, plan.Classes);
        var weights = new double[plan.Classes];
        var targets = new double[plan.Classes];
        for (var k = 0; k < weights.Length; k++)
        {
            targets[k] = 1;
            weights[k] = numbers ? TKernel.WeightOf(in call, targets) : TKernel.Weight(in call, k);
            targets[k] = 0;
        }

        return weights;
    }
}
