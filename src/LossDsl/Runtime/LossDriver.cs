using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The entry points that generated classes forward to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LossDriver
{
    /// <summary>Evaluates a loss in single precision, by sweeps unless the call asks for plain loops.</summary>
    public static float Evaluate<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<float> inputs, in LossOutputs<float> outputs)
        where TKernel : struct, ILossKernel
    {
        var shape = ShapeCheck.Of(plan, in inputs, in outputs);
        delegate*<BlockJob, BlockMemory, int, void> body = &PlainBlocks.Run<TKernel, float>;
        if (OptionCheck.UsesSweeps(inputs.Execution, single: true, shape.Classes))
        {
            body = VectorWidth.Bits(inputs.Execution.VectorBits) switch
            {
                512 => &SweepBlocks.Run<TKernel, F512>,
                256 => &SweepBlocks.Run<TKernel, F256>,
                128 => &SweepBlocks.Run<TKernel, F128>,
                _ => &SweepBlocks.Run<TKernel, F32>,
            };
        }

        return (float)Evaluation<TKernel, float>.Run(plan, parameters, in inputs, in outputs, shape, body);
    }

    /// <summary>Evaluates a loss in double precision, by plain loops.</summary>
    public static double Evaluate<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<double> inputs, in LossOutputs<double> outputs)
        where TKernel : struct, ILossKernel
    {
        var shape = ShapeCheck.Of(plan, in inputs, in outputs);
        OptionCheck.UsesSweeps(inputs.Execution, single: false, shape.Classes);
        return Evaluation<TKernel, double>.Run(plan, parameters, in inputs, in outputs, shape, &PlainBlocks.Run<TKernel, double>);
    }
}
