using System;

namespace LossDsl.Runtime;

/// <summary>What works through the blocks of a call: sweeps of some width, or plain loops.</summary>
internal static unsafe class EngineChoice
{
    /// <summary>The engine for tensors of this type, or an exception if the options contradict each other.</summary>
    public static delegate*<BlockJob, BlockMemory, int, void> Of<TKernel, T>(in Execution execution, int classes)
        where TKernel : struct, ILossKernel
        where T : unmanaged
    {
        var sweeps = OptionCheck.UsesSweeps(execution, typeof(T) != typeof(double), classes);
        if (typeof(T) == typeof(double))
            return &PlainBlocks.Run<TKernel, double, double>;
        return sweeps ? SweepBlocks.Of<TKernel, T>(execution.VectorBits) : &PlainBlocks.Run<TKernel, T, float>;
    }
}
