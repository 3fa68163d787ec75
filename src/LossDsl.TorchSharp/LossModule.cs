using System;
using System.ComponentModel;
using LossDsl.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// A declared loss as a TorchSharp module: it goes where <c>CrossEntropyLoss</c> goes. Numbers per class and matrices are
/// buffers, which follow <c>.to(…)</c> and stand in <c>state_dict</c>; every call computes with the current ones.
/// Hyper-parameters marked <see cref="LearnableAttribute"/> are parameters, single precision at first. Sixteen-bit types are for
/// logits: a module that is given one keeps its own numbers in single precision, in which small steps of training are not lost.
/// Backward is one node of the autograd graph; its gradient is computed in the forward pass, and only if something requires it.
/// </summary>
/// <remarks>
/// <para>The input is (N,C), (N,C,d1…dk), (C) for one sample, or, for losses per element, (N): half, bfloat16, single or double
/// precision. The target is one class index per row, of any integer type, or floating or boolean in the shape of the input; for
/// losses without class indices whole numbers will do as well; where these are others in single precision, as they may be beyond
/// 2^24, everything is computed in double precision, and beyond 2^53 they are refused. The value is a scalar, in single precision
/// for the sixteen-bit types; without reduction it has one entry per row, or per element for losses per element. Buffers are where
/// the input is; what they hold on the CPU is checked at each call, on other devices it is not.</para>
/// <para>The gradient is that of forward, whatever becomes of its tensors in between. A second derivative, under
/// <c>create_graph</c>, computes with them anew: nothing that the call has read may be changed in place before it (input, target,
/// weights, masks, buffers, learnable parameters); nor, between two backward passes of one graph, a gradient that
/// <c>autograd.grad</c> has given. As an exception there would end the process, the gradient is then NaN, standard error says why at
/// once, and the next call throws it.</para>
/// </remarks>
public abstract partial class LossModule : global::TorchSharp.Loss<Tensor, Tensor, Tensor>
{
    private readonly TensorProgram program;
    private readonly ClassBuffers classBuffers;
    private readonly Failure failure = new();
    private double? epoch;
    private bool isDisposed;

    /// <summary>Only generated code derives from this class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LossModule(Loss loss, TensorProgram program)
        : base(ReductionOf(loss, program))
    {
        Declared = loss;
        this.program = program;
        Engine = EngineOf(loss);
        classBuffers = new ClassBuffers(program, loss);
        foreach (var (name, tensor) in classBuffers.Create())
            register_buffer(name, tensor.DetachFromDisposeScope());
        Span<double> values = stackalloc double[program.Parameters.Count];
        program.ReadParameters(loss, values);
        for (var i = 0; i < values.Length; i++)
        {
            if (program.Parameters[i].Learnable)
                register_parameter(program.Parameters[i].Name, Learnable((float)values[i]));
        }
    }

    /// <summary>The loss that this module was made of; its properties give the hyper-parameters that are not learnable.</summary>
    public Loss Declared { get; }

    /// <summary>The position of the schedule, in epochs, at least 0; required by losses that follow one.</summary>
    /// <exception cref="InvalidOperationException">The loss follows no schedule, so that it would have no effect.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public double? Epoch
    {
        get => epoch;
        set
        {
            if (value is { } number)
            {
                if (!Declared.UsesEpoch)
                    throw new InvalidOperationException($"{program.Name} follows no schedule: Epoch would have no effect.");
                Check.Epoch(program.Name, number);
            }

            epoch = value;
        }
    }

    /// <summary>What computes the loss, where a call does not say it.</summary>
    public TensorEngine Engine { get; set; }

    /// <summary>What computed the last call: kernels or operators; null before the first.</summary>
    public TensorEngine? LastEngine { get; private set; }

