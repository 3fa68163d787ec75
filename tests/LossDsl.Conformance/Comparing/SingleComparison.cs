using System;
using System.Linq;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>
/// Single precision against double: |e − r| ≤ 1e-5 · S + 1e-37, where r is what the double engine of the same class gives
/// for the logits as they were after rounding. S stands for the sum of the absolute values of the contributions to an
/// entry:
/// per-sample losses and gradients: what the evaluator of the IR says;
/// values: what can be seen from outside, the contributions of the rows, or of the components where there are several;
/// gradients of a single term on hard labels: the entry itself, which has no cancellation.
/// None of these exceeds S.
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
        var rounded = Array.ConvertAll(mapped.Batch.Data.Logits, static z => (double)(float)z);
        if (mapped.LabelMargin is { } margin)
            return WithMargin(mapped.Batch.Data, rounded, margin.Margins, margin.Scale);
        if (mapped.ScoreShift is not { } shift)
            return rounded;
        for (var i = 0; i < rounded.Length; i++)
        {
            var added = shift[i / mapped.Batch.Data.Positions % shift.Length];
            if (double.IsFinite(added))
                rounded[i] = (double)((float)rounded[i] + (float)added) - added;
        }

        return rounded;
    }

    /// <summary>As above where the label's score loses a margin and then all are scaled: either step is rounded.</summary>
    private static double[] WithMargin(ReferenceBatch batch, double[] rounded, double[] margins, double scale)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var k = 0; k < batch.Classes; k++)
            {
                var i = batch.Index(row, k);
                var margin = k == batch.Labels![row] ? margins[k] : 0;
                if (double.IsFinite(rounded[i]))
                    rounded[i] = ((double)((float)scale * ((float)rounded[i] - (float)margin)) / scale) + margin;
            }
        }

        return rounded;
    }

    public static Verdict Compare(MappedCase mapped, Observation observed, Observation expected, ReferenceResult magnitudes)
    {
        var verdict = new Verdict();
        verdict.Value("the loss", observed.Value, expected.Value, ValueScale(expected), Tolerance);
        for (var i = 0; i < expected.PerSample.Length; i++)
            verdict.Value($"per sample[{i}]", observed.PerSample[i], expected.PerSample[i], magnitudes.PerSampleMagnitude[i], Tolerance);
        for (var i = 0; i < expected.Components.Length; i++)
            verdict.Value($"components[{i}]", observed.Components[i], expected.Components[i], ValueScale(expected), Tolerance);
        // The gradient of a variance is a difference even in a single term.
        CompareGradient(mapped, "gradient", observed.Gradient, expected.Gradient, mapped.Text.IsSingleTerm ? Array.ConvertAll(expected.Gradient, Math.Abs) : magnitudes.GradientMagnitude, verdict);
        if (expected.VarianceGradient is { } ofVariances)
            CompareGradient(mapped, "gradient of the variances", observed.VarianceGradient!, ofVariances, magnitudes.VarianceGradientMagnitude!, verdict);
        return verdict;
    }

    private static void CompareGradient(MappedCase mapped, string name, double[] observed, double[] expected, double[] scales, Verdict verdict)
    {
        var batch = mapped.Batch.Data;
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var k = 0; k < batch.Classes; k++)
            {
                var i = batch.Index(row, k);
                verdict.Gradient($"{name}[{row},{k}]", observed[i], expected[i], scales[i], Tolerance);
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
