using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// What a candidate for a violation has to survive: searches from elsewhere for a lower risk where the decision is right.
/// </summary>
internal sealed class Challenges(RiskMinimiser minimiser, int classes)
{
    private const int Restarts = 12;

    private static readonly (bool IsExchanged, double Raise)[] Starts =
        [(true, 0), (true, 0.3), (true, 3), (false, 0.02), (false, 0.2), (false, 2)];

    private readonly double[] trial = new double[classes];
    private readonly double[] losses = new double[classes];

    /// <summary>Whether the wanted class gets a strictly lower risk with the other's score, or with a little more of its own.</summary>
    public bool IsExchangeBetter(double[] posterior, double[] t, double[] candidate, double risk, double scale)
    {
        var wanted = Array.IndexOf(t, t.Max());
        var predicted = Decisions.Predicted(candidate, t);
        foreach (var (isExchanged, raise) in Starts)
        {
            Array.Copy(candidate, trial, classes);
            if (isExchanged)
                (trial[wanted], trial[predicted]) = (candidate[predicted], candidate[wanted]);
            trial[wanted] += raise;
            if (minimiser.Dimension < classes)
            {
                // The last score is 0 where a shift changes nothing.
                for (var k = 0; k < classes; k++)
                    trial[k] -= k == classes - 1 ? 0 : trial[classes - 1];
                trial[classes - 1] = 0;
            }

            var again = minimiser.Descend(posterior, trial, scale);
            if (again < risk - (1e-12 * scale) && Decisions.Margin(trial, t, t.Max()) > 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether no descent from the lowest points of the table ends lower where the decision is right; a lower one where it is
    /// not takes the candidate's place.
    /// </summary>
    public bool Survives(double[] posterior, double[] t, double[] candidate, double risk, LossTable table)
    {
        foreach (var lower in Lowest(posterior, table))
        {
            if (!(lower < risk - (1e-12 * table.Scale)))
                continue;
            if (Decisions.Margin(trial, t, t.Max()) > Decisions.TieWidth)
                return false;
            Array.Copy(trial, candidate, classes);
            risk = lower;
        }

        Level(posterior, t, candidate, risk);
        return true;
    }

    /// <summary>
    /// The scores with those within the width of a tie of the largest made equal, if the risk is no higher there; else null: what is
    /// near only because scores are in large units is no tie.
    /// </summary>
    public double[]? Tied(double[] posterior, double[] scores, double scale)
    {
        var least = scores.Max() - Decisions.TieWidth;
        double[] near = [.. scores.Where(score => score >= least)];
        if (near.Max() <= near.Min())
            return null;
        double Risk(double[] at)
        {
            minimiser.LossesOfAll(at, losses);
            return RiskMinimiser.Risk(posterior, losses);
        }

        var risk = Risk(scores);
        var rounding = Math.Max(1e-12 * scale, 1e-14 * Math.Abs(risk));
        return near.Reverse().Append(near.Average())
            .Select(level => scores.Select(score => score >= least ? level : score).ToArray())
            .FirstOrDefault(level => Risk(level) <= risk + rounding);
    }

    /// <summary>Puts the scores of a lower risk in the place of the given ones, if descents from the table find any.</summary>
    public void Lower(double[] posterior, double[] scores, double risk, LossTable table)
    {
        foreach (var lower in Lowest(posterior, table))
        {
            if (lower < risk - (1e-12 * table.Scale))
            {
                Array.Copy(trial, scores, classes);
                risk = lower;
            }
        }
    }

    /// <summary>The risks to which descents from the lowest points of the table come, one after the other in the trial scores.</summary>
    private IEnumerable<double> Lowest(double[] posterior, LossTable table)
    {
        foreach (var point in Enumerable.Range(0, table.Count).OrderBy(point => table.Risk(posterior, point)).Take(Restarts))
        {
            table.Scores(point, trial);
            yield return minimiser.Descend(posterior, trial, table.Scale);
        }
    }

    /// <summary>Gives classes that tie one score where that is lower: at a kink no descent comes quite that far.</summary>
    private void Level(double[] posterior, double[] t, double[] candidate, double risk)
    {
        var (wanted, predicted) = (Array.IndexOf(t, t.Max()), Decisions.Predicted(candidate, t));
        if (Math.Abs(candidate[wanted] - candidate[predicted]) > 1e-3 || minimiser.Dimension < classes)
            return;
        foreach (var score in (double[])[candidate[wanted], candidate[predicted]])
        {
            Array.Copy(candidate, trial, classes);
            trial[wanted] = trial[predicted] = score;
            minimiser.Losses(trial, losses);
            if (RiskMinimiser.Risk(posterior, losses) < risk)
            {
                Array.Copy(trial, candidate, classes);
                return;
            }
        }
    }
}
