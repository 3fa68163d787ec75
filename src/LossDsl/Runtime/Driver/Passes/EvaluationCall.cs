using System;

namespace LossDsl.Runtime;

/// <summary>One call whose shapes have been checked, and what computes it.</summary>
/// <typeparam name="T">How tensors are stored.</typeparam>
internal readonly unsafe ref struct EvaluationCall<T>
    where T : unmanaged
{
    /// <summary>The loss.</summary>
    public required LossPlan Plan { get; init; }

    /// <summary>The hyper-parameters of the call.</summary>
    public required ReadOnlySpan<double> Parameters { get; init; }

    /// <summary>What it reads.</summary>
    public required LossInputs<T> Inputs { get; init; }

    /// <summary>What it writes.</summary>
    public required LossOutputs<T> Outputs { get; init; }

    /// <summary>The shape of the logits, strides filled in.</summary>
    public required LogitShape Shape { get; init; }

    /// <summary>Computes a block of the loss.</summary>
    public required delegate*<BlockJob, BlockMemory, int, void> Engine { get; init; }

    /// <summary>Computes a block of the keys by which rows are selected; null if none are.</summary>
    public delegate*<BlockJob, BlockMemory, int, void> Keys { get; init; }

    /// <summary>The most threads, this one included.</summary>
    public int MaxThreads => Inputs.Execution.MaxThreads == 0 ? Threads.Limit : Inputs.Execution.MaxThreads;
}
