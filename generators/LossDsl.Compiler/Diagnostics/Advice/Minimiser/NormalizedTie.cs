using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// LDSL114: a term divided by its sum over the labels, alone, whose infimum lies at infinity and there in any order of the
/// classes (I1†).
/// </summary>
internal static class NormalizedTie
{
    private const string Penalty = "LogitPenalty(0.01)";

    public static IEnumerable<Problem> Problems(Judged judged)
    {
        var terms = judged.Uses.Where(use => use.Row.Stage == Stage.BaseTerm).ToList();
        if (judged.IsForDecisions && terms.Count == 1 && terms[0].Name.StartsWith("Normalized", System.StringComparison.Ordinal)
            && !judged.Report.Last.Balanced.Holds
            && judged.Report.Last.Accuracy.Counterexample is { Posterior.Count: > 2 } by && Statement.IsFar(by))
        {
            yield return terms[0].Breaks(CalibrationRules.TiesAtInfinity, null, judged.Name, Statement.Of(by, judged.Declaration)) with
            {
                Remedies = new[] { Remedy.Of($"Add [{Penalty}]", terms[0].Edit(EditKind.AddAttribute, text: Penalty)) }.ToEquatable(),
            };
        }
    }
}
