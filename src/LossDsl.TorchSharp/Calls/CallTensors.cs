using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>The tensors that a call reads. The order in which they are saved for the backward pass is theirs alone.</summary>
internal sealed class CallTensors
{
    private readonly Tensor?[] given;

    private CallTensors(Tensor?[] given, Tensor?[] learnables, Tensor?[] buffers)
    {
        this.given = given;
        Learnables = learnables;
        Buffers = buffers;
        All = [.. given, .. learnables, .. buffers];
    }

    /// <summary>Logits or predictions.</summary>
    public Tensor Input => given[TensorInput.Input]!;

    /// <summary>Class indices or numbers.</summary>
    public Tensor Target => given[TensorInput.Target]!;

    /// <inheritdoc cref="LossOptions.SampleWeights"/>
    public Tensor? SampleWeights => given[TensorInput.SampleWeights];

    /// <inheritdoc cref="LossOptions.ElementWeights"/>
    public Tensor? ElementWeights => this[KernelInput.ElementWeights];

    /// <inheritdoc cref="LossOptions.Mask"/>
    public Tensor? Mask => given[TensorInput.Mask];

    /// <inheritdoc cref="LossOptions.ClassMask"/>
    public Tensor? ClassMask => this[KernelInput.ClassMask];

    /// <summary>The learnable hyper-parameters by index, null where one is a number.</summary>
    public Tensor?[] Learnables { get; }

    /// <summary>The buffers, those of numbers per class and then those of matrices; of a functional call null each.</summary>
    public Tensor?[] Buffers { get; }

    /// <summary>All of them in a fixed order: those of <see cref="TensorInput.All"/>, learnables, buffers.</summary>
    public IReadOnlyList<Tensor?> All { get; }

    /// <summary>The tensor that is an input of kernels; null where the call gives none.</summary>
    public Tensor? this[KernelInput input] => given[TensorInput.PositionOf(input)];

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
            return type is ScalarType.Float16 or ScalarType.BFloat16 && given.Any(IsWider) ? ScalarType.Float32 : type;

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
        var given = new Tensor?[TensorInput.All.Length];
        for (var i = 0; i < given.Length; i++)
            given[i] = TensorInput.All[i].Option?.Invoke(options);
        given[TensorInput.Input] = input;
        given[TensorInput.Target] = target;
        var tensors = new CallTensors(
            given,
            learnables ?? new Tensor?[program.Parameters.Count],
            buffers ?? new Tensor?[program.ClassInputs.Count + program.Matrices.Count]);
        for (var i = 0; i < tensors.All.Count; i++)
        {
            if (tensors.All[i] is { } tensor)
                TensorCheck.Usable(Name(program, i), tensor);
        }

        return tensors;
    }

    /// <summary>What callers know a tensor by.</summary>
    /// <param name="program">The class of the loss.</param>
    /// <param name="index">Its index in <see cref="All"/>.</param>
    public static string Name(TensorProgram program, int index)
    {
        var (inputs, learnables) = (TensorInput.All.Length, program.Parameters.Count);
        return index < inputs ? TensorInput.All[index].Name
            : index < inputs + learnables ? program.Parameters[index - inputs].Name
            : program.ClassInputs.Concat(program.Matrices).ElementAt(index - inputs - learnables);
    }

    /// <summary>Whether single precision, that of the input, would make other numbers of the targets.</summary>
    public bool NeedsDouble { get; private init; }

    /// <summary>
    /// The same with the target in a type that the engines know and that holds it, where it is a narrow integer, or a number that is
    /// none of the floating ones. The copy is the call's, in the innermost scope.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// No type that the engines know holds a number; the message names index and value.
    /// </exception>
    public CallTensors WithKnownTarget(bool numbers)
    {
        if (numbers)
            WholeNumbers.CheckDouble("target", Target);
        var needsDouble = numbers && Input.dtype != ScalarType.Float64 && WholeNumbers.ExceedSingle(Target);

        if (numbers ? Target.is_floating_point() : Target.dtype is ScalarType.Int32 or ScalarType.Int64)
            return needsDouble ? new CallTensors(given, Learnables, Buffers) { NeedsDouble = true } : this;
        var converted = given.ToArray();
        var isDouble = Input.dtype == ScalarType.Float64 || needsDouble;
        converted[TensorInput.Target] = Target.to_type(!numbers ? ScalarType.Int64 : isDouble ? ScalarType.Float64 : ScalarType.Float32);
        return new CallTensors(converted, Learnables, Buffers) { NeedsDouble = needsDouble };
    }

    /// <summary>
    /// The same call again, its tensors unpacked from a context: those at the end of the list, in the order of
    /// <see cref="All"/>.
    /// </summary>
    /// <param name="saved">What was saved.</param>
    /// <param name="learnables">How many learnables there are.</param>
    /// <param name="buffers">How many buffers there are.</param>
    public static CallTensors Restore(ReadOnlySpan<Tensor?> saved, int learnables, int buffers)
    {
        var inputs = TensorInput.All.Length;
        var own = saved[(saved.Length - inputs - learnables - buffers)..];
        return new CallTensors(
            own[..inputs].ToArray(), own.Slice(inputs, learnables).ToArray(), own[(inputs + learnables)..].ToArray());
    }
}
