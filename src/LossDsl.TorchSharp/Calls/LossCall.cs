using System;
using System.Linq;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// One call of a loss, but for its tensors: everything that the backward pass has to know as well. It holds no tensor, so that
/// a graph that is kept keeps none alive that it does not need.
/// </summary>
internal sealed class LossCall
{
    private readonly Loss declared;
    private readonly TensorEngine wanted;

    /// <summary>A call.</summary>
    /// <param name="program">The class of the loss.</param>
    /// <param name="declared">The loss whose properties give hyper-parameters.</param>
    /// <param name="loss">The same with the numbers per class of this call.</param>
    /// <param name="options">What the call gives besides tensors.</param>
    /// <param name="engine">The wanted engine.</param>
    /// <param name="epoch">The position of the schedule.</param>
    /// <param name="failure">Where the reason of a failed backward pass goes.</param>
    public LossCall(TensorProgram program, Loss declared, Loss loss, in LossOptions options, TensorEngine engine, double? epoch, Failure failure)
    {
        Program = program;
        this.declared = declared;
        Loss = loss;
        Normalizer = options.Normalizer;
        Epoch = epoch;
        Failure = failure;
        wanted = engine;
    }

    /// <summary>The class of the loss.</summary>
    public TensorProgram Program { get; }

    /// <summary>The loss, with the numbers per class of this call.</summary>
    public Loss Loss { get; }

    /// <summary>What the loss fixes for the targets of this call.</summary>
    public LossPlan Plan { get; private set; } = null!;

    /// <summary>Whether the targets are numbers.</summary>
    public bool Numbers { get; private set; }

    /// <summary>The mathematics of the loss for the targets of this call, as operators.</summary>
    public LossOperators Operators
        => Program.Operators(Numbers) ?? throw new InvalidOperationException($"{Program.Name} has no operators for these targets");

    /// <summary>How the dimensions of the input are samples, classes and positions.</summary>
    public Placement Placement { get; private set; } = null!;

    /// <summary>The hyper-parameters of this call, the epoch last if the loss follows a schedule.</summary>
    public double[] Parameters { get; private set; } = [];

    /// <summary>The given normaliser.</summary>
    public double? Normalizer { get; }

    /// <summary>The epoch, if the loss follows a schedule.</summary>
    public double? Epoch { get; }

    /// <summary>What computes the call, once it is known: kernels or operators.</summary>
    public TensorEngine Engine { get; private set; }

    /// <summary>The numbers of learnables and buffers among the tensors.</summary>
    public (int Learnables, int Buffers) Counts { get; private set; }

    /// <summary>Whether the gradient with respect to the input is wanted.</summary>
    public bool NeedsInput { get; private set; }

    /// <summary>Whether that with respect to the variances is.</summary>
    public bool NeedsVariances { get; private set; }

    /// <summary>Whether that with respect to each hyper-parameter is.</summary>
    public bool[] NeedsParameters { get; private set; } = [];

    /// <summary>The type of the input, which its gradient has too.</summary>
    public ScalarType InputType { get; private set; }

    /// <summary>
    /// The type in which kernels store everything: that of the input, but single precision where anything else is wider than
    /// sixteen bits, and for gradients in half precision. There a mean over many rows would round the gradient to 0 before an
    /// upstream gradient, which scales it for just that reason, comes to multiply it. Double precision where single would make other
    /// numbers of the targets.
    /// </summary>
    public ScalarType KernelType { get; private set; }

    /// <summary>The type in which operators compute: double precision where kernels have it, else single.</summary>
    public ScalarType OperatorType { get; private set; }

    /// <summary>The type of a value that is one number.</summary>
    public ScalarType ScalarValueType => InputType == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>Whether some rows or elements may not count, or have no weight.</summary>
    public bool LeavesOut { get; private set; }

    /// <summary>Whether rows become one number.</summary>
    public bool IsReduced => Plan.Reduction != Reduction.None;

    /// <summary>The shape of the value.</summary>
    public long[] ValueShape => IsReduced ? [] : Plan.ElementValues ? Placement.InputShape : Placement.RowShape;

    /// <summary>Where reasons of a failed backward pass go.</summary>
    public Failure Failure { get; }

    /// <summary>Evaluates the loss; a node of the graph if anything requires a gradient.</summary>
    public Tensor Forward(CallTensors tensors)
    {
        LossFunction.DisposeReturned();
        Failure.Throw(Program.Name);
        using var scope = NewDisposeScope();
        Prepare(tensors);
        CallResult result;
        // Before there is a node: one whose forward pass throws is never freed, nor is the graph that it hangs on.
        using (no_grad())
            result = Engine == TensorEngine.Kernels ? KernelPath.Run(this, tensors) : OperatorPath.Run(this, tensors);
        var needsGraph = NeedsInput || NeedsVariances || NeedsParameters.Contains(true);
        var value = needsGraph ? LossFunction.apply([tensors.Input, tensors.Variances!, this, tensors, result, .. tensors.Learnables!]) : result.Value;
        return value.MoveToOuterDisposeScope();
    }

