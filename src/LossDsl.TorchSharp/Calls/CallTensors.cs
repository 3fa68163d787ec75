using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>The tensors that a call reads. The order in which they are saved for the backward pass is theirs alone.</summary>
internal sealed class CallTensors
{
    private static readonly string[] Names
        = ["input", "target", "sample_weights", "element_weights", "mask", "class_mask", "feature_norms", "variances"];
    private static readonly int Fixed = Names.Length;

    private IReadOnlyList<Tensor?>? all;

    /// <summary>Logits or predictions.</summary>
    public required Tensor Input { get; init; }

    /// <summary>Class indices or numbers.</summary>
    public required Tensor Target { get; set; }

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
    /// rounded to the type of the input, or overflows in it; double precision where targets need it.
    /// </summary>
    public ScalarType WidestType
    {
        get
        {
            var type = Input.dtype;
            if (NeedsDouble)
                return ScalarType.Float64;
            return type is ScalarType.Float16 or ScalarType.BFloat16
                && (IsWider(Target) || IsWider(SampleWeights) || IsWider(ElementWeights) || IsWider(FeatureNorms) || IsWider(Variances))
                ? ScalarType.Float32
                : type;

            bool IsWider(Tensor? tensor) => tensor is not null && tensor.is_floating_point() && tensor.dtype != type;
        }
    }

    /// <summary>The tensors of a call.</summary>
    /// <exception cref="ArgumentException">A tensor is missing, has been disposed, or is sparse; the message names it.</exception>
    public static CallTensors Of(
        TensorProgram program, Tensor input, Tensor target, in LossOptions options, Tensor?[]? learnables = null, Tensor?[]? buffers = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        var tensors = new CallTensors
        {
            Input = input,
            Target = target,
            SampleWeights = options.SampleWeights,
            ElementWeights = options.ElementWeights,
            Mask = options.Mask,
            ClassMask = options.ClassMask,
            FeatureNorms = options.FeatureNorms,
            Variances = options.Variances,
            Learnables = learnables ?? new Tensor?[program.Parameters.Count],
            Buffers = buffers ?? new Tensor?[program.ClassInputs.Count + program.Matrices.Count],
        };
        for (var i = 0; i < tensors.All.Count; i++)
        {
            if (tensors.All[i] is { } tensor)
                TensorCheck.Usable(Name(program, i), tensor);
        }

        return tensors;
    }

    /// <summary>All of them in a fixed order.</summary>
    public IReadOnlyList<Tensor?> All
        => all ??= [Input, Target, SampleWeights, ElementWeights, Mask, ClassMask, FeatureNorms, Variances, .. Learnables, .. Buffers];

    /// <summary>What callers know a tensor by.</summary>
    /// <param name="program">The class of the loss.</param>
    /// <param name="index">Its index in <see cref="All"/>.</param>
    public static string Name(TensorProgram program, int index)
    {
        var learnables = program.Parameters.Count;
        return index < Fixed ? Names[index]
            : index < Fixed + learnables ? program.Parameters[index - Fixed].Name
            : program.ClassInputs.Concat(program.Matrices).ElementAt(index - Fixed - learnables);
    }

    /// <summary>Whether single precision, that of the input, would make other numbers of the targets.</summary>
    public bool NeedsDouble { get; private set; }

    /// <summary>
    /// Has the target in a type that the engines know and that holds it, where it is a narrow integer, or a number that is none of the
    /// floating ones. The copy is the call's, in the innermost scope.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// No type that the engines know holds a number; the message names index and value.
    /// </exception>
    public void ConvertTarget(bool numbers)
    {
        if (numbers)
        {
            WholeNumbers.CheckDouble("target", Target);
            NeedsDouble = Input.dtype != ScalarType.Float64 && WholeNumbers.ExceedSingle(Target);
        }

        if (numbers ? Target.is_floating_point() : Target.dtype is ScalarType.Int32 or ScalarType.Int64)
            return;
        var isDouble = Input.dtype == ScalarType.Float64 || NeedsDouble;
        Target = Target.to_type(!numbers ? ScalarType.Int64 : isDouble ? ScalarType.Float64 : ScalarType.Float32);
        all = null;
    }

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
