using System;

namespace LossDsl.Runtime;

/// <summary>One call whose shapes have been checked, and what computes it.</summary>
/// <remarks>Without what it reads and writes, which are large and would be copied.</remarks>
internal unsafe ref struct EvaluationCall
{
    /// <summary>The loss.</summary>
    public required LossPlan Plan;

    /// <summary>The hyper-parameters of the call.</summary>
    public required ReadOnlySpan<double> Parameters;

    /// <summary>The shape of the logits, strides filled in.</summary>
    public required LogitShape Shape;

    /// <summary>Computes a block of the loss.</summary>
    public required delegate*<BlockJob, BlockMemory, int, void> Engine;

    /// <summary>Computes a block of the keys by which rows are selected; null if none are.</summary>
    public delegate*<BlockJob, BlockMemory, int, void> Keys;

    /// <summary>The most threads, this one included.</summary>
    public required int MaxThreads;
}