    private void Prepare(CallTensors tensors)
    {
        var (input, target) = (tensors.Input, tensors.Target);
        TensorCheck.Floating(nameof(input), input);
        Numbers = TargetCheck.AreNumbers(Program, Loss, input, target);
        Plan = Program.PlanOf(Loss, Numbers)!;
        Placement = Placement.Of(Plan, input, target);
        TargetCheck.Shape(Program, Loss, Plan, Placement, target, Numbers);
        InputType = input.dtype;
        TensorCheck.Run(Plan, Placement, tensors);
        tensors.ConvertTarget(Numbers);
        CheckNormalizer();
        Counts = (tensors.Learnables.Length, tensors.Buffers.Length);
        Parameters = ReadParameters(tensors);
        var graph = is_grad_enabled();
        NeedsInput = graph && input.requires_grad;
        NeedsVariances = graph && tensors.Variances is { requires_grad: true };
        NeedsParameters = Array.ConvertAll(tensors.Learnables, learnable => graph && learnable is { requires_grad: true });
        var isScaled = InputType == ScalarType.Float16 && (NeedsInput || NeedsVariances);
        KernelType = isScaled && !tensors.NeedsDouble ? ScalarType.Float32 : tensors.WidestType;
        OperatorType = KernelType == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        LeavesOut = tensors.Mask is not null || tensors.SampleWeights is not null || tensors.ElementWeights is not null
            || Plan.Selection is not null || (!Numbers && Plan.IgnoreIndex is not null);
        Engine = Choose(tensors);
        TensorCheck.HasValues(nameof(input), input);
    }

    private void CheckNormalizer()
    {
        try
        {
            Plan.CheckNormalizer(Normalizer);
        }
        catch (ArgumentException) when (Normalizer is null)
        {
            // The plan speaks of what is called on spans.
            throw new ArgumentException(
                $"{Program.Name} divides by a number given with each call, but normalizer is not set: pass normalizer, or LossOptions.Normalizer.", "normalizer");
        }
    }

    private double[] ReadParameters(CallTensors tensors)
    {
        var count = Program.Parameters.Count;
        if (!Loss.UsesEpoch)
            Check.NoEpoch(Program.Name, Epoch);
        if (count == 0 && !Loss.UsesEpoch)
            return [];
        var values = new double[count + (Loss.UsesEpoch ? 1 : 0)];
        Program.ReadParameters(declared, values.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            if (tensors.Learnables[i] is not { } learnable)
                continue;
            TensorCheck.HasValues(Program.Parameters[i].Name, learnable);
            values[i] = Program.CheckParameter(i, TensorMemory.Number(learnable));
        }

        if (Loss.UsesEpoch && Epoch is null)
            throw new ArgumentException(
                $"{Program.Name} follows a schedule, but epoch is not set: set module.Epoch, or LossOptions.Epoch of a call.", "epoch");
        if (Loss.UsesEpoch)
            values[count] = Check.Epoch(Program.Name, Epoch);
        return values;
    }

    private TensorEngine Choose(CallTensors tensors)
    {
        var input = tensors.Input;
        var fits = TensorMemory.Fits(tensors, Placement, KernelType);
        switch (wanted)
        {
            case TensorEngine.Auto:
                return input.device_type == DeviceType.CPU && fits ? TensorEngine.Kernels : TensorEngine.Operators;
            case TensorEngine.Kernels when input.device_type != DeviceType.CPU:
                throw new ArgumentException($"engine is Kernels, which is for tensors on the CPU; input is on {input.device}.", "engine");
            case TensorEngine.Kernels when !fits:
                throw new ArgumentException($"engine is Kernels, which is for tensors of at most 2 GiB; input has {input.numel()} elements of {input.dtype}.", "engine");
            case TensorEngine.Kernels or TensorEngine.Operators:
                return wanted;
            default:
                throw new ArgumentOutOfRangeException("engine", wanted, $"engine is {wanted}, which is none of Auto, Kernels and Operators.");
        }
    }
}

/// <summary>What a call gives.</summary>
/// <param name="Value">The loss, in the shape of the call.</param>
internal sealed record CallResult(Tensor Value)
{
    /// <summary>The gradient with respect to the input, in its shape, for an upstream gradient of 1; perhaps wider than the input.</summary>
    public Tensor? Gradient { get; init; }

    /// <summary>The gradient with respect to the variances, likewise.</summary>
    public Tensor? VarianceGradient { get; init; }

    /// <summary>Per hyper-parameter the derivative of the value, or null.</summary>
    public Tensor?[] ParameterGradients { get; init; } = [];
}
