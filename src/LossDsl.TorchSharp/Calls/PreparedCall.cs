using System;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// One checked call of a loss, but for its tensors: everything that engines and the backward pass have to know. It holds no tensor,
/// so that a graph that is kept keeps none alive that it does not need.
/// </summary>
internal sealed class PreparedCall
{
    /// <summary>The class of the loss.</summary>
    public required TensorProgram Program { get; init; }

    /// <summary>The loss, with the numbers per class of this call.</summary>
    public required Loss Loss { get; init; }

    /// <summary>What the loss fixes for the targets of this call.</summary>
    public required LossPlan Plan { get; init; }

    /// <summary>Whether the targets are numbers.</summary>
    public required bool Numbers { get; init; }

    /// <summary>How the dimensions of the input are samples, classes and positions.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The hyper-parameters of this call, the epoch last if the loss follows a schedule.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>The given normaliser.</summary>
    public required double? Normalizer { get; init; }

    /// <summary>The epoch, if the loss follows a schedule.</summary>
    public required double? Epoch { get; init; }

    /// <summary>What computes the call.</summary>
    public required TensorPath Path { get; init; }

    /// <summary>The number of buffers among the tensors.</summary>
    public required int Buffers { get; init; }

    /// <summary>Which gradients are wanted.</summary>
    public required NeededGradients Needs { get; init; }

    /// <summary>The type of the input, which its gradient has too.</summary>
    public required ScalarType InputType { get; init; }

    /// <summary>
    /// The type in which kernels store everything: that of the input, but single precision where anything else is wider than
    /// sixteen bits, and for gradients in half precision. There a mean over many rows would round the gradient to 0 before an
    /// upstream gradient, which scales it for just that reason, comes to multiply it. Double precision where single would make other
    /// numbers of the targets.
    /// </summary>
    public required ScalarType KernelType { get; init; }

    /// <summary>The type in which operators compute: double precision where kernels have it, else single.</summary>
    public ScalarType OperatorType => KernelType == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>The type of a value that is one number.</summary>
    public ScalarType ScalarValueType => InputType == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>Whether some rows or elements may not count, or have no weight.</summary>
    public required bool LeavesOut { get; init; }

    /// <summary>Where reasons of a failed backward pass go.</summary>
    public required Failure Failure { get; init; }

    /// <summary>The mathematics of the loss for the targets of this call, as operators.</summary>
    public LossOperators Operators
        => Program.Operators(Numbers) ?? throw new InvalidOperationException($"{Program.Name} has no operators for these targets");

    /// <summary>Whether rows become one number.</summary>
    public bool IsReduced => Plan.Reduction != Reduction.None;

    /// <summary>The shape of the value.</summary>
    public long[] ValueShape => IsReduced ? [] : Plan.ElementValues ? Placement.InputShape : Placement.RowShape;
}

/// <summary>Which gradients a call wants.</summary>
/// <param name="Input">Whether that with respect to the input.</param>
/// <param name="Inputs">Whether that with respect to each of <see cref="InputRow.Differentiable"/>.</param>
/// <param name="Parameters">Whether that with respect to each hyper-parameter.</param>
internal sealed record NeededGradients(bool Input, bool[] Inputs, bool[] Parameters)
{
    /// <summary>Whether any tensor of the shape of the input.</summary>
    public bool AnyTensor => Input || Inputs.Contains(true);

    /// <summary>Whether any at all.</summary>
    public bool Any => AnyTensor || Parameters.Contains(true);
}
