using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// What a call may give besides input and target; the default value gives nothing. C is the number of classes, N… the shape of
/// the input without its class dimension: one entry per row. All tensors are on the device of the input and constants for the
/// gradient, but for <see cref="Variances"/>: one that requires a gradient is an error.
/// </summary>
public readonly struct LossOptions
{
    /// <summary>
    /// A weight per row, (N…), finite and not negative: multiplies the loss of the row; part of no denominator but that of
    /// <see cref="Per.SampleWeights"/>.
    /// </summary>
    public Tensor? SampleWeights { get; init; }

    /// <summary>A weight per element in the shape of the input, finite and not negative; for losses per element.</summary>
    public Tensor? ElementWeights { get; init; }

    /// <summary>
    /// Which rows count, boolean, (N…); for losses per element alternatively which elements, in the shape of the input. What
    /// is masked has loss and gradient 0, NaN or not.
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>
    /// Which classes may be predicted, boolean, (C) or in the shape of the input; for losses with <c>[ClassMask]</c>, which
    /// require it.
    /// </summary>
    public Tensor? ClassMask { get; init; }

    /// <summary>The norm of the features of each row, (N…), for losses that ask for it.</summary>
    public Tensor? FeatureNorms { get; init; }

    /// <summary>The predicted variances in the shape of the input, for losses that ask for them; they have a gradient.</summary>
    public Tensor? Variances { get; init; }

    /// <summary>What the last mean of each component divides by in place of its own denominator; finite and above 0.</summary>
    public double? Normalizer { get; init; }

    /// <summary>
    /// The position of the schedule in epochs, at least 0, for losses that follow one; null means that of
    /// <see cref="LossModule.Epoch"/>.
    /// </summary>
    public double? Epoch { get; init; }

    /// <summary>What computes this call; null means what module or declaration say.</summary>
    public TensorEngine? Engine { get; init; }
}
