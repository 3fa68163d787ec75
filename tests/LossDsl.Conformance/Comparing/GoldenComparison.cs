using System;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>
/// Double precision against the reference: |e − r| ≤ 1e-12 + 1e-10 · max(|r|, m), where m is the largest finite |r| of the
/// tensor.
/// </summary>
internal sealed class GoldenComparison
{
    private static readonly Tolerance Tolerance = new(1e-12, 1e-10);

    private readonly MappedCase mapped;
    private readonly Verdict verdict = new();

    private GoldenComparison(MappedCase mapped) => this.mapped = mapped;

    /// <summary>Compares everything that the reference has given.</summary>
    /// <param name="mapped">The case.</param>
    /// <param name="loss">The loss; null for the evaluator.</param>
    /// <param name="observed">What came out.</param>
    public static Verdict Compare(MappedCase mapped, Loss? loss, Observation observed)
    {
        var comparison = new GoldenComparison(mapped);
        comparison.Loss(observed);
        comparison.PerSample(observed);
        comparison.Gradient(observed);
        if (IsWeightTable(mapped) && loss is { ClassWeights.IsEmpty: false })
            comparison.Compare("ClassWeights", null, loss.ClassWeights.ToArray(), mapped.Case.Expected.Loss.Data, comparison.verdict.Value);
        return comparison.verdict.Compared + comparison.verdict.Explained > 0 ? comparison.verdict
            : Verdict.Failed("the reference has no finite entry to compare with");
    }

    // Vectors of a table of weights have no logits; the loss itself is the table.
    private static bool IsWeightTable(MappedCase mapped) => mapped.Case.Inputs.ContainsKey("class_counts");

    private void Loss(Observation observed)
    {
        var (batch, expected) = (mapped.Batch, mapped.Case.Expected.Loss);
        if (expected.IsScalar)
        {
            var value = observed.Value ?? throw new MappingException("the reference has one loss, the engine one per row or element");
            Compare("the loss", static modelled => [modelled.Value], [value], Scaled(expected.Data, batch.Unit), verdict.Value);
            return;
        }

        var perSample = observed.PerSample
            ?? throw new MappingException("the reference has a loss per row or element, the engine one for all");
        var values = batch.ElementShare is { } share ? batch.RowSums(perSample, share) : perSample;
        var reference = perSample.Length == batch.Data.Logits.Length && expected.Data.Length == values.Length && batch.ElementShare is null
            ? batch.ToElements(expected)
            : expected.Data;
        Compare("the loss", PerSample(values.Length), values, Scaled(reference, batch.Unit), verdict.Value);
    }

    private void PerSample(Observation observed)
    {
        if (mapped.Case.Expected.PerSample is not { } expected || observed.PerSample is not { } losses)
            return;
        var batch = mapped.Batch;
        var perElement = losses.Length == batch.Data.Logits.Length && batch.Data.Classes > 1;
        var (values, reference) = (perElement, expected.Data.Length == batch.Data.Logits.Length) switch
        {
            (true, true) => (losses, batch.ToElements(expected)),
            (true, false) => (batch.RowSums(losses), expected.Data),
            (false, true) => (losses, batch.RowSums(batch.ToElements(expected))),
            _ => (losses, expected.Data),
        };
        Compare("per sample", PerSample(values.Length), values, Scaled(reference, batch.Unit * batch.RowUnit), verdict.Value);
    }

    private void Gradient(Observation observed)
    {
        if (mapped.Case.Expected.GradientIsArtefact)
            return;
        Gradient("gradient", mapped.Batch.Input, observed.Gradient);
        if (mapped.Batch.VarianceInput is { } input)
            Gradient("gradient of the variances", input, observed.VarianceGradient!);
    }

    private void Gradient(string name, string input, double[] observed)
    {
        if (mapped.Case.Expected.Gradients.TryGetValue(input, out var gradient))
            Compare(name, static modelled => modelled.Gradient, observed, Scaled(mapped.Batch.ToElements(gradient), mapped.Batch.Unit),
                verdict.Gradient);
    }

    private static double[] Scaled(double[] values, double unit) => Array.ConvertAll(values, value => value * unit);

    private Func<Modelled, double[]> PerSample(int length)
        => length == mapped.Batch.Data.Rows ? static modelled => modelled.PerRow : static modelled => modelled.PerElement;

    private void Compare(string name, Func<Modelled, double[]>? results, double[] observed, double[] expected, Check check)
    {
        if (observed.Length != expected.Length)
            throw new MalformedVectorException($"{name}: the reference has {expected.Length} entries, the loss {observed.Length}");
        var largest = Largest(expected);
        var (with, without) = mapped.Modelled is { } modelled
            && results is not null ? (results(modelled.With), results(modelled.Without)) : (null, null);
        var rounding = mapped.Modelled is not { With: var rounded } ? 0 : check == verdict.Gradient ? rounded.GradientRounding
            : rounded.ValueRounding;
        for (var i = 0; i < expected.Length; i++)
        {
            if (!double.IsFinite(expected[i]))
            {
                if (mapped.Case.Status == Status.Ok)
                    throw new MalformedVectorException($"{name}[{i}] is not finite, although the case is 'ok'");
                continue;
            }

            if (!IsNear(observed[i], expected[i], largest) && with is not null
                && IsNear(expected[i], with[i], largest, rounding) && IsNear(observed[i], without![i], Math.Max(largest, Largest(without))))
            {
                verdict.Explain(mapped.Mapping.Artefact!.Reason);
            }
            else
            {
                check($"{name}[{i}]", observed[i], expected[i], largest, Tolerance);
            }
        }
    }

    private static double Largest(double[] values) => values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    private static bool IsNear(double a, double b, double scale, double rounding = 0)
        => Math.Abs(a - b) <= Tolerance.Absolute + (Tolerance.Relative * scale) + rounding;

    private delegate void Check(string name, double observed, double expected, double scale, Tolerance tolerance);
}
