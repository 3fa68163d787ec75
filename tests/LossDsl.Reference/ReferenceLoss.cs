using System;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Reference;

/// <summary>
/// What a declared loss means, row by row from the evaluator of its IR, and in plain loops for everything that is not the
/// mathematics of one row: which rows count, weights of rows, selection, denominators. It shares no code with the runtime.
/// </summary>
public sealed class ReferenceLoss
{
    private readonly LossIr loss;
    private readonly LossIr? ofVariances;
    private readonly LossIr? key;
    private readonly LossIr scores;
    private readonly AttributeUse? selection;
    private readonly long? ignoreIndex;

    /// <summary>The meaning of one form of a declaration without errors.</summary>
    public ReferenceLoss(Declaration declaration, LossForm form)
    {
        var lowered = LossCompilation.Of(declaration).Lowered(form);
        loss = Pipeline.Run(lowered).Last().Loss;
        // Before the machine's forms.
        if (lowered.Nodes.Any(node => node.Op == Op.Input && node.Name == InputTable.Variances))
            ofVariances = Pipeline.Differentiated(lowered, Variable.Input(InputTable.Variances));
        key = LossCompilation.Of(declaration).Key(form) is { } ofRows ? Pipeline.Run(ofRows, null).Last().Loss : null;
        scores = ScoreMap(declaration, form);
        selection = declaration.Attributes.FirstOrDefault(use => AttributeTable.Find(use.Name)?.Stage == Stage.Selection);
        ignoreIndex = declaration.Attributes.First(use => use.Name == "Loss")["IgnoreIndex"]?.Integer;
    }

    /// <summary>The names of the components.</summary>
    public string[] ComponentNames => [.. loss.Components.Select(component => component.Name)];

    /// <summary>Whether there is one loss per element and no reduction.</summary>
    public bool IsPerElement => loss.ElementValue >= 0;

    /// <summary>Whether rows become one number.</summary>
    public bool IsReduced => loss.Reduction != Reduction.None;

    /// <summary>Everything that the loss gives on a batch.</summary>
    public ReferenceResult Evaluate(ReferenceBatch batch)
    {
        var counting = Select(batch, new Counting(batch, ignoreIndex));
        var denominators = new Denominators(batch, counting, row => RowWeight(batch, counting, row));
        var scales = loss.Components.Select(component => denominators.Scales(loss, component)).ToArray();
        var elements = new double[batch.Logits.Length];
        var result = new ReferenceResult
        {
            Value = 0,
            ValueMagnitude = 0,
            Components = new double[loss.Components.Count],
            ComponentMagnitudes = new double[loss.Components.Count],
            PerSample = IsPerElement ? elements : new double[batch.Rows],
            PerSampleMagnitude = new double[IsPerElement ? elements.Length : batch.Rows],
            Gradient = new double[batch.Logits.Length],
            GradientMagnitude = new double[batch.Logits.Length],
            VarianceGradient = ofVariances is null ? null : new double[batch.Logits.Length],
            VarianceGradientMagnitude = ofVariances is null ? null : new double[batch.Logits.Length],
            Counts = [.. Enumerable.Range(0, batch.Rows).Select(row => counting[row])],
        };
        for (var row = 0; row < batch.Rows; row++)
        {
            // Of a row without weight nothing is left, be its loss infinite or NaN.
            if (counting[row] && batch.SampleWeights?[row] != 0)
                Add(batch, counting, scales, row, result);
        }

        return result with { Value = result.Components.Sum(), ValueMagnitude = result.ComponentMagnitudes.Sum() };
    }

    /// <summary>The adjusted scores (N,C,P), which the link reads.</summary>
    public double[] Scores(ReferenceBatch batch)
    {
        var result = new double[batch.Logits.Length];
        var counting = new Counting(batch, ignoreIndex);
        for (var row = 0; row < batch.Rows; row++)
        {
            if (counting[row])
                batch.Store(result, row,
                    new IrEvaluator(scores, RowReader.Read(batch, counting, row, [])).Value(scores.Components[0].Value));
        }

        return result;
    }

    private void Add(ReferenceBatch batch, Counting counting, double[][] scales, int row, ReferenceResult result)
    {
        var weight = batch.SampleWeights?[row] ?? 1;
        var upstream = batch.Upstream is null || IsPerElement ? 1 : batch.Upstream[IsReduced ? 0 : row];
        double[] seeds = [.. scales.Select(scale => weight * scale[row] * upstream)];
        var evaluator = new IrEvaluator(loss, RowReader.Read(batch, counting, row, seeds));
        // What a step has left nothing of has no gradient either.
        if (seeds.Any(seed => seed != 0))
        {
            batch.Store(result.Gradient, row, evaluator.Gradient());
            batch.Store(result.GradientMagnitude, row, evaluator.GradientMagnitude());
            if (ofVariances is not null)
            {
                var slopes = new IrEvaluator(ofVariances, RowReader.Read(batch, counting, row, seeds));
                batch.Store(result.VarianceGradient!, row, slopes.Gradient());
                batch.Store(result.VarianceGradientMagnitude!, row, slopes.GradientMagnitude());
            }
        }

        for (var c = 0; c < scales.Length; c++)
        {
            var (value, magnitude) = (weight * evaluator.Component(c), weight * evaluator.ComponentMagnitude(c));
            result.Components[c] += scales[c][row] == 0 ? 0 : scales[c][row] * value;
            result.ComponentMagnitudes[c] += scales[c][row] == 0 ? 0 : scales[c][row] * magnitude;
            if (IsPerElement)
                continue;
            result.PerSample[row] += value;
            result.PerSampleMagnitude[row] += magnitude;
        }

        if (!IsPerElement)
            return;
        batch.Store(result.PerSample, row, [.. evaluator.ElementValues().Select(value => weight * value)]);
        batch.Store(result.PerSampleMagnitude, row, [.. evaluator.ElementMagnitudes().Select(magnitude => weight * magnitude)]);
    }

    private Counting Select(ReferenceBatch batch, Counting counting)
    {
        if (key is null)
            return counting;
        var keys = Enumerable.Range(0, batch.Rows)
            .Select(row => counting[row] ? new IrEvaluator(key, RowReader.Read(batch, counting, row, [1])).Component(0)
                : double.NegativeInfinity)
            .ToArray();
        return counting.Only(Selecting.Run(selection!, keys, counting, name => batch.Properties[name]));
    }

    private double RowWeight(ReferenceBatch batch, Counting counting, int row)
        => loss.RowWeight < 0 ? 1
            : new IrEvaluator(loss, RowReader.Read(batch, counting, row, new double[loss.Components.Count])).Value(loss.RowWeight)[0];

    private static LossIr ScoreMap(Declaration declaration, LossForm form)
    {
        var aggregation = new AggregationLowering(declaration.Head, form, []);
        var scope = new ComponentLowering(new Graph(), declaration.Head, form, LossModel.Of(declaration).Terms, aggregation).Scope();
        var table = new NodeTable();
        var component = new Component("Scores", table.Add(scope.Scores), Denominator.Valid);
        return new LossIr(table.Nodes, table.Hints, new[] { component }.ToEquatable(), Reduction.None);
    }
}
