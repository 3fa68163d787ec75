using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>How the risk behaves as scores go to infinity, by its values at scores of a million.</summary>
internal sealed class FarField(RiskMinimiser minimiser, Lazy<LossTable> table, int classes)
{
    /// <summary>A risk below which it counts as having no lower bound.</summary>
    public const double Bottomless = -100;

    /// <summary>The magnitude of a score from which on it is taken for infinite.</summary>
    public const double Ordinary = 100;

    /// <summary>How near risks are, in units of the scale, whose limits count as equal.</summary>
    private const double Alike = 5e-6;

    /// <summary>Scores that are taken for infinite, and by what these are multiplied and divided to see whether there is a limit.</summary>
    private const double Far = 1e6, Farther = 1e3;

    /// <summary>How much of a fall has to end for there to be a limit: it goes on as fast for ever where the risk is a logarithm.</summary>
    private const double Slowing = 0.1;

    private readonly double[] trial = new double[classes];
    private readonly double[] losses = new double[classes];

    /// <summary>Whether some risk has no lower bound.</summary>
    public bool IsUnboundedBelow { get; private set; }

    /// <summary>Whether some risk fell so slowly that its limit is not to be told.</summary>
    public bool IsDrifting { get; private set; }

    /// <summary>The lowest risk at scores of which some are taken for infinite; ∞ where scores are bounded.</summary>
    public double Limit(double[] posterior)
        => Enumerable.Range(0, table.Value.FarCount).Where(table.Value.IsFar).Select(point => table.Value.FarRisk(posterior, point))
            .DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>The point of the lowest risk, and that risk; −1 and ∞ where scores are bounded.</summary>
    public (int Point, double Risk) Lowest(double[] posterior)
    {
        var (lowest, risk) = (-1, double.PositiveInfinity);
        for (var point = 0; point < table.Value.FarCount; point++)
        {
            if (table.Value.FarRisk(posterior, point) is var there && there < risk)
                (lowest, risk) = (point, there);
        }

        return (lowest, risk);
    }

    /// <summary>
    /// Where the infimum is approached far out with a wrong decision, or is at one of the points near by that the table has
    /// too; else null.
    /// </summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="t">What the goal compares.</param>
    /// <param name="top">The largest of it.</param>
    /// <param name="nearby">The lowest risk at ordinary scores.</param>
    public (double[] Scores, Failure Failure)? Refute(double[] posterior, double[] t, double top, double nearby)
    {
        double rightRisk = double.PositiveInfinity, wrongRisk = double.PositiveInfinity;
        var (right, wrong) = (-1, -1);
        for (var point = 0; point < table.Value.FarCount; point++)
        {
            var risk = table.Value.FarRisk(posterior, point);
            table.Value.FarScoresOf(point, trial);
            if (Decisions.Margin(trial, t, top) > Decisions.TieWidth)
            {
                (right, rightRisk) = risk < rightRisk ? (point, risk) : (right, rightRisk);
                continue;
            }

            if (risk < wrongRisk)
                (wrong, wrongRisk) = (point, risk);
        }

        var best = Math.Min(nearby, rightRisk);
        if (Math.Min(best, wrongRisk) < Bottomless * 1000)
            IsUnboundedBelow = true;
        var bottomless = wrongRisk < Bottomless && best < Bottomless;
        if (wrong < 0)
            return null;
        var tolerance = (table.Value.IsFar(wrong) ? Alike : LossTable.Resolution) * table.Value.Scale;
        if (!(bottomless || wrongRisk <= best + tolerance))
            return null;
        var scores = new double[classes];
        table.Value.FarScoresOf(wrong, scores);
        if (bottomless)
            return (scores, Failure.UnboundedBelow);
        var onwards = wrongRisk - Moved(posterior, scores, Farther);
        if (onwards > tolerance && onwards > Slowing * (Moved(posterior, scores, 1 / Farther) - wrongRisk))
        {
            IsDrifting = true;
            return null;
        }

        // Scores that stay finite, or go to infinity together, have room for a decision between them that the table does not show.
        if (right >= 0)
        {
            table.Value.FarScoresOf(right, trial);
            best = Math.Min(best, Descend(posterior, trial));
        }

        Array.Copy(scores, trial, classes);
        var lower = Descend(posterior, trial);
        if (Decisions.Margin(trial, t, top) > Decisions.TieWidth)
            best = Math.Min(best, lower);
        else if (lower < wrongRisk)
            (scores, wrongRisk) = ((double[])trial.Clone(), lower);
        return !(wrongRisk <= best + tolerance) ? null
            : table.Value.IsFar(scores) ? (scores, Failure.AtInfinity)
            : (table.Value.Nearest(scores), Failure.WrongClass);
    }

    /// <summary>The risk at scores of which those far out are multiplied by a factor.</summary>
    private double Moved(double[] posterior, double[] scores, double factor)
    {
        for (var k = 0; k < classes; k++)
            trial[k] = scores[k] * (Math.Abs(scores[k]) >= Far ? factor : 1);
        minimiser.LossesOfAll(trial, losses);
        return RiskMinimiser.Risk(posterior, losses);
    }

    private double Descend(double[] posterior, double[] scores)
        => minimiser.DescendFarOut(posterior, scores, Loose(scores), table.Value.Scale);

    /// <summary>
    /// The classes whose scores may move while the rest stays where it is: the ordinary ones, and of those that are far out
    /// together all but one.
    /// </summary>
    private int[] Loose(double[] scores)
        => [.. Enumerable.Range(0, classes)
            .Where(k => Math.Abs(scores[k]) < Ordinary || Enumerable.Range(0, k).Any(j => scores[j].Equals(scores[k])))];
}
