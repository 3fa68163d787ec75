using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Operators.Tests;

/// <summary>A call of operators on a batch, with given seeds per row, straight from the numbers of the batch.</summary>
internal sealed class BatchCall : OperatorCall
{
    private readonly ReferenceBatch batch;
    private readonly Counting counting;
    private readonly double[][] seeds;
    private readonly TensorProgram program;
    private readonly ScalarType type;
    private readonly double[] parameters;

    /// <summary>A call.</summary>
    /// <param name="program">What the loss takes.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="seeds">The seed of each component and row.</param>
    /// <param name="parameters">The hyper-parameters in their order.</param>
    /// <param name="type">The type of the logits.</param>
    /// <param name="differentiable">Whether automatic differentiation is to follow what happens to the logits.</param>
    public BatchCall(TensorProgram program, ReferenceBatch batch, double[][] seeds, double[] parameters, ScalarType type,
        bool differentiable)
    {
        (this.program, this.batch, this.seeds, this.parameters, this.type) = (program, batch, seeds, parameters, type);
        counting = new Counting(batch, null);
        Logits = Elements(batch.Logits).requires_grad_(differentiable);
        Values = new Tensor?[seeds.Length];
    }

    public override double Classes => batch.Classes;

    public override Tensor Logits { get; }

    public override Tensor Labels
        => tensor(Array.ConvertAll(batch.Labels!, label => label >= 0 && label < batch.Classes ? label : 0))
            .reshape(batch.Samples, 1, batch.Positions);

    public override Tensor IsLabel => Labels.eq(arange(batch.Classes).reshape(1, -1, 1));

    public override Tensor ClassIndex => arange(batch.Classes, dtype: ScalarType.Float64).reshape(1, -1, 1);

    /// <summary>The values of the components, (N,1,P).</summary>
    public Tensor?[] Values { get; }

    /// <summary>The values of the elements, (N,C,P).</summary>
    public Tensor? ElementValue { get; private set; }

    /// <summary>The gradient, (N,C,P).</summary>
    public Tensor? Gradient { get; private set; }

    public override Tensor Seed(int component) => Rows(seeds[component]);

    public override bool Gives(KernelInput input)
        => input != KernelInput.ElementWeights || batch.ElementWeights is not null || batch.Mask?.Length == batch.Logits.Length;

    public override Tensor Input(KernelInput input) => input switch
    {
        KernelInput.Targets =>
            Elements([.. batch.Targets!.Select((target, i) => batch.Mask is { } mask && mask.Length == batch.Logits.Length
                && !mask[i] ? 0 : target)]),
        KernelInput.ElementWeights when !Gives(input) => ones([1, 1, 1], type),
        KernelInput.ElementWeights =>
            Elements([.. Enumerable.Range(0, batch.Logits.Length)
                .Select(i => batch.Mask is { } mask && mask.Length == batch.Logits.Length && !mask[i] ? 0 : batch.ElementWeights?[i]
                    ?? 1)]),
        KernelInput.ClassMask => Elements(Array.ConvertAll(batch.ClassMask!, open => open ? 1.0 : 0)),
        KernelInput.FeatureNorms => Rows(batch.FeatureNorms!),
        KernelInput.Variances => Elements(batch.Variances!),
        KernelInput.Upstream => Elements(batch.Upstream!),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "no such input"),
    };

    public override Tensor ClassInput(int index)
        => tensor(ClassInputTable.All.Where(row => batch.ClassInputs.ContainsKey(row.Name)).Select(row => batch.ClassInputs[row.Name])
            .ElementAt(index)).reshape(1, -1, 1);

    public override Tensor MatrixRow(int index)
    {
        var matrix = batch.Matrices.Single(pair => TorchNames.Snake(pair.Key) == program.Matrices[index]).Value;
        var rows = new double[batch.Logits.Length];
        for (var row = 0; row < batch.Rows; row++)
            batch.Store(rows, row, matrix.AsSpan((int)batch.Labels![row] * batch.Classes, batch.Classes).ToArray());
        return Elements(rows);
    }

    public override Tensor Parameter(int index) => tensor(parameters[index], ScalarType.Float64);

    public override Tensor Cast(Tensor constant) => constant.to_type(type);

    public override void SetValue(int component, Tensor value) => Values[component] = value;

    public override void SetElementValue(Tensor value) => ElementValue = value;

    public override void SetGradient(Tensor gradient) => Gradient = gradient;

    /// <summary>The numbers of a tensor, in double precision.</summary>
    public static double[] Numbers(Tensor tensor) => tensor.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();

    private Tensor Elements(double[] values) => tensor(values).reshape(batch.Samples, batch.Classes, batch.Positions).to_type(type);

    private Tensor Rows(double[] values) => tensor(values).reshape(batch.Samples, 1, batch.Positions).to_type(type);
}
