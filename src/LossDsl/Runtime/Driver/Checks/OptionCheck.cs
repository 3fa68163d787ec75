using System;

namespace LossDsl.Runtime;

/// <summary>Checks the options of a call: nothing is ignored and nothing is clamped.</summary>
internal static class OptionCheck
{
    // Class indices are compared as floats in sweeps.
    private const int MostClassesInSweeps = 1 << 24;

    /// <summary>Refuses execution options that do not exist or contradict each other; says whether sweeps run.</summary>
    public static bool UsesSweeps(in Execution execution, bool single, int classes)
    {
        if (execution.Engine is not (Engine.Auto or Engine.PlainLoops or Engine.Sweeps))
            throw new ArgumentOutOfRangeException("execution", execution.Engine,
                $"execution.Engine is {execution.Engine}, which is none of Auto, PlainLoops and Sweeps.");
        if (execution.VectorBits is not (0 or 32 or 128 or 256 or 512))
            throw new ArgumentOutOfRangeException("execution", execution.VectorBits,
                $"execution.VectorBits is {execution.VectorBits}; it must be 0, 32, 128, 256 or 512.");
        if (execution.MaxThreads < 0)
            throw new ArgumentOutOfRangeException("execution", execution.MaxThreads,
                $"execution.MaxThreads is {execution.MaxThreads}; it must be at least 1, or 0 for Threads.Limit.");
        if (execution.Engine == Engine.Sweeps && !single)
            throw new ArgumentException("execution.Engine is Sweeps, which is for single precision; double precision runs in plain loops.",
                "execution");
        if (execution.Engine == Engine.Sweeps && classes > MostClassesInSweeps)
            throw new ArgumentException($"execution.Engine is Sweeps, which is for at most {MostClassesInSweeps} classes, not {classes}.",
                "execution");

        var sweeps = single && execution.Engine != Engine.PlainLoops && classes <= MostClassesInSweeps;
        if (!sweeps && execution.VectorBits != 0)
            throw new ArgumentException(
                $"execution.VectorBits is {execution.VectorBits}, but this call runs in plain loops: it would have no effect.",
                    "execution");
        return sweeps;
    }
}
