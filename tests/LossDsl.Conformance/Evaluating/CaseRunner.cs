using System;

namespace LossDsl.Conformance;

/// <summary>Evaluates one case on one engine and compares the result with what it should be.</summary>
internal static class CaseRunner
{
    public static Verdict Run(MappedCase mapped, DeclaredLoss declared, EngineUnderTest engine)
    {
        if (declared.Create is null)
            return Verdict.Failed(declared.Error ?? "the declaration was not compiled");
        try
        {
            var loss = declared.Create(mapped.Counts, mapped.Weights);
            return engine.IsSingle ? RunSingle(mapped, loss, engine.Execution) : RunDouble(mapped, loss, engine.Execution);
        }
        catch (Exception e)
        {
            // Whatever went wrong is the result of this case; the others go on.
            return Verdict.Failed($"{e.GetType().Name}: {e.Message}");
        }
    }

    private static Verdict RunDouble(MappedCase mapped, Loss loss, Execution execution)
    {
        var observed = Observation.Double(loss, mapped, mapped.Batch.Logits, Upstream(mapped), execution);
        return GoldenComparison.Compare(mapped, loss, observed);
    }

    private static Verdict RunSingle(MappedCase mapped, Loss loss, Execution execution)
    {
        var upstream = Array.ConvertAll(Upstream(mapped), static u => (double)(float)u);
        var observed = Observation.Single(loss, mapped, mapped.Batch.Logits, upstream, execution);
        var expected = Observation.Double(loss, mapped, SingleComparison.RoundedLogits(mapped), upstream, EngineUnderTest.Double.Execution);
        return SingleComparison.Compare(mapped, observed, expected);
    }

    private static double[] Upstream(MappedCase mapped) => mapped.Case.Expected.Upstream?.Data ?? [];
}
