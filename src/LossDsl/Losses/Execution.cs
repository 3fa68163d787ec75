namespace LossDsl;

/// <summary>Which of a loss's kernels runs.</summary>
public enum Engine
{
    /// <summary>The fastest there is: sweeps for single precision, plain loops for double precision.</summary>
    Auto,

    /// <summary>Plain loops, row by row, in the precision of the logits.</summary>
    PlainLoops,

    /// <summary>Fused vector sweeps; single precision only.</summary>
    Sweeps,
}

/// <summary>How one evaluation runs. The default value means: fastest engine, widest vectors, all allowed threads.</summary>
public readonly record struct Execution
{
    /// <summary>The kernel to run.</summary>
    public Engine Engine { get; init; }

    /// <summary>
    /// Vector width in bits for the sweeps: 512, 256, 128, 32 (no vectors), or 0 for the widest the machine has in
    /// hardware. The result may differ in the last bits between widths.
    /// </summary>
    public int VectorBits { get; init; }

    /// <summary>
    /// The most threads this evaluation may use, at least 1; 0 means <see cref="Threads.Limit"/>. The result does not
    /// depend on it.
    /// </summary>
    public int MaxThreads { get; init; }
}
