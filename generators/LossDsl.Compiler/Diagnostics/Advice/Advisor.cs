using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Verdicts, and what the author is told about them: what is special first, what is general only where nothing special
/// explains it.
/// </summary>
internal static class Advisor
{
    /// <summary>Judges a declaration without errors.</summary>
    public static Judgement Judge(Declaration declaration, CancellationToken cancellation)
    {
        var judged = new Judged(declaration, Calibration.Decide(declaration, cancellation), cancellation);
        var problems = CompositionAdvice.Problems(judged).Concat(MinimiserAdvice.Problems(judged)).ToList();
        if (!problems.Any(problem => problem.Rule.ExplainsVerdict))
            problems.AddRange(MinimiserAdvice.General(judged));
        return new Judgement(judged.Report, problems.ToEquatable(),
            MinimiserAdvice.Notes(judged).Concat(CompositionAdvice.Notes(judged)).ToEquatable());
    }
}
