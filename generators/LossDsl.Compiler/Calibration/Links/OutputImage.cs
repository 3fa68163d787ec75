using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The posteriors of an output that have a score of their own. The slope of the risk is (φ₋' − φ₊')(η(z) − η) at the score z: where
/// φ₋' exceeds φ₊' and η(z) rises through (0, 1), each posterior that it takes has its minimiser where it does, whether or not η(z)
/// lies in (0, 1) elsewhere.
/// </summary>
/// <param name="Low">The posterior from which on they are; those below share the lowest score, or have none.</param>
/// <param name="High">The posterior up to which they are.</param>
/// <param name="IsEverywhere">Whether every score is the minimiser of a posterior.</param>
internal sealed record OutputImage(double Low, double High, bool IsEverywhere)
{
    /// <summary>Posteriors that no link needs to tell from 0 or 1.</summary>
    public const double Negligible = 1e-4;

    private const double Exact = 1e-9, Far = 300, Ordinary = 12, Beside = 1e-7;
    private const int Halvings = 60;

    /// <summary>Whether it is all of them, and no score is left over.</summary>
    public bool IsWhole => IsEverywhere && Low <= Negligible && High >= 1 - Negligible;

    /// <summary>Whether more than half of all posteriors have a score of their own.</summary>
    public bool IsOfMost => High - Low > 0.5;

    /// <summary>The image of a curve; null if η(z) does not rise through it.</summary>
    /// <param name="curve">The scores that are tried, and the slopes there.</param>
    /// <param name="middle">The score at which p is 1/2.</param>
    /// <param name="slopes">φ₊' and φ₋' at another score.</param>
    public static OutputImage? Of(OutputCurve curve, double middle, Func<double, (double Applies, double DoesNot)> slopes)
    {
        double EtaAt(double score)
            => slopes(score) is var (up, down) && down - up > 0 && !double.IsInfinity(down - up) ? down / (down - up) : double.NaN;
        var known = Enumerable.Range(0, OutputCurve.Points).Where(i => !double.IsNaN(curve.Etas[i]) && curve.Falls(i)).ToList();
        // Far out slopes may have underflowed, but nowhere between.
        if (known.Count < 2 || known[known.Count - 1] - known[0] != known.Count - 1)
            return null;
        var (lowest, highest) = (known[0], known[known.Count - 1]);
        if ((curve.Scores[lowest] >= middle - Ordinary && !IsAtEnd(curve, lowest))
            || (curve.Scores[highest] <= middle + Ordinary && !IsAtEnd(curve, highest)))
            return null;
        for (var n = 1; n < known.Count; n++)
        {
            var (before, here) = (curve.Etas[known[n - 1]], curve.Etas[known[n]]);
            var isInside = here is > Exact and < 1 - Exact && before is > Exact and < 1 - Exact;
            if (isInside ? !(here > before) : Math.Min(1, Math.Max(0, here)) < Math.Min(1, Math.Max(0, before)) - Exact)
                return null;
        }

        var first = known.FindIndex(i => curve.Etas[i] > Exact);
        var last = known.FindLastIndex(i => curve.Etas[i] < 1 - Exact);
        if (first < 0 || last < first)
            return null;
        var low = first == 0 ? Math.Min(curve.Etas[known[0]], OrElse(EtaAt(middle - Far), curve.Etas[known[0]]))
            : Edge(curve.Scores[known[first - 1]], curve.Scores[known[first]], score => EtaAt(score) > Exact, EtaAt);
        var high = last == known.Count - 1 ? Math.Max(curve.Etas[known[last]], OrElse(EtaAt(middle + Far), curve.Etas[known[last]]))
            : Edge(curve.Scores[known[last + 1]], curve.Scores[known[last]], score => EtaAt(score) < 1 - Exact, EtaAt);
        return new OutputImage(Math.Max(0, low), Math.Min(1, high), known.All(i => curve.Etas[i] is >= 0 and <= 1) && curve.IsRising);
    }

    private static bool IsAtEnd(OutputCurve curve, int i) => curve.Etas[i] is < Exact or > 1 - Exact;

    private static double OrElse(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;

    /// <summary>The posterior at the end of a stretch that is flat, which jumps where the loss has a kink.</summary>
    private static double Edge(double outside, double inside, Func<double, bool> isInside, Func<double, double> eta)
    {
        var direction = Math.Sign(inside - outside);
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (outside + inside) / 2;
            if (isInside(middle))
                inside = middle;
            else
                outside = middle;
        }

        // At the kink itself the slope is one between those of both sides.
        return eta(inside + (Beside * direction));
    }
}
