using System;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>
/// Double precision against the reference: |e − r| ≤ 1e-12 + 1e-10 · max(|r|, m), where m is the largest finite |r| of the
/// tensor.
/// </summary>
internal static class GoldenComparison
{
    private static readonly Tolerance Tolerance = new(1e-12, 1e-10);

    public static Verdict Compare(MappedCase mapped, Loss loss, Observation observed)
    {
        var (theCase, expected, batch) = (mapped.Case, mapped.Case.Expected, mapped.Batch);
        var verdict = new Verdict();
        if (expected.Loss.IsScalar)
            Compare("the loss", [observed.Value], Scaled(expected.Loss, batch), theCase.Status, verdict.Value);
        else
            Compare("the loss", observed.PerSample, Scaled(expected.Loss, batch), theCase.Status, verdict.Value);
        if (expected.PerSample is { } perSample)
            Compare("per sample", observed.PerSample, Scaled(perSample, batch), theCase.Status, verdict.Value);
        if (expected.Gradients.TryGetValue("logits", out var gradient) && !expected.GradientIsArtefact)
            Compare("gradient", observed.Gradient, batch.ToRows(gradient), theCase.Status, verdict.Gradient);
        if (IsWeightTable(mapped) && !loss.ClassWeights.IsEmpty)
            Compare("ClassWeights", loss.ClassWeights.ToArray(), expected.Loss.Data, theCase.Status, verdict.Value);
        return verdict.Compared > 0 ? verdict : Verdict.Failed("the reference has no finite entry to compare with");
    }

    // Vectors of a table of weights have no logits; the loss itself is the table.
    private static bool IsWeightTable(MappedCase mapped) => !mapped.Case.Inputs.ContainsKey("logits");

    private static double[] Scaled(Tensor tensor, Batch batch) => Array.ConvertAll(tensor.Data, value => value * batch.Unit);

    private static void Compare(string name, double[] observed, double[] expected, Status status, Check check)
    {
        if (observed.Length != expected.Length)
            throw new MalformedVectorException($"{name}: the reference has {expected.Length} entries, the loss {observed.Length}");
        var largest = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsFinite(expected[i]))
                check($"{name}[{i}]", observed[i], expected[i], largest, Tolerance);
            else if (status == Status.Ok)
                throw new MalformedVectorException($"{name}[{i}] is not finite, although the case is 'ok'");
        }
    }

    private delegate void Check(string name, double observed, double expected, double scale, Tolerance tolerance);
}
