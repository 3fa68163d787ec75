using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <content>Where classes tie.</content>
internal sealed partial class SeparableScan
{
    /// <summary>
    /// The posteriors at which two classes tie: for a probability t of class j, the ratio η_i/η_j, and the posterior itself.
    /// </summary>
    /// <param name="i">A class.</param>
    /// <param name="j">Another.</param>
    /// <param name="share">In (0, 1]: t as a share of the largest that it can be, which leaves nothing for other classes.</param>
    public (double Ratio, double[] Posterior) Tie(int i, int j, double share)
    {
        var c = Math.Exp(Shift[i] - Shift[j]);
        var t = share / (1 + c);
        var others = Classes > 2 ? (1 - share) / (Classes - 2) : 0;
        var (atI, atJ, rest) = (Slopes(c * t)[i], Slopes(t)[j], others > 0 ? Slopes(others) : null);
        double[] eta = [.. Enumerable.Range(0, Classes)
            .Select(k => k == i ? -1 / atI : k == j ? -1 / atJ : rest is null ? 0 : -1 / rest[k])];
        var sum = eta.Sum();
        return (atJ / atI, [.. eta.Select(value => value / sum)]);
    }

    /// <summary>
    /// Whether any two classes tie exactly where a goal has it, at the probabilities that are tried: where scores are equal, p_k = λ
    /// e^(b_k), so that of two classes the log of the ratio of posteriors over the one that is wanted is a difference of terms log
    /// |φ_k'(p_k)| − log d_k.
    /// It is 0 for all pairs if it is for those with the class of the least shift, which ties with another wherever any does.
    /// </summary>
    /// <param name="criterion">d, what the goal multiplies the posterior by.</param>
    /// <param name="tolerance">The largest magnitude that counts as 0.</param>
    public bool TiesAre(double[] criterion, double tolerance)
    {
        var first = Array.IndexOf(Shift, Shift.Min());
        double[] ratios = [.. Shift.Select(shift => Math.Exp(shift - Shift[first]))];
        var (logP, into) = (new double[Classes], new double[Classes]);
        // As a share of what two classes have together, from all to little, of those whose shifts are farthest apart too.
        var range = Math.Log(PointsOfMany * (1 + ratios.Max()) / 2);
        for (var i = 0; i < PointsOfMany; i++)
        {
            var p = 0.5 * Math.Exp(-range * i / (PointsOfMany - 1));
            bool IsPossible(int k) => p * (1 + ratios[k]) <= 1 + Equal;
            for (var k = 0; k < Classes; k++)
                logP[k] = Math.Log(IsPossible(k) ? p * ratios[k] : p);
            own.Slopes(logP, into);
            double Term(int k) => Math.Log(-into[k]) - logP[k] - Math.Log(criterion[k]);
            var expected = Term(first);
            for (var k = 0; k < Classes; k++)
            {
                if (IsPossible(k) && !(Math.Abs(Term(k) - expected) <= tolerance))
                    return false;
            }
        }

        return true;
    }
}
