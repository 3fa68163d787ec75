using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Random batches for a declared loss, with whatever it needs and some of what it may be given; every number that a call
/// gives is one that single precision has.
/// </summary>
internal sealed class RandomBatch
{
    private readonly Declaration declaration;
    private readonly LossForm form;
    private readonly LossIr loss;
    private readonly Random random;
    private readonly double scale;

    private RandomBatch(Declaration declaration, LossForm form, double scale, int seed)
    {
        this.declaration = declaration;
        this.form = form;
        this.scale = scale;
        loss = LossCompilation.Of(declaration).Lowered(form);
        random = new Random(seed);
    }

    private bool Elementwise => declaration.Head != Heads.Softmax;

    /// <summary>A batch.</summary>
    /// <param name="declaration">The loss.</param>
    /// <param name="form">What its targets are.</param>
    /// <param name="shape">N, C, P; where the declaration says how many classes there are, that counts.</param>
    /// <param name="scale">The standard deviation of the logits.</param>
    /// <param name="seed">The same seed gives the same batch.</param>
    /// <param name="options">Whether to give what may be left out: masks, weights, a normaliser.</param>
    public static ReferenceBatch Of(Declaration declaration, LossForm form, (int Samples, int Classes, int Positions) shape, double scale,
        int seed, bool options = true)
        => new RandomBatch(declaration, form, scale, seed).Draw(shape.Samples, RandomArguments.Classes(declaration)
            ?? Math.Max(shape.Classes, LossModel.Of(declaration).All.Max(use => use.Row.LeastClasses)), shape.Positions, options);

    private ReferenceBatch Draw(int samples, int classes, int positions, bool options)
    {
        var (rows, elements) = (samples * positions, samples * positions * classes);
        var batch = new ReferenceBatch(Numbers(elements, () => scale * Normal()), samples, classes, positions)
        {
            ClassInputs = ClassInputs(classes),
            Matrices = Matrices(classes),
            Properties = Properties(),
            Epoch = loss.Nodes.Any(node => node.Op == Op.Parameter && node.Name == InputTable.Epoch) ? random.Next(6) : null,
            FeatureNorms = Reads(InputTable.FeatureNorms) ? Numbers(rows, () => 0.5 + (3 * random.NextDouble())) : null,
            Variances = Reads(InputTable.Variances) ? Numbers(elements, () => 0.1 + (2 * random.NextDouble())) : null,
            Upstream = loss.ElementValue >= 0 ? Numbers(elements, Normal)
                : Numbers(loss.Reduction == Compiler.Reduction.None ? rows : 1, Normal),
            Normalizer = Means().Contains(Denominator.External)
                || (options && Means().Any() && random.Next(6) == 0) ? 1 + (10 * random.NextDouble()) : null,
            SampleWeights = options && random.Next(3) == 0 ? Numbers(rows, () => random.Next(5) == 0 ? 0 : 2 * random.NextDouble()) : null,
            ElementWeights = options && Elementwise
                && random.Next(3) == 0 ? Numbers(elements, () => random.Next(5) == 0 ? 0 : 2 * random.NextDouble()) : null,
            Mask = !options || random.Next(3) != 0 ? null
                : Elementwise && random.Next(2) == 0 ? [.. Enumerable.Range(0, elements).Select(_ => random.Next(4) != 0)]
                : [.. Enumerable.Range(0, rows).Select(_ => random.Next(4) != 0)],
        };
        return WithTargets(batch);
    }

    private ReferenceBatch WithTargets(ReferenceBatch batch)
    {
        var open = Reads(InputTable.ClassMask) ? Enumerable.Range(0, batch.Logits.Length).Select(_ => random.Next(3) != 0).ToArray() : null;
        var ignore = declaration.Attributes.First(use => use.Name == "Loss")["IgnoreIndex"]?.Integer;
        var labels = new long[batch.Rows];
        var targets = new double[batch.Logits.Length];
        for (var row = 0; row < batch.Rows; row++)
        {
            var label = random.Next(batch.Classes);
            open?.SetValue(true, batch.Index(row, label));
            labels[row] = ignore is { } index && random.Next(4) == 0 ? index : label;
            batch.Store(targets, row, Targets(batch.Classes, k => open?[batch.Index(row, k)] ?? true));
        }

        return form == LossForm.Labels
            ? batch with { Labels = labels, ClassMask = open }
            : batch with { Targets = Array.ConvertAll(targets, target => (double)(float)target), ClassMask = open };
    }

    /// <summary>The targets of a row: some of them 0, some 1, most between.</summary>
    private double[] Targets(int classes, Func<int, bool> open)
    {
        double[] values = [.. Enumerable.Range(0, classes).Select(k => open(k) && random.Next(4) != 0 ? random.NextDouble() : 0)];
        return declaration.Head switch
        {
            Heads.Identity => [.. values.Select(_ => scale * Normal())],
            Heads.Softmax when values.Sum() > 0 => [.. values.Select(value => value / values.Sum())],
            Heads.Softmax => values,
            _ => [.. values.Select((value, k) => open(k) && random.Next(5) == 0 ? 1 : value)],
        };
    }

    private Dictionary<string, double[]> ClassInputs(int classes)
        => LossModel.Of(declaration).All.Select(use => use.Row.Needs).OfType<string>().Distinct()
            .ToDictionary(name => name, name => Enumerable.Range(0, classes).Select(_ => ClassInput(ClassInputTable.Row(name))).ToArray());

    private double ClassInput(ClassInputRow row)
        => row.Name == ClassInputTable.Counts ? random.Next(1, 2000)
            : row.MayBeAbsent && random.Next(4) == 0 ? double.NaN
            : Math.Min(row.High, 0.05 + (3 * random.NextDouble()));

    /// <summary>Matrices whose rows are distributions, which every use of a matrix allows.</summary>
    private Dictionary<string, double[]> Matrices(int classes)
        => LossModel.Of(declaration).All.Select(use => use.Row.NeedsMatrix).OfType<string>().Distinct().ToDictionary(
            name => name,
            _ => Enumerable.Range(0, classes).SelectMany(_ => Distribution(classes)).ToArray());

    private double[] Distribution(int classes)
    {
        double[] values = [.. Enumerable.Range(0, classes).Select(_ => 0.05 + random.NextDouble())];
        var sum = values.Sum();
        return Array.ConvertAll(values, value => value / sum);
    }

    private Dictionary<string, double> Properties()
    {
        var properties = new Dictionary<string, double>();
        foreach (var (row, use, _, _) in LossModel.Of(declaration).All)
        {
            foreach (var parameter in row.Parameters.Where(parameter => parameter.Binding is not null && use[parameter.Binding] is not null)
                .Select(parameter => parameter.For(declaration.Head, use)))
            {
                var low = Math.Max(parameter.Low, -2);
                var high = Math.Min(parameter.High, low >= 0 ? 3 : 2);
                properties[RandomArguments.PropertyOf(row, parameter)] =
                    Math.Round(low + ((high - low) * (0.05 + (0.9 * random.NextDouble()))), 3);
            }
        }

        return properties;
    }

    private bool Reads(string input) => loss.Nodes.Any(node => node.Op == Op.Input && node.Name == input);

    /// <summary>What the means of the loss divide by.</summary>
    private IEnumerable<Denominator> Means()
        => loss.Components.SelectMany(component => component.Steps.Count > 0
            ? component.Steps.Where(step => step.Mean).Select(step => step.Denominator)
            : loss.Reduction == Compiler.Reduction.Mean ? [component.Denominator] : Enumerable.Empty<Denominator>());

    private double[] Numbers(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)draw())];

    private double Normal()
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
