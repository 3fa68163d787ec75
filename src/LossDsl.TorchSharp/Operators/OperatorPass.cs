using System;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>One evaluation by operators: what generated code reads, and what becomes of its results.</summary>
internal sealed class OperatorPass : OperatorCall
{
    private readonly PreparedCall call;
    private readonly CallTensors tensors;
    private readonly Tensor? upstream;
    private readonly Tensor?[] values;
    private readonly Tensor?[] seeds;
    private readonly Counting counting;
    private readonly Denominators denominators;
    private readonly bool selecting;
    private Tensor? labels;
    private Tensor? isLabel;
    private Tensor? logits;
    private Tensor? elementValue;
    private Tensor? gradient;

    /// <summary>An evaluation.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <param name="upstream">The gradient of what follows, in the shape of the value; null for 1.</param>
    public OperatorPass(PreparedCall call, CallTensors tensors, Tensor? upstream)
    {
        this.call = call;
        this.tensors = tensors;
        this.upstream = upstream;
        values = new Tensor?[call.Plan.ComponentCount];
        seeds = new Tensor?[values.Length];
        Type = call.OperatorType;
        // What counts, and by how much, is a constant for every gradient.
        using var _ = no_grad();
        counting = new Counting(call, tensors, Type);
        if (call.Plan.Selection is { } selection)
        {
            selecting = true;
            counting.Select(selection, call, call.Operators.Key(this)!);
            selecting = false;
        }

        denominators = new Denominators(call, counting, () => call.Operators.RowWeight(this));
        // The key has seen them without their graph.
        logits = null;
    }

    /// <summary>The type in which everything is computed.</summary>
    public ScalarType Type { get; }

    /// <inheritdoc/>
    public override double Classes => call.Placement.Classes;

    /// <inheritdoc/>
    public override Tensor Logits => logits ??= Harmless(Elements(tensors.Input), 0);

    /// <inheritdoc/>
    public override Tensor Labels => labels ??= counting.Labels(tensors.Target);

    /// <inheritdoc/>
    public override Tensor IsLabel
    {
        get
        {
            if (isLabel is not null)
                return isLabel;
            using var classes = Indices(ScalarType.Int64);
            return isLabel = Labels.eq(classes);
        }
    }

    /// <inheritdoc/>
    public override Tensor ClassIndex => Indices(ScalarType.Float64);

    /// <inheritdoc/>
    public override Tensor Seed(int component) => seeds[component] ??= MakeSeed(component);

    /// <inheritdoc/>
    public override Tensor Input(KernelInput input) => input switch
    {
        KernelInput.Targets =>
            Harmless(counting.Open is null ? Elements(tensors.Target) : where(counting.Open, Elements(tensors.Target), counting.Zero), 0),
        KernelInput.ElementWeights => counting.ElementWeights,
        KernelInput.ClassMask => tensors.ClassMask!.ndim == 1 ? tensors.ClassMask.reshape(1, -1, 1).to_type(Type)
            : Elements(tensors.ClassMask),
        KernelInput.Upstream => upstream is null ? ones([1, 1, 1], Type, tensors.Input.device) : Harmless(Elements(upstream), 0),
        _ => Harmless(InputRow.Of(input).PerRow ? PerRow(tensors[input]!) : Elements(tensors[input]!), 1),
    };

    /// <inheritdoc/>
    public override bool Gives(KernelInput input) => input != KernelInput.ElementWeights || counting.HasElementWeights;

    /// <inheritdoc/>
    public override Tensor ClassInput(int index)
        => (tensors.Buffers[index] is { } buffer ? buffer.to_type(ScalarType.Float64)
            : tensor(call.Program.ClassInputsOf(call.Loss)[index]).to(tensors.Input.device)).reshape(1, -1, 1);

    /// <inheritdoc/>
    public override Tensor MatrixRow(int index)
    {
        var classes = call.Placement.Classes;
        var matrix = tensors.Buffers[call.Program.ClassInputs.Count + index] is { } buffer ? buffer.to_type(Type)
            : tensor(call.Program.MatricesOf(call.Loss)[index]).to(Type, tensors.Input.device).reshape(classes, classes);
        return matrix.index_select(0, Labels.flatten()).reshape(call.Placement.Samples, call.Placement.Positions, classes).transpose(1, 2);
    }

