using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What scores decide, and what a goal wants.</summary>
internal static class Decisions
{
    /// <summary>How near two scores are that count as equal, in units.</summary>
    public const double TieWidth = 1e-4;

    /// <summary>What a goal multiplies the posterior by.</summary>
    public static double[] Criterion(Goal goal, double[] prior)
        => goal == Goal.BalancedAccuracy ? [.. prior.Select(share => 1 / share)] : [.. prior.Select(_ => 1.0)];

    /// <summary>By how much the largest score of a wanted class exceeds those of the others.</summary>
    public static double Margin(double[] scores, double[] t, double top)
    {
        double wanted = double.NegativeInfinity, others = double.NegativeInfinity;
        for (var k = 0; k < scores.Length; k++)
        {
            if (t[k] >= top * (1 - 1e-12))
                wanted = Math.Max(wanted, scores[k]);
            else
                others = Math.Max(others, scores[k]);
        }

        return wanted - others;
    }

    /// <summary>Of the classes whose score is the largest, within the width of a tie or another, the least wanted.</summary>
    public static int Predicted(double[] scores, double[] t, double width = TieWidth)
    {
        var largest = scores.Max();
        return Enumerable.Range(0, scores.Length).Where(k => scores[k] >= largest - width).OrderBy(k => t[k]).First();
    }
}
