using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Softmax losses of bounded scores, for which few classes do not stand for many: the more there are, the less of a
/// probability reaches one of them.
/// </summary>
internal static class ScoreBound
{
    /// <summary>Two leading classes tie (B1†) where the second has a larger P(y|x) than this, and no regret counts.</summary>
    private const double LeastTie = 0.49;

    /// <summary>Whether two leading classes do not tie where it counts (B1†: of cross-entropy of scores in [−s, s]).</summary>
    /// <param name="classes">The number of classes.</param>
    /// <param name="bound">s.</param>
    public static bool IsAmple(double classes, double bound) => 1 / (2 + ((classes - 2) * Math.Exp(-2 * bound))) >= LeastTie;

    /// <summary>Why three classes do not stand for as many as are declared; null if they do.</summary>
    public static string? Doubt(Declaration declaration)
    {
        if (declaration.Head != Heads.Softmax || declaration.Classes is not > Priors.Tried)
            return null;
        double classes = declaration.Classes.Value, bound = Bound(declaration);
        if (IsAmple(classes, bound))
            return null;
        var most = 1 / (1 + ((classes - 1) * Math.Exp(-2 * bound)));
        return FormattableString.Invariant(
            $"scores are bounded and more than three classes are declared: of {classes} no probability above {most:G3} is reached");
    }

    /// <summary>The largest magnitude of a score, of the part for which it is least; infinite for most losses.</summary>
    private static double Bound(Declaration declaration)
    {
        var model = LossModel.Of(declaration);
        return model.Parts.Select(part => Bound([.. model.Terms, .. part.Terms])).Append(Bound(model.Terms)).Min();
    }

    private static double Bound(IReadOnlyList<Term> terms)
    {
        var (bound, factor) = (double.PositiveInfinity, 1.0);
        foreach (var term in terms)
        {
            // What is read at each call is no matter of numbers.
            if (term.Row.TakesCosines)
                bound = Math.Min(bound, 1);
            else if (term.Row.Caps is { } cap && term.Number(cap) is { } most)
                bound = Math.Min(bound, most);
            else if (term.Scale is { } by)
                factor *= by;
        }

        return bound * factor;
    }
}
