using System;
using System.ComponentModel;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>The entry points that generated classes forward to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossDriver
{
    /// <summary>Evaluates a loss in single precision, by sweeps unless the call asks for plain loops.</summary>
    public static float Evaluate<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<float> inputs, in LossOutputs<float> outputs)
        where TKernel : struct, ILossKernel => throw new NotImplementedException();

    /// <summary>Evaluates a loss in double precision, by plain loops.</summary>
    public static double Evaluate<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<double> inputs, in LossOutputs<double> outputs)
        where TKernel : struct, ILossKernel => throw new NotImplementedException();
}
