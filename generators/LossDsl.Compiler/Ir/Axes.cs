using System;

namespace LossDsl.Compiler;

/// <summary>The named axes over which a node varies.</summary>
[Flags]
public enum Axes : byte
{
    /// <summary>A scalar.</summary>
    None = 0,

    /// <summary>One value per row of the batch.</summary>
    Batch = 1,

    /// <summary>One value per class.</summary>
    Class = 2,
}
