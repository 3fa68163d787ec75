using System;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>
/// Single precision against double: |e − r| ≤ 1e-5 · S + 1e-37, where r is what the double engine of the same class gives
/// for the logits as they were after rounding. S stands for the sum of the absolute values of the contributions to an
/// entry; what of it can be seen from outside:
/// values and per-sample losses: the contributions of the rows, or of the components where there are several;
/// gradients of a single term on hard labels: the entry itself, which has no cancellation;
/// other gradients: the largest entry of the row.
/// None of these exceeds S except, in rows of composed losses, for entries smaller than the row's largest.
/// </summary>
internal static class SingleComparison
{
    private static readonly Tolerance Tolerance = new(1e-37, 1e-5);

    /// <summary>
    /// The logits for the double engine: those whose scores, adjusted in double precision, are the scores that single
    /// precision can hold. The rounding of a large score is no error of the loss.
    /// </summary>
    public static double[] RoundedLogits(MappedCase mapped)
    {
        var rounded = Array.ConvertAll(mapped.Batch.Logits, static z => (double)(float)z);
        if (mapped.ScoreShift is not { } shift)
            return rounded;
        for (var i = 0; i < rounded.Length; i++)
        {
            var added = shift[i % shift.Length];
            if (double.IsFinite(added))
                rounded[i] = (double)((float)rounded[i] + (float)added) - added;
        }

        return rounded;
    }

    public static Verdict Compare(MappedCase mapped, Observation observed, Observation expected)
    {
        var verdict = new Verdict();
        verdict.Value("the loss", observed.Value, expected.Value, ValueScale(expected), Tolerance);
        for (var i = 0; i < expected.PerSample.Length; i++)
            verdict.Value($"per sample[{i}]", observed.PerSample[i], expected.PerSample[i], Math.Abs(expected.PerSample[i]), Tolerance);
        for (var i = 0; i < expected.Components.Length; i++)
            verdict.Value($"components[{i}]", observed.Components[i], expected.Components[i], ValueScale(expected), Tolerance);
        CompareGradient(mapped, observed.Gradient, expected.Gradient, verdict);
        return verdict;
    }

    private static void CompareGradient(MappedCase mapped, double[] observed, double[] expected, Verdict verdict)
    {
        var classes = mapped.Batch.Classes;
        for (var row = 0; row < mapped.Batch.Rows; row++)
        {
            var largest = expected.Skip(row * classes).Take(classes).Max(Math.Abs);
            for (var i = row * classes; i < (row + 1) * classes; i++)
            {
                var scale = mapped.Text.IsSingleTerm ? Math.Abs(expected[i]) : largest;
                verdict.Gradient($"gradient[{row},{i % classes}]", observed[i], expected[i], scale, Tolerance);
            }
        }
    }

    private static double ValueScale(Observation expected)
    {
        if (expected.Components.Length > 1)
            return expected.Components.Sum(Math.Abs);

        // Rows of either sign: the value is their sum over a denominator, which the ratio gives.
        var sum = expected.PerSample.Sum();
        return sum == 0 || !double.IsFinite(sum) ? Math.Abs(expected.Value) : Math.Abs(expected.Value / sum) * expected.PerSample.Sum(Math.Abs);
    }
}
