using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// What a loss has to give on a batch, from the evaluator of the IR, with the magnitude S of each number: the sum of the
/// absolute values of its contributions.
/// </summary>
internal sealed class Reference
{
    public Reference(Declaration declaration, RandomBatch batch, bool roundedScores)
    {
        // In single precision the reference starts from the adjusted scores as single precision has them.
        var scored = roundedScores ? Scores.Without(declaration) : declaration;
        var loss = Pipeline.Run(Pipeline.Lower(scored)).Last().Loss;
        var scores = roundedScores ? Scores.Rounded(declaration, batch) : batch.Logits;
        var slope = roundedScores ? Scores.Slope(declaration, batch) : 1;
        var denominators = Denominators(loss, batch, scores);
        Gradient = new double[batch.Logits.Length];
        GradientMagnitude = new double[batch.Logits.Length];
        PerSample = new double[batch.Rows];
        PerSampleMagnitude = new double[batch.Rows];
        for (var i = 0; i < batch.Rows; i++)
        {
            if (!batch.IsValid(i))
                continue;
            var upstream = loss.Reduction == Compiler.Reduction.None ? batch.Upstream[i] : batch.Upstream[0];
            double[] seeds = [.. denominators.Select(denominator => upstream / denominator)];
            var row = new IrEvaluator(loss, batch.Row(i, seeds, scores[(i * batch.Classes)..((i + 1) * batch.Classes)]));
            row.Gradient().Select(entry => slope * entry).ToArray().CopyTo(Gradient, i * batch.Classes);
            row.GradientMagnitude().Select(entry => slope * entry).ToArray().CopyTo(GradientMagnitude, i * batch.Classes);
            for (var c = 0; c < denominators.Length; c++)
            {
                PerSample[i] += row.Component(c);
                PerSampleMagnitude[i] += row.ComponentMagnitude(c);
                Value += row.Component(c) / denominators[c];
                ValueMagnitude += row.ComponentMagnitude(c) / denominators[c];
            }
        }
    }

    public double Value { get; }

    public double ValueMagnitude { get; }

    public double[] Gradient { get; }

    public double[] GradientMagnitude { get; }

    public double[] PerSample { get; }

    public double[] PerSampleMagnitude { get; }

    /// <summary>Whether the loss takes its denominator from the caller.</summary>
    public static bool IsExternal(Declaration declaration) => declaration.Attributes.Any(use => use["By"]?.Choice == "External");

    private static double[] Denominators(LossIr loss, RandomBatch batch, double[] scores)
        => [.. loss.Components.Select(component => loss.Reduction != Compiler.Reduction.Mean ? 1 : component.Denominator switch
        {
            Compiler.Denominator.Valid => ValidRows(batch).Count(),
            Compiler.Denominator.Batch => batch.Rows,
            Compiler.Denominator.External => batch.Normalizer,
            _ => ValidRows(batch).Sum(i => new IrEvaluator(loss, batch.Row(i, new double[loss.Components.Count])).Value(loss.RowWeight)[0]),
        })];

    private static IEnumerable<int> ValidRows(RandomBatch batch) => Enumerable.Range(0, batch.Rows).Where(batch.IsValid);
}
