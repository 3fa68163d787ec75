using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Where the loss of a label jumps as its own score changes, as that of an angular margin may where the angle with its margin exceeds
/// π: a minimum at the edge of such a place is none that descents from elsewhere lead to.
/// </summary>
internal static class Jumps
{
    private const int Intervals = 64;

    /// <summary>How much more than usual a loss changes from one point to the next where a jump may be.</summary>
    private const double Suspicious = 3;

    /// <summary>How much of the whole range a jump is at least.</summary>
    private const double Least = 1e-3;

    /// <summary>How near to a jump, as a share of the domain, its two sides are.</summary>
    private const double Near = 1e-9;

    /// <summary>Scores on both sides of each jump, in units; nothing if scores have no bound.</summary>
    public static IReadOnlyList<double> Of(RiskMinimiser minimiser, int classes)
        => !minimiser.IsBoxed ? [] : [.. Enumerable.Range(0, classes).SelectMany(k => Of(minimiser, classes, k)).Distinct()];

    private static IEnumerable<double> Of(RiskMinimiser minimiser, int classes, int label)
    {
        var (scores, losses) = (new double[classes], new double[classes]);
        double Loss(double score)
        {
            scores[label] = score;
            minimiser.LossesOfAll(scores, losses);
            return losses[label];
        }

        double[] points = [.. Enumerable.Range(0, Intervals + 1).Select(i => minimiser.Domain * ((2.0 * i / Intervals) - 1))];
        double[] values = [.. points.Select(Loss)];
        double[] changes = [.. Enumerable.Range(0, Intervals).Select(i => Math.Abs(values[i + 1] - values[i]))];
        var usual = changes.OrderBy(change => change).ElementAt(Intervals / 2);
        var least = Least * (values.Max() - values.Min());
        for (var i = 0; i < Intervals; i++)
        {
            if (!(changes[i] > Math.Max(least, Suspicious * usual)))
                continue;
            var (low, high, atLow, atHigh) = (points[i], points[i + 1], values[i], values[i + 1]);
            while (high - low > Near * minimiser.Domain)
            {
                var middle = (low + high) / 2;
                var there = Loss(middle);
                if (Math.Abs(there - atLow) > Math.Abs(atHigh - there))
                    (high, atHigh) = (middle, there);
                else
                    (low, atLow) = (middle, there);
            }

            if (!(Math.Abs(atHigh - atLow) > least))
                continue;
            yield return low;
            yield return high;
        }
    }
}
