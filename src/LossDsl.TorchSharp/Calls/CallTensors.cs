using System;
using System.Collections.Generic;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>The tensors that a call reads. The order in which they are saved for the backward pass is theirs alone.</summary>
internal sealed class CallTensors
{
    private const int Fixed = 8;

    /// <summary>Logits or predictions.</summary>
    public required Tensor Input { get; init; }

    /// <summary>Class indices or numbers.</summary>
    public required Tensor Target { get; init; }

    /// <inheritdoc cref="LossOptions.SampleWeights"/>
    public Tensor? SampleWeights { get; init; }

    /// <inheritdoc cref="LossOptions.ElementWeights"/>
    public Tensor? ElementWeights { get; init; }

    /// <inheritdoc cref="LossOptions.Mask"/>
    public Tensor? Mask { get; init; }

    /// <inheritdoc cref="LossOptions.ClassMask"/>
    public Tensor? ClassMask { get; init; }

    /// <inheritdoc cref="LossOptions.FeatureNorms"/>
    public Tensor? FeatureNorms { get; init; }

    /// <inheritdoc cref="LossOptions.Variances"/>
    public Tensor? Variances { get; init; }

    /// <summary>The learnable hyper-parameters by index, null where one is a number.</summary>
    public Tensor?[] Learnables { get; init; } = [];

    /// <summary>The buffers, those of numbers per class and then those of matrices; of a functional call null each.</summary>
    public Tensor?[] Buffers { get; init; } = [];

    /// <summary>
    /// The type of the input, or, where this has sixteen bits and anything else is wider, single precision, so that nothing is
    /// rounded to the type of the input, or overflows in it.
    /// </summary>
    public ScalarType WidestType
    {
        get
        {
            var type = Input.dtype;
            return type is ScalarType.Float16 or ScalarType.BFloat16
                && (IsWider(Target) || IsWider(SampleWeights) || IsWider(ElementWeights) || IsWider(FeatureNorms) || IsWider(Variances))
                ? ScalarType.Float32
                : type;

            bool IsWider(Tensor? tensor) => tensor is not null && tensor.is_floating_point() && tensor.dtype != type;
        }
    }

    /// <summary>The tensors of a call.</summary>
    public static CallTensors Of(
        TensorProgram program, Tensor input, Tensor target, in LossOptions options, Tensor?[]? learnables = null, Tensor?[]? buffers = null)
        => new()
        {
            Input = Usable(nameof(input), input),
            Target = Usable(nameof(target), target),
            SampleWeights = options.SampleWeights,
            ElementWeights = options.ElementWeights,
            Mask = options.Mask,
            ClassMask = options.ClassMask,
            FeatureNorms = options.FeatureNorms,
            Variances = options.Variances,
            Learnables = learnables ?? new Tensor?[program.Parameters.Count],
            Buffers = buffers ?? new Tensor?[program.ClassInputs.Count + program.Matrices.Count],
        };

    private static Tensor Usable(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor.IsInvalid ? throw new ArgumentException($"{name} has been disposed.", name) : tensor;
    }

    /// <summary>All of them in a fixed order.</summary>
    public IEnumerable<Tensor?> All =>
        [Input, Target, SampleWeights, ElementWeights, Mask, ClassMask, FeatureNorms, Variances, .. Learnables, .. Buffers];

    /// <summary>The same call again, its tensors unpacked from a context: those at the end of the list, in the order of <see cref="All"/>.</summary>
    /// <param name="saved">What was saved.</param>
    /// <param name="counts">How many learnables and buffers there are.</param>
    public static CallTensors Restore(ReadOnlySpan<Tensor?> saved, (int Learnables, int Buffers) counts)
    {
        var first = saved.Length - Fixed - counts.Learnables - counts.Buffers;
        var rest = saved[(first + Fixed)..];
        return new CallTensors
        {
            Input = saved[first]!,
            Target = saved[first + 1]!,
            SampleWeights = saved[first + 2],
            ElementWeights = saved[first + 3],
            Mask = saved[first + 4],
            ClassMask = saved[first + 5],
            FeatureNorms = saved[first + 6],
            Variances = saved[first + 7],
            Learnables = rest[..counts.Learnables].ToArray(),
            Buffers = rest[counts.Learnables..].ToArray(),
        };
    }
}
