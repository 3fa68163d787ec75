using System;
using System.Collections.Generic;
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
/// Where an engine takes torch's log_softmax, gradients have the largest entry of the batch for S:
/// <see cref="EngineUnderTest.TakesTorchSoftmax"/>.
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

    public static Verdict Compare(MappedCase mapped, Observation observed, Observation expected, ReferenceResult magnitudes,
        EngineUnderTest engine)
    {
        var verdict = new Verdict();
        if (observed.Value is { } value)
            verdict.Value("the loss", value, expected.Value!.Value, ValueScale(expected), Tolerance);
        for (var i = 0; i < observed.PerSample?.Length; i++)
            verdict.Value($"per sample[{i}]", observed.PerSample[i], expected.PerSample![i], magnitudes.PerSampleMagnitude[i], Tolerance);
        for (var i = 0; i < observed.Components?.Length; i++)
            verdict.Value($"components[{i}]", observed.Components[i], expected.Components![i], ValueScale(expected), Tolerance);
        // The gradient of a variance is a difference even in a single term.
        var scales = mapped.Text.IsSingleTerm ? Array.ConvertAll(expected.Gradient, Math.Abs) : magnitudes.GradientMagnitude;
        if (engine.TakesTorchSoftmax && mapped.Text.IsSoftmax)
            Array.Fill(scales, expected.Gradient.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        CompareGradient(mapped, "gradient", observed.Gradient, expected.Gradient, scales, verdict,
            engine.Deviations.GetValueOrDefault(mapped.Mapping.Loss) is { } declared && declared.IsOf(mapped.Case.Id) ? declared : null);
        if (expected.VarianceGradient is { } ofVariances)
            CompareGradient(mapped, "gradient of the variances", observed.VarianceGradient!, ofVariances,
                magnitudes.VarianceGradientMagnitude!, verdict);
        return verdict;
    }

    private static void CompareGradient(MappedCase mapped, string name, double[] observed, double[] expected, double[] scales,
        Verdict verdict, Deviation? deviation = null)
    {
        var batch = mapped.Batch.Data;
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var k = 0; k < batch.Classes; k++)
            {
                var i = batch.Index(row, k);
                if (deviation is not null)
                    verdict.Explain($"{name}[{row},{k}]", observed[i], expected[i], scales[i], Tolerance, deviation);
                else
                    verdict.Gradient($"{name}[{row},{k}]", observed[i], expected[i], scales[i], Tolerance);
            }
        }

        if (deviation is not null)
            verdict.MustExplain(deviation);
    }

    private static double ValueScale(Observation expected)
    {
        if (expected.Components!.Length > 1)
            return expected.Components.Sum(Math.Abs);

        // Rows of either sign: the value is their sum over a denominator, which the ratio gives.
        var (value, sum) = (expected.Value!.Value, expected.PerSample!.Sum());
        return sum == 0 || !double.IsFinite(sum) ? Math.Abs(value) : Math.Abs(value / sum) * expected.PerSample!.Sum(Math.Abs);
    }
}
