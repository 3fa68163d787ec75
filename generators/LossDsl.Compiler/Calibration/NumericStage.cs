using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Solves for the minimisers of the risk at many posteriors and compares their decisions with those of a goal. A violation
/// counts only if it survives a restart with the scores in question exchanged.
/// </summary>
internal sealed class NumericStage
{
    private const double Bottomless = -100;

    /// <summary>The regret of a violation beside which no worse one is looked for.</summary>
    private const double Clear = 0.1;

    /// <summary>Scores beyond which a risk that still falls has no limit to be seen, and by how much of its scale it then falls.</summary>
    private const double Farther = 1e4, Drift = 0.05;

    /// <summary>How near probabilities are to the posterior that count as equal to it.</summary>
    public const double Proper = 2e-4;


    private readonly RiskMinimiser minimiser;
    private readonly double unit;
    private readonly double[] prior;
    private readonly Func<double[], double[]> link;
    private readonly int classes;
    private readonly double[] best, other, trial, losses;

    /// <summary>A stage for one loss under one prior, whose length is the number of classes.</summary>
    /// <param name="minimiser">Minimises its risk.</param>
    /// <param name="unit">The unit of the minimiser's scores, in logits.</param>
    /// <param name="prior">The class prior.</param>
    /// <param name="link">What the head makes of logits.</param>
    public NumericStage(RiskMinimiser minimiser, double unit, double[] prior, Func<double[], double[]> link)
    {
        (this.minimiser, this.unit, this.prior, this.link) = (minimiser, unit, prior, link);
        classes = prior.Length;
        challenges = new Challenges(minimiser, classes);
        (best, other, trial, losses) = (new double[classes], new double[classes], new double[classes], new double[classes]);
    }

    private readonly Challenges challenges;
    private LossTable? known;

    /// <summary>Whether the loss has values at all.</summary>
    public bool HasValues => Table.HasValues;

    private LossTable Table => known ??= new LossTable(minimiser, classes);

    /// <summary>The largest difference between the link's probabilities at a minimiser and the posterior, up to the first that is not proper.</summary>
    public double Impropriety { get; private set; }

    private (double[] Posterior, double[] Scores) improper;

    /// <summary>Whether every posterior without zeros that was tried has a minimiser at finite scores.</summary>
    public bool IsAttained { get; private set; } = true;

    /// <summary>Whether some risk has no lower bound.</summary>
    public bool IsUnboundedBelow { get; private set; }

    /// <summary>Whether some risk fell so slowly that its limit is not to be told.</summary>
    public bool IsDrifting { get; private set; }

    /// <summary>A violation of a goal, the worst unless one is clear before that; null if there is none.</summary>
    /// <param name="goal">The goal.</param>
    public Counterexample? Refute(Goal goal)
    {
        Counterexample? worst = null;
        var criterion = Criterion(goal);
        foreach (var (targets, isFace) in Posteriors.Inner(classes).Select(t => (t, false)).Concat(Posteriors.Faces(classes).Select(t => (t, true))))
        {
            if (Try(Posteriors.FromTargets(targets, criterion), goal, isFace) is { } violation && violation.Regret > (worst?.Regret ?? 0))
                worst = violation;
            if (worst is { Regret: >= Clear })
                break;
        }

        return worst;
    }

    /// <summary>The violation of a goal at one posterior, or null.</summary>
    public Counterexample? Try(double[] posterior, Goal goal, bool isFace = false)
    {
        var criterion = Criterion(goal);
        double[] t = [.. posterior.Select((eta, k) => eta * criterion[k])];
        var top = t.Max();
        var risk = Solve(posterior, t, top);
        if (!isFace && goal == Goal.Accuracy)
            Measure(posterior, risk);
        var far = FarOut(posterior, t, top, risk);
        if (far is { Failure: Failure.UnboundedBelow })
            return Found(posterior, t, goal, far.Value.Scores, Failure.UnboundedBelow);
        if (risk.Candidate is { } candidate
            && !challenges.IsExchangeBetter(posterior, t, candidate, risk.OfCandidate, Scale)
            && challenges.Survives(posterior, t, candidate, risk.OfCandidate, Table))
            return Found(posterior, t, goal, candidate, Decisions.IsTied(candidate) ? Failure.Tie : Failure.WrongClass);
        return far is { } away ? Found(posterior, t, goal, away.Scores, away.Failure) : null;
    }

