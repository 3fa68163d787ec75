using System;
using System.ComponentModel;
using LossDsl.Runtime;

namespace LossDsl;

/// <summary>What one evaluation of a loss reads.</summary>
/// <typeparam name="T">The type in which numbers are stored: <see cref="float"/>, <see cref="double"/>, <see cref="Half"/> or
/// <see cref="BFloat16"/>.</typeparam>
/// <remarks>
/// N is the number of samples, C that of classes (of outputs, for a regression), P that of positions per sample: pixels or
/// tokens, 1 unless <see cref="Shape"/> says otherwise. A row is one position of one sample. All tensors but the logits are
/// contiguous.
/// </remarks>
public readonly ref struct LossInputs<T>
    where T : unmanaged
{
    /// <summary>Logits and one class index per row.</summary>
    /// <param name="logits">Raw scores (N,C) or (N,C,P).</param>
    /// <param name="targets">Class indices (N) or (N,P), each in [0, C) or the declared ignore index.</param>
    public LossInputs(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets)
    {
        Logits = logits;
        Labels = targets;
        Kind = TargetKind.Labels;
    }

    /// <inheritdoc cref="LossInputs{T}(ReadOnlySpan{T}, ReadOnlySpan{int})"/>
    public LossInputs(ReadOnlySpan<T> logits, ReadOnlySpan<long> targets)
    {
        Logits = logits;
        LongLabels = targets;
        Kind = TargetKind.LongLabels;
    }

    /// <summary>Logits and one number per element.</summary>
    /// <param name="logits">Raw scores (N,C) or (N,C,P), or predictions.</param>
    /// <param name="targets">
    /// In the shape of the logits: class probabilities for a softmax head, 0, 1 or what is between for a sigmoid or Gumbel
    /// head, the values to predict for the identity head.
    /// </param>
    public LossInputs(ReadOnlySpan<T> logits, ReadOnlySpan<T> targets)
    {
        Logits = logits;
        Targets = targets;
        Kind = TargetKind.Numbers;
    }

    /// <summary>Raw scores or predictions. −∞ masks a class of a softmax; NaN gives NaN in its row only.</summary>
    public ReadOnlySpan<T> Logits { get; }

    /// <summary>Which of the three kinds of targets was given.</summary>
    public TargetKind Kind { get; }

    /// <summary>Class indices, if they are 32-bit.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>Class indices, if they are 64-bit.</summary>
    public ReadOnlySpan<long> LongLabels { get; }

    /// <summary>One number per element, if the targets are numbers.</summary>
    public ReadOnlySpan<T> Targets { get; }

    /// <summary>
    /// The shape and strides of the logits. The default value means: (N,C), contiguous, N being the number of labels; for
    /// targets that are numbers (N,C) with the declared number of classes, or, if there is none, (N,1), but for a softmax.
    /// </summary>
    public LogitShape Shape { get; init; }

    /// <summary>
    /// A weight per row, (N) or (N,P), finite and not negative: multiplies the loss of the row, all components. It is no
    /// part of any denominator unless <see cref="Per.SampleWeights"/> says so.
    /// </summary>
    public ReadOnlySpan<T> SampleWeights { get; init; }

    /// <summary>
    /// A weight per element in the shape of the logits, finite and not negative; for losses per element. Like the weight of a
    /// row it is no part of any denominator: an element of weight 0 counts in <see cref="Per.Elements"/>, a masked one does not.
    /// </summary>
    public ReadOnlySpan<T> ElementWeights { get; init; }

    /// <summary>
    /// Which rows count, (N) or (N,P); for losses per element alternatively which elements, in the shape of the logits.
    /// What is masked is treated like a row with the ignore index: its loss and gradient are 0, NaN or not, and its targets are
    /// not looked at. A row of which every element is masked is masked.
    /// </summary>
    public ReadOnlySpan<bool> Mask { get; init; }

    /// <summary>
    /// Which classes may be predicted, (C) or in the shape of the logits; for losses that declare <c>[ClassMask]</c>, which
    /// require it. A label that is masked is an error.
    /// </summary>
    public ReadOnlySpan<bool> ClassMask { get; init; }

    /// <summary>The norm of the features of each row, (N) or (N,P), for losses that ask for it.</summary>
    public ReadOnlySpan<T> FeatureNorms { get; init; }

    /// <summary>
    /// The predicted variance of each element, in the shape of the predictions, for losses that ask for it; finite and not negative.
    /// </summary>
    public ReadOnlySpan<T> Variances { get; init; }

    /// <summary>
    /// The position of the schedule, in epochs, whole or not, at least 0. Required by losses that declare a schedule
    /// (<see cref="Loss.UsesEpoch"/>); an error for the others.
    /// </summary>
    public double? Epoch { get; init; }

    /// <summary>
    /// The gradient of whatever follows with respect to this loss: for a loss without reduction one number per entry of
    /// <see cref="LossOutputs{T}.PerSample"/>, else one number. Empty means 1. It scales the gradient only, never a loss
    /// value; an error where no gradient is asked for.
    /// </summary>
    public ReadOnlySpan<T> Upstream { get; init; }

    /// <summary>
    /// What every mean of this call divides by in place of its own denominator, for example the valid rows of a whole
    /// accumulated batch: finite and above 0. Required by <see cref="Per.External"/>; an error for a loss that takes no
    /// mean. Null means the loss's own denominator.
    /// </summary>
    public double? Normalizer { get; init; }

    /// <summary>How to run; the default is the fastest way.</summary>
    public Execution Execution { get; init; }

    internal int LabelCount => Labels.Length + LongLabels.Length;

    /// <summary>The same call with another input, for callers that have it by its number.</summary>
    /// <param name="input">An input that <see cref="InputRow"/> says is required, and no mask.</param>
    /// <param name="numbers">One number per row or per element, as the input has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input is another one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LossInputs<T> With(KernelInput input, ReadOnlySpan<T> numbers) => input switch
    {
        KernelInput.FeatureNorms => this with { FeatureNorms = numbers },
        KernelInput.Variances => this with { Variances = numbers },
        _ => throw NotGivenLikeThis(input),
    };

    /// <inheritdoc cref="With(KernelInput, ReadOnlySpan{T})"/>
    /// <summary>The same call with another mask, for callers that have it by its number.</summary>
    /// <param name="input">An input that <see cref="InputRow"/> says is required, and a mask.</param>
    /// <param name="mask">One entry per element or per class.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LossInputs<T> WithMask(KernelInput input, ReadOnlySpan<bool> mask)
        => input == KernelInput.ClassMask ? this with { ClassMask = mask } : throw NotGivenLikeThis(input);

    /// <summary>The inputs that the call gives: bit i for the <see cref="KernelInput"/> of that number.</summary>
    internal int Given
        => (Targets.IsEmpty ? 0 : 1 << (int)KernelInput.Targets) | (ElementWeights.IsEmpty ? 0 : 1 << (int)KernelInput.ElementWeights)
            | (ClassMask.IsEmpty ? 0 : 1 << (int)KernelInput.ClassMask) | (FeatureNorms.IsEmpty ? 0 : 1 << (int)KernelInput.FeatureNorms)
            | (Variances.IsEmpty ? 0 : 1 << (int)KernelInput.Variances) | (Upstream.IsEmpty ? 0 : 1 << (int)KernelInput.Upstream);

    /// <summary>The numbers of an input; empty where the call gives none, and for masks.</summary>
    internal ReadOnlySpan<T> NumbersOf(KernelInput input) => input switch
    {
        KernelInput.Targets => Targets,
        KernelInput.ElementWeights => ElementWeights,
        KernelInput.FeatureNorms => FeatureNorms,
        KernelInput.Variances => Variances,
        KernelInput.Upstream => Upstream,
        _ => default,
    };

    /// <summary>The entries of an input that is a mask; empty where the call gives none, and for numbers.</summary>
    internal ReadOnlySpan<bool> MaskOf(KernelInput input) => input == KernelInput.ClassMask ? ClassMask : default;

    private static ArgumentOutOfRangeException NotGivenLikeThis(KernelInput input)
        => new(nameof(input), input, $"{input} is no input of that kind.");
}

/// <summary>The kinds of targets that a call may bring.</summary>
public enum TargetKind
{
    /// <summary>32-bit class indices.</summary>
    Labels,

    /// <summary>64-bit class indices.</summary>
    LongLabels,

    /// <summary>One number per element.</summary>
    Numbers,
}