    /// <summary>The loss of a batch.</summary>
    /// <param name="input">Logits or predictions.</param>
    /// <param name="target">One class index per row, or one number per element.</param>
    /// <exception cref="ArgumentException">Shapes, types or devices disagree; the message names the argument.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class, a number not in its range; the message names index and
    /// value.</exception>
    /// <exception cref="InvalidOperationException">
    /// Backward passes of earlier calls failed; the message says how many, and the first reason is the inner exception.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The module has been disposed.</exception>
    public sealed override Tensor forward(Tensor input, Tensor target) => forward(input, target, new LossOptions());

    /// <inheritdoc cref="forward(Tensor, Tensor)"/>
    /// <param name="input">Logits or predictions.</param>
    /// <param name="target">One class index per row, or one number per element.</param>
    /// <param name="sample_weights"><inheritdoc cref="LossOptions.SampleWeights" path="/summary/node()"/></param>
    /// <param name="mask"><inheritdoc cref="LossOptions.Mask" path="/summary/node()"/></param>
    /// <param name="normalizer"><inheritdoc cref="LossOptions.Normalizer" path="/summary/node()"/></param>
    public Tensor forward(Tensor input, Tensor target, Tensor? sample_weights = null, Tensor? mask = null, double? normalizer = null)
        => forward(input, target, new LossOptions { SampleWeights = sample_weights, Mask = mask, Normalizer = normalizer });

    /// <inheritdoc cref="forward(Tensor, Tensor)"/>
    /// <param name="input">Logits or predictions.</param>
    /// <param name="target">One class index per row, or one number per element.</param>
    /// <param name="options">What the call gives besides.</param>
    public Tensor forward(Tensor input, Tensor target, in LossOptions options)
    {
        ThrowIfDisposed();
        var buffers = CurrentBuffers();
        var tensors = CallTensors.Of(program, input, target, in options, Learnables(), buffers);
        var call = new LossRequest(
            program,
            Declared,
            classBuffers.Current(buffers),
            options.Normalizer,
            options.Engine ?? Engine,
            options.Epoch ?? epoch,
            failure);
        (var value, LastEngine) = call.Forward(tensors);
        return value;
    }

    /// <summary>The loss of a batch without a module: nothing is learnt, numbers per class are those of the loss.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static Tensor Functional(TensorProgram program, Loss loss, Tensor input, Tensor target, in LossOptions options)
    {
        var call = new LossRequest(
            program, loss, loss, options.Normalizer, options.Engine ?? EngineOf(loss), options.Epoch, program.FunctionalFailure);
        return call.Forward(CallTensors.Of(program, input, target, in options)).Value;
    }

    /// <summary>Converts and moves the numbers of the module, to a sixteen-bit type as to single precision.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
        => base._toEpilog(dtype is ScalarType.Float16 or ScalarType.BFloat16 ? ScalarType.Float32 : dtype, device, non_blocking);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        isDisposed = true;
        base.Dispose(disposing);
    }

    private void ThrowIfDisposed()
    {
        if (isDisposed)
            throw new ObjectDisposedException($"{program.Name}.Module", $"The module of {program.Name} has been disposed.");
    }

    private Tensor[] CurrentBuffers() => classBuffers.Of(this);

    /// <summary>The learnable hyper-parameters by index, null where one is a number.</summary>
    private Tensor?[] Learnables()
    {
        var learnables = new Tensor?[program.Parameters.Count];
        for (var i = 0; i < learnables.Length; i++)
            learnables[i] = program.Parameters[i].Learnable ? get_parameter(program.Parameters[i].Name) : null;
        return learnables;
    }

    private static Parameter Learnable(float value)
    {
        var parameter = new Parameter(tensor(value));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private static nn.Reduction ReductionOf(Loss loss, TensorProgram program)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return (program.PlanOf(loss, numbers: false) ?? program.PlanOf(loss, numbers: true))!.Reduction switch
        {
            Reduction.None => nn.Reduction.None,
            Reduction.Sum => nn.Reduction.Sum,
            _ => nn.Reduction.Mean,
        };
    }

    private static TensorEngine EngineOf(Loss loss)
        => Attribute.GetCustomAttribute(loss.GetType(), typeof(TensorEngineAttribute)) is TensorEngineAttribute declared ? declared.Engine
            : TensorEngine.Auto;
}
