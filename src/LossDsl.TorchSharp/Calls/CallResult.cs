using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>What a call gives.</summary>
/// <param name="Value">The loss, in the shape of the call.</param>
/// <param name="Gradients">
/// The wanted gradients for an upstream gradient of 1, perhaps wider than the input; those of hyper-parameters of an unreduced value
/// in its shape.
/// </param>
internal sealed record CallResult(Tensor Value, CallGradients Gradients);

/// <summary>The gradients of a call, null where they are not wanted.</summary>
/// <param name="Input">That with respect to the input, in its shape.</param>
/// <param name="Inputs">Those with respect to <see cref="InputRow.Differentiable"/>, in the shape of the input.</param>
/// <param name="Parameters">Those with respect to the hyper-parameters.</param>
internal sealed record CallGradients(Tensor? Input, Tensor?[] Inputs, Tensor?[] Parameters);