    /// <summary>The violation at one posterior, or null: a single descent, which suffices where the risk has one minimum.</summary>
    public Counterexample? Verify(double[] posterior, Goal goal)
    {
        var criterion = Criterion(goal);
        double[] t = [.. posterior.Select((eta, k) => eta * criterion[k])];
        var risk = FromOrigin(posterior, best);
        return Decisions.Margin(best, t, t.Max()) <= 0 && !challenges.IsExchangeBetter(posterior, t, (double[])best.Clone(), risk, Scale)
            ? Found(posterior, t, goal, best, Decisions.IsTied(best) ? Failure.Tie : Failure.WrongClass)
            : null;
    }

    /// <summary>Compares the minimiser with the posterior at every posterior without zeros.</summary>
    /// <param name="most">How many posteriors suffice.</param>
    /// <param name="isConvex">Whether a single descent suffices for each.</param>
    public void MeasureProbabilities(int most, bool isConvex)
    {
        foreach (var posterior in Posteriors.Inner(classes).Take(most))
        {
            Compare(posterior, isConvex ? FromOrigin(posterior, best) : Solve(posterior, posterior, posterior.Max()).Risk);
        }
    }

    /// <summary>The first posterior that was found whose minimiser gives other probabilities.</summary>
    public Counterexample ImproperExample()
    {
        var (posterior, scores) = improper;
        double[] logits = [.. scores.Select(score => unit * score)];
        var probabilities = link(logits);
        minimiser.LossesOfAll(scores, losses);
        return new Counterexample(
            Goal.Probabilities,
            RiskMinimiser.Risk(posterior, losses) < Bottomless ? Failure.UnboundedBelow : Failure.WrongClass,
            prior.ToEquatable(),
            posterior.ToEquatable(),
            logits.ToEquatable(),
            probabilities.ToEquatable(),
            Array.IndexOf(probabilities, probabilities.Max()),
            Array.IndexOf(posterior, posterior.Max()),
            Impropriety);
    }

    private double FromOrigin(double[] posterior, double[] into)
    {
        Array.Clear(into, 0, into.Length);
        return minimiser.Descend(posterior, into, Scale);
    }

    /// <summary>The size of the losses, where the table has told it.</summary>
    private double Scale => known?.Scale ?? 1e-3;

    private double[] Criterion(Goal goal) => Decisions.Criterion(goal, prior);

    /// <summary>The lowest risk from a start that decides rightly and from one that does not.</summary>
    private Solution Solve(double[] posterior, double[] t, double top)
    {
        var (right, wrong) = (-1, -1);
        double rightRisk = double.PositiveInfinity, wrongRisk = double.PositiveInfinity;
        for (var point = 0; point < Table.Count; point++)
        {
            var risk = Table.Risk(posterior, point);
            if (!(risk < Math.Max(rightRisk, wrongRisk)))
                continue;
            Table.Scores(point, trial);
            if (Decisions.Margin(trial, t, top) > Decisions.TieWidth)
                (right, rightRisk) = risk < rightRisk ? (point, risk) : (right, rightRisk);
            else
                (wrong, wrongRisk) = risk < wrongRisk ? (point, risk) : (wrong, wrongRisk);
        }

        var first = Descend(posterior, right, best);
        var second = Descend(posterior, wrong, other);
        if (second < first)
        {
            for (var k = 0; k < classes; k++)
                (best[k], other[k]) = (other[k], best[k]);
            (first, second) = (second, first);
        }

        var candidate = Decisions.Margin(best, t, top) <= Decisions.TieWidth ? best
            : second <= first + (1e-8 * Scale) && Decisions.Margin(other, t, top) <= Decisions.TieWidth ? other : null;
        return new Solution(first, candidate is null ? null : (double[])candidate.Clone(), candidate == other ? second : first);
    }

