using System;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>A way to compute a loss on tensors; <c>TensorPaths</c> lists them.</summary>
internal abstract class TensorPath
{
    /// <summary>What callers know it by.</summary>
    public abstract TensorEngine Engine { get; }

    /// <summary>Why it cannot compute a call, to be thrown if it was asked for; null if it can.</summary>
    /// <param name="tensors">The tensors of the call, of types and shapes that fit the loss.</param>
    /// <param name="placement">How the dimensions of the input are samples, classes and positions.</param>
    /// <param name="kernelType">The type in which kernels would store everything.</param>
    public virtual ArgumentException? Refusal(CallTensors tensors, Placement placement, ScalarType kernelType) => null;

    /// <summary>Value and wanted gradients, outside of any graph.</summary>
    public abstract CallResult Run(PreparedCall call, CallTensors tensors);

    /// <summary>
    /// The wanted gradients anew from the saved tensors, for an upstream gradient: under gradient mode, so that they can be
    /// differentiated again.
    /// </summary>
    public abstract CallGradients Backward(PreparedCall call, CallTensors tensors, Tensor upstream);
}
