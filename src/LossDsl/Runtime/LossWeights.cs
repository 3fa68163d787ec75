using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The class weights of a loss as its denominators see them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossWeights
{
    /// <summary>One weight per class, with the hyper-parameters in force.</summary>
    public static double[] Of<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters)
        where TKernel : struct, ILossKernel
    {
        var scalars = new double[plan.Scalars];
        TKernel.Prepare(new KernelCall(parameters, plan.Tables, scalars, plan.Classes), scalars);
        var call = new KernelCall(parameters, plan.Tables, scalars, plan.Classes);
        var weights = new double[plan.Classes];
        for (var k = 0; k < weights.Length; k++)
            weights[k] = TKernel.Weight(in call, k);
        return weights;
    }
}
