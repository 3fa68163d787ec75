using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Operators.Tests;

/// <summary>A composition in one of its forms with a batch and seeds: its generated operators, and the evaluator of the IR.</summary>
internal sealed class OperatorCase
{
    private readonly double[][] seeds;
    private readonly TensorProgram program;

    public OperatorCase(Declaration declaration, LossForm form, ReferenceBatch batch, TensorProgram program)
    {
        (Declaration, Form, Batch, this.program) = (declaration, form, batch, program);
        Lowered = LossCompilation.Of(declaration).Lowered(form);
        Compiled = Pipeline.Run(Lowered).Last().Loss;
        var random = new Random(batch.Logits.Length);
        seeds = [.. Lowered.Components.Select(_ => Enumerable.Range(0, batch.Rows).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
    }

    public Declaration Declaration { get; }

    public LossForm Form { get; }

    public ReferenceBatch Batch { get; }

    /// <summary>The loss as it was lowered.</summary>
    public LossIr Lowered { get; }

    /// <summary>The loss after all passes of the sweeps.</summary>
    public LossIr Compiled { get; }

    /// <summary>The generated operators.</summary>
    public LossOperators Operators => program.Operators(Form == LossForm.Numbers)!;

    /// <summary>The hyper-parameters.</summary>
    public TensorProgram Program => program;

    /// <summary>A call of the operators.</summary>
    public BatchCall Call(bool values = true, bool gradient = true, ScalarType type = ScalarType.Float64, bool differentiable = false,
        ReferenceBatch? batch = null)
        => new(program, batch ?? Batch, seeds, Parameters(), type, differentiable) { NeedsValues = values, NeedsGradient = gradient };

    /// <summary>The evaluator on a row of the batch.</summary>
    public IrEvaluator On(LossIr loss, int row, ReferenceBatch? batch = null, IrEvaluator? stopped = null)
        => new(loss, RowReader.Read(batch ?? Batch, row, [.. seeds.Select(seed => seed[row])]), stopped);

    /// <summary>Σ seed·component of a row of another batch, with what is stopped as it is here.</summary>
    public double Seeded(int row, ReferenceBatch batch)
    {
        var there = On(Lowered, row, batch, On(Lowered, row));
        return Lowered.ElementValue < 0
            ? seeds.Select((seed, c) => seed[row] * there.Component(c)).Sum()
            : seeds[0][row] * there.ElementValues().Zip(Batch.Row(Batch.Upstream!, row), (value, upstream) => value * upstream).Sum();
    }

    /// <summary>What that is made of.</summary>
    public double SeededMagnitude(int row)
        => seeds.Select((seed, c) => Math.Abs(seed[row]) * On(Lowered, row).ComponentMagnitude(c)).Sum();

    /// <summary>
    /// Whether a number of the row is infinite on the way to a finite loss, as log p is where a class is masked: automatic
    /// differentiation may make NaN of it, where the formulas of the gradient have a limit.
    /// </summary>
    public bool MeetsInfinity(int row)
    {
        var here = On(Lowered, row);
        return Enumerable.Range(0, Lowered.Nodes.Count)
            .Any(id => (Lowered.Nodes[id].Axes & Compiler.Axes.Batch) != 0 && here.Value(id).Any(double.IsInfinity));
    }

    public override string ToString() => $"{Declaration.Type.Name} on {Form}, {Configuration.Declared(Declaration)}";

    private double[] Parameters()
        => [.. LossModel.Of(Declaration).Properties.Select(name => Batch.Properties[name]), .. Batch.Epoch is { } epoch ? [epoch]
            : Array.Empty<double>()];
}
