using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>Evaluates one case on one engine and compares the result with what it should be.</summary>
internal static class CaseRunner
{
    public static Verdict Run(MappedCase mapped, DeclaredLoss declared, EngineUnderTest engine)
    {
        if (declared.Declaration is not { } declaration)
            return Verdict.Failed(declared.Error ?? "the declaration was not read");
        try
        {
            var batch = mapped.Batch.Data with { Upstream = Upstream(mapped, Observation.IsPerElement(declaration)) };
            if (engine.Evaluate is not { } evaluate)
                return GoldenComparison.Compare(mapped, null, Observation.Evaluator(declaration, batch));
            if (declared.Create is null)
                return Verdict.Failed(declared.CompileError ?? "the declaration was not compiled");
            var loss = declared.Create(batch.ClassInputs, batch.Matrices);
            var observed = evaluate(loss, declaration, batch);
            if (!engine.IsSingle)
                return GoldenComparison.Compare(mapped, loss, observed);
            var rounded = Rounded(mapped, batch);
            return SingleComparison.Compare(
                mapped,
                observed,
                EngineUnderTest.Double.Evaluate!(loss, declaration, rounded),
                Observation.Magnitudes(declaration, rounded),
                engine);
        }
        catch (Exception e)
        {
            // Whatever went wrong is the result of this case; the others go on.
            return Verdict.Failed($"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>The inputs as single precision can hold them.</summary>
    private static ReferenceBatch Rounded(MappedCase mapped, ReferenceBatch batch) => batch with
    {
        Logits = SingleComparison.RoundedLogits(mapped),
        Targets = Rounded(batch.Targets),
        SampleWeights = Rounded(batch.SampleWeights),
        ElementWeights = Rounded(batch.ElementWeights),
        FeatureNorms = Rounded(batch.FeatureNorms),
        Variances = Rounded(batch.Variances),
        Upstream = Rounded(batch.Upstream),
    };

    private static double[]? Rounded(double[]? values)
        => values is null ? null : Array.ConvertAll(values, static value => (double)(float)value);

    /// <summary>The upstream gradient of the reference, in the library's shape.</summary>
    private static double[]? Upstream(MappedCase mapped, bool perElement)
    {
        if (mapped.Case.Expected.Upstream is not { } upstream)
            return null;
        var batch = mapped.Batch;
        if (!perElement)
            return upstream.Data;
        if (batch.ElementShare is not { } share)
            return batch.ToElements(upstream);
        return [.. Enumerable.Range(0, batch.Data.Logits.Length).Select(i => share * upstream.Data[RowOf(batch.Data, i)])];
    }

    private static int RowOf(ReferenceBatch batch, int element)
        => (element / (batch.Classes * batch.Positions) * batch.Positions) + (element % batch.Positions);
}
