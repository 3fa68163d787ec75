using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// By how much the link's probabilities at minimisers miss the posterior, of all that are compared at the one where it is
/// most.
/// </summary>
internal sealed class Impropriety(RiskMinimiser minimiser, double unit, double[] prior, Func<double[], double[]> link,
    Lazy<LossTable> table, FarField farOut)
{
    /// <summary>How near probabilities are to the posterior that count as equal to it.</summary>
    public const double Proper = 2e-4;

    private const double Clear = 0.1;

    private readonly Challenges challenges = new(minimiser, prior.Length);
    private readonly double[] losses = new double[prior.Length];
    private (double[] Posterior, double[] Scores) improper;

    /// <summary>The largest difference of a probability from the posterior.</summary>
    public double Largest { get; private set; }

    /// <summary>Whether no difference is to be told.</summary>
    public bool IsProper => Largest <= Proper;

    /// <summary>Whether one is so large that no larger one is looked for.</summary>
    public bool IsClear => Largest >= Clear;

    /// <summary>Compares the link's probabilities with the posterior, at the best scores or, if the risk is lower there, far out.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="best">The scores of its lowest risk.</param>
    /// <param name="risk">That risk.</param>
    /// <param name="isOnly">Whether there is no other minimum.</param>
    public void Compare(double[] posterior, double[] best, double risk, bool isOnly = false)
    {
        var scores = (double[])best.Clone();
        if (table.IsValueCreated && farOut.Lowest(posterior) is { Point: >= 0 } far && far.Risk < risk)
            table.Value.FarScoresOf(far.Point, scores);
        var difference = Difference(posterior, scores);
        if (difference > Math.Max(Proper, Largest))
        {
            // What looks improper may be a minimum that is not the lowest, or not reached.
            if (!isOnly)
            {
                minimiser.LossesOfAll(scores, losses);
                challenges.Lower(posterior, scores, RiskMinimiser.Risk(posterior, losses), table.Value);
            }

            difference = Difference(posterior, scores);
            if (difference > Largest)
                improper = (posterior, scores);
        }

        Largest = Math.Max(Largest, difference);
    }

    /// <summary>The posterior whose minimiser gives the probabilities that are farthest off.</summary>
    public Counterexample Example()
    {
        var (posterior, scores) = improper;
        double[] logits = [.. scores.Select(score => unit * score)];
        var probabilities = link(logits);
        minimiser.LossesOfAll(scores, losses);
        return new Counterexample(
            Goal.Probabilities,
            RiskMinimiser.Risk(posterior, losses) < FarField.Bottomless ? Failure.UnboundedBelow : Failure.WrongClass,
            prior.ToEquatable(),
            posterior.ToEquatable(),
            logits.ToEquatable(),
            probabilities.ToEquatable(),
            Array.IndexOf(probabilities, probabilities.Max()),
            Array.IndexOf(posterior, posterior.Max()),
            Largest);
    }

    private double Difference(double[] posterior, double[] scores)
        => link([.. scores.Select(score => unit * score)]).Select((p, k) => Math.Abs(p - posterior[k])).Max();
}
