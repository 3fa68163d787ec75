using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A focal factor on the encouraging loss. With −φ' p as the measure of how much an example with probability p counts, against 1 for
/// cross-entropy, the bonus raises it on (1/2, 1) wherever it ends, and (1 − p)^γ lowers it for every γ above 0. Polynomial
/// terms with negative coefficients lower it too, and so are no opponents.
/// </summary>
internal static class OpposingTerms
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        foreach (var focal in judged.Uses.Where(use => use.Name == "Focal" && use.Number("Gamma") is > 0))
        {
            var bonus = judged.Uses.FirstOrDefault(use => use.Name == "EncouragingLoss" && use.Part == focal.Part);
            if (bonus?.Number("Coefficient") is not > 0)
                continue;
            yield return focal.Breaks(CompositionRules.OpposingTerms, null, focal.Name, bonus.Name) with
            {
                Remedies = new[] { Amendment.Remove(judged.Declaration, focal).Remedy }.ToEquatable(),
            };
        }
    }
}
