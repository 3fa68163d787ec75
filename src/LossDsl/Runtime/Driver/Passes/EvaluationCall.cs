using System;

namespace LossDsl.Runtime;

/// <summary>One call whose shapes have been checked, and what computes it.</summary>
/// <remarks>Fields: a property would copy what a call reads, each time.</remarks>
/// <typeparam name="T">How tensors are stored.</typeparam>
internal unsafe ref struct EvaluationCall<T>
    where T : unmanaged
{
    /// <summary>The loss.</summary>
    public required LossPlan Plan;

    /// <summary>The hyper-parameters of the call.</summary>
    public required ReadOnlySpan<double> Parameters;

    /// <summary>What it reads.</summary>
    public required LossInputs<T> Inputs;

    /// <summary>What it writes.</summary>
    public required LossOutputs<T> Outputs;

    /// <summary>The shape of the logits, strides filled in.</summary>
    public required LogitShape Shape;

    /// <summary>Computes a block of the loss.</summary>
    public required delegate*<BlockJob, BlockMemory, int, void> Engine;

    /// <summary>Computes a block of the keys by which rows are selected; null if none are.</summary>
    public delegate*<BlockJob, BlockMemory, int, void> Keys;

    /// <summary>The most threads, this one included.</summary>
    public readonly int MaxThreads => Inputs.Execution.MaxThreads == 0 ? Threads.Limit : Inputs.Execution.MaxThreads;
}
