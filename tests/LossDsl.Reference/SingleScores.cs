using System;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Reference;

/// <summary>
/// The room that results have in single precision because adjusted scores are rounded: a score s in single precision is off
/// by some 2^-23·|s|, which is no error of the loss. Where a declaration adjusts the scores, the magnitudes grow by what such
/// changes of the scores make of the results.
/// </summary>
public static class SingleScores
{
    private const int Draws = 6;

    // Relative to the bound 1e-5 that magnitudes are multiplied with.
    private const double Bound = 1e-5;
    private const double Rounding = 4 * 1.1920929e-7;

    /// <summary>The expected results with that room.</summary>
    public static ReferenceResult Allow(Declaration declaration, ReferenceLoss loss, ReferenceBatch batch, ReferenceResult expected)
    {
        if (!LossModel.Of(declaration).All.Any(use => use.Row.Scores is not null))
            return expected;
        var random = new Random(1);
        var scores = loss.Scores(batch);
        var slopes = loss.Scores(batch with { Logits = Array.ConvertAll(batch.Logits, Moved) })
            .Select((moved, i) => Math.Abs(moved - scores[i]) / Math.Abs(Moved(batch.Logits[i]) - batch.Logits[i])).ToArray();
        var room = expected;
        for (var draw = 0; draw < Draws; draw++)
        {
            var moved = batch.Logits.Select((logit, i) => logit + ((2 * random.Next(2)) - 1) * Step(scores[i], slopes[i])).ToArray();
            var there = loss.Evaluate(batch with { Logits = moved });
            room = room with
            {
                ValueMagnitude = Larger(room.ValueMagnitude, expected.ValueMagnitude, there.Value - expected.Value),
                ComponentMagnitudes = Larger(room.ComponentMagnitudes, expected.ComponentMagnitudes, there.Components, expected.Components),
                PerSampleMagnitude = Larger(room.PerSampleMagnitude, expected.PerSampleMagnitude, there.PerSample, expected.PerSample),
                GradientMagnitude = Larger(room.GradientMagnitude, expected.GradientMagnitude, there.Gradient, expected.Gradient),
            };
        }

        return room;
    }

    private static double Moved(double logit) => logit + (1e-4 * (1 + Math.Abs(logit)));

    private static double Step(double score, double slope)
        => double.IsFinite(score) && slope > 0 ? Rounding * Math.Abs(score) / slope : 0;

    private static double[] Larger(double[] room, double[] magnitude, double[] there, double[] here)
        => [.. room.Select((now, i) => Larger(now, magnitude[i], there[i] - here[i]))];

    private static double Larger(double room, double magnitude, double change)
        => double.IsFinite(change) ? Math.Max(room, magnitude + (Math.Abs(change) / Bound)) : room;
}