    /// <inheritdoc/>
    public override Tensor Parameter(int index)
        => index < tensors.Learnables.Length && tensors.Learnables[index] is { } learnable
            ? learnable.to(ScalarType.Float64, tensors.Input.device).reshape([])
            : tensor(call.Parameters[index]).to(tensors.Input.device);

    /// <inheritdoc/>
    public override Tensor Cast(Tensor constant) => constant.to_type(Type);

    /// <inheritdoc/>
    public override void SetValue(int component, Tensor value) => values[component] = Counted(value);

    /// <inheritdoc/>
    public override void SetElementValue(Tensor value) => elementValue = Counted(value);

    /// <inheritdoc/>
    public override void SetGradient(Tensor gradient) => this.gradient = gradient;

    /// <summary>The value of the call, in its shape and type.</summary>
    public Tensor Value()
    {
        if (elementValue is not null)
            return Unreduced(counting.Weighted(elementValue));
        Tensor? sum = null;
        for (var c = 0; c < values.Length; c++)
        {
            var value = denominators.Scale(c, counting.Weighted(values[c]!));
            value = call.IsReduced ? Rows(value).sum() : Rows(value);
            sum = sum is null ? value : TensorMath.Add(sum, value);
        }

        return call.IsReduced ? sum!.to_type(call.ScalarValueType) : Unreduced(sum!);
    }

    /// <summary>The gradient with respect to the input, in its shape and the type of the computation.</summary>
    public Tensor Gradient() => InShapeOfInput(gradient!);

    /// <summary>What rows and elements that do not count have, made 0, whatever it is.</summary>
    public Tensor Counted(Tensor perRow) => counting.IsWhole ? perRow : where(counting.Weighty, perRow, counting.Zero);

    /// <summary>Something per row or element in the shape of an unreduced value.</summary>
    public Tensor InShapeOfValue(Tensor tensor)
        => tensor.expand(call.Plan.ElementValues ? call.Placement.Elements : call.Placement.PerRow).reshape(call.ValueShape);

    /// <summary>Something per element in the shape of the input, 0 where nothing counts.</summary>
    public Tensor InShapeOfInput(Tensor tensor)
        => Counted(tensor).expand(call.Placement.Elements).reshape(call.Placement.InputShape);

    // A copy: a view of something else could not be changed in place.
    private Tensor Unreduced(Tensor value) => InShapeOfValue(value).to_type(call.InputType).clone();

    private Tensor MakeSeed(int component)
    {
        var seed = denominators.Scale(component, counting.SampleWeights);
        if (upstream is null || call.Plan.ElementValues)
            return seed;
        return seed.mul(call.IsReduced ? upstream.to_type(Type) : Harmless(PerRow(upstream), 0));
    }

    private Tensor Indices(ScalarType type)
    {
        // A scalar is finalisable: without an owner the collector may take it while native code still reads it. Start and step
        // too, which TorchSharp would make without one.
        using Scalar start = 0;
        using Scalar count = call.Placement.Classes;
        using Scalar step = 1;
        using var indices = arange(start, count, step, type, tensors.Input.device);
        return indices.reshape(1, -1, 1);
    }

    private Tensor Rows(Tensor tensor) => tensor.expand(call.Placement.PerRow);

    private Tensor Elements(Tensor tensor) => tensor.reshape(call.Placement.Elements).to_type(Type);

    private Tensor PerRow(Tensor tensor) => tensor.reshape(call.Placement.PerRow).to_type(Type);

    /// <summary>
    /// Another number where nothing counts, in a pass that may be differentiated: the slope of what is left out there is
    /// multiplied by 0, which does not take away a NaN.
    /// </summary>
    private Tensor Harmless(Tensor values, double number)
    {
        // Nothing is differentiated while keys are computed, and a row without weight has its own key there.
        if (upstream is null || selecting || (counting.IsWhole && counting.Open is null))
            return values;
        using var other = tensor(number, Type, tensors.Input.device);
        if (!counting.IsWhole)
            values = where(counting.Weighty, values, other);
        return counting.Open is null ? values : where(counting.Open, values, other);
    }
}
