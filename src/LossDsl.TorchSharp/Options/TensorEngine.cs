using System;

namespace LossDsl.Torch;

/// <summary>What computes a loss on tensors.</summary>
public enum TensorEngine
{
    /// <summary>
    /// <see cref="Kernels"/> for tensors on the CPU of at most 2 GiB, else <see cref="Operators"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// The generated kernels, on the memory of the tensors; CPU only. Half and bfloat16 are computed in single precision.
    /// </summary>
    Kernels,

    /// <summary>
    /// Generated TorchSharp operators with a gradient that the compiler has differentiated; any device that knows double precision.
    /// Double backward always takes them. On a device of its own each look at values waits for it: one for labels, two for each
    /// kind of weights and numbers, one for each learnable hyper-parameter; selection takes its keys through the CPU.
    /// </summary>
    Operators,
}

/// <summary>Says on a declared loss what computes it on tensors, where neither module nor call say otherwise.</summary>
/// <param name="engine">The engine.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TensorEngineAttribute(TensorEngine engine) : Attribute
{
    /// <summary>The engine.</summary>
    public TensorEngine Engine { get; } = engine;
}