    private double Descend(double[] posterior, int start, double[] into)
    {
        Array.Clear(into, 0, into.Length);
        if (start < 0)
            return double.PositiveInfinity;
        Table.Scores(start, into);
        return minimiser.Descend(posterior, into, Scale);
    }

    private (double[] Scores, Failure Failure)? FarOut(double[] posterior, double[] t, double top, Solution solution)
    {
        double rightRisk = solution.Risk, wrongRisk = double.PositiveInfinity, nearerRisk = double.PositiveInfinity;
        var wrong = -1;
        for (var point = 0; point < Table.FarCount; point++)
        {
            var risk = Table.FarRisk(posterior, point);
            Table.FarScoresOf(point, trial);
            if (Decisions.Margin(trial, t, top) > Decisions.TieWidth)
            {
                rightRisk = Math.Min(rightRisk, risk);
                continue;
            }

            if (risk < wrongRisk)
                (wrong, wrongRisk) = (point, risk);
            if (trial.All(score => Math.Abs(score) < Farther))
                nearerRisk = Math.Min(nearerRisk, risk);
        }

        if (Math.Min(rightRisk, wrongRisk) < Bottomless * 1000)
            IsUnboundedBelow = true;
        var bottomless = wrongRisk < Bottomless && rightRisk < Bottomless;
        if (wrong < 0 || !(bottomless || wrongRisk <= rightRisk + (5e-6 * Table.Scale)))
            return null;
        if (!bottomless && nearerRisk - wrongRisk > Drift * Table.Scale)
        {
            IsDrifting = true;
            return null;
        }

        var scores = new double[classes];
        Table.FarScoresOf(wrong, scores);
        return (scores, bottomless ? Failure.UnboundedBelow : Failure.AtInfinity);
    }

    private void Measure(double[] posterior, Solution solution)
    {
        var far = Farthest(posterior);
        IsAttained &= best.All(score => Math.Abs(score) < 35) && solution.Risk < far.Risk;
        Compare(posterior, solution.Risk);
    }

    /// <summary>The lowest risk far out.</summary>
    private (int Point, double Risk) Farthest(double[] posterior)
    {
        var (lowest, risk) = (-1, double.PositiveInfinity);
        for (var point = 0; point < Table.FarCount; point++)
        {
            if (Table.FarRisk(posterior, point) is var there && there < risk)
                (lowest, risk) = (point, there);
        }

        return (lowest, risk);
    }

    /// <summary>Compares the link's probabilities with the posterior, at the best scores or, if the risk is lower there, far out.</summary>
    private void Compare(double[] posterior, double risk)
    {
        if (Impropriety > Proper)
            return;
        if (known is not null && Farthest(posterior) is { Point: >= 0 } far && far.Risk < risk)
            Table.FarScoresOf(far.Point, best);
        var difference = Difference(posterior, best);
        if (difference > Proper)
        {
            // What looks improper may be a minimum that is not the lowest, or not reached.
            var scores = (double[])best.Clone();
            minimiser.LossesOfAll(scores, losses);
            challenges.Lower(posterior, scores, RiskMinimiser.Risk(posterior, losses), Table);
            difference = Difference(posterior, scores);
            improper = (posterior, scores);
        }

        Impropriety = Math.Max(Impropriety, difference);
    }

    private double Difference(double[] posterior, double[] scores)
        => link([.. scores.Select(score => unit * score)]).Select((p, k) => Math.Abs(p - posterior[k])).Max();

    private Counterexample Found(double[] posterior, double[] t, Goal goal, double[] scores, Failure failure)
    {
        double[] logits = [.. scores.Select(score => unit * score)];
        var (bayes, predicted) = (Array.IndexOf(t, t.Max()), Decisions.Predicted(scores, t));
        return new Counterexample(
            goal, failure, prior.ToEquatable(), posterior.ToEquatable(), logits.ToEquatable(), link(logits).ToEquatable(),
            predicted, bayes, (t[bayes] - t[predicted]) / t.Sum());
    }

    private sealed record Solution(double Risk, double[]? Candidate, double OfCandidate);
}
