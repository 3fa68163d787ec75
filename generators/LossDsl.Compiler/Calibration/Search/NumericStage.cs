using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Solves for the minimisers of the risk at many posteriors and compares their decisions with those of a goal. A violation
/// counts only if it survives a restart with the scores in question exchanged.
/// </summary>
internal sealed class NumericStage
{
    /// <summary>The regret of a violation beside which no worse one is looked for.</summary>
    private const double Clear = 0.1;

    private readonly RiskMinimiser minimiser;
    private readonly double unit;
    private readonly double[] prior;
    private readonly Func<double[], double[]> link;
    private readonly int classes;
    private readonly Challenges challenges;
    private readonly Lazy<LossTable> table;
    private readonly double[] best, other, trial;

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
        table = new Lazy<LossTable>(() => new LossTable(minimiser, classes));
        FarOut = new FarField(minimiser, table, classes);
        Impropriety = new Impropriety(minimiser, unit, prior, link, table, FarOut);
        (best, other, trial) = (new double[classes], new double[classes], new double[classes]);
    }

    /// <summary>Whether the loss has values at all.</summary>
    public bool HasValues => Table.HasValues;

    /// <summary>How the risk behaves at infinity.</summary>
    public FarField FarOut { get; }

    /// <summary>What the link makes of the minimisers.</summary>
    public Impropriety Impropriety { get; }

    /// <summary>Whether every posterior without zeros that was tried has a minimiser at finite scores.</summary>
    public bool IsAttained { get; private set; } = true;

    /// <summary>Whether all of them were tried, or one has none.</summary>
    public bool IsMeasured { get; private set; }

    private LossTable Table => table.Value;

    /// <summary>A violation of a goal, the worst unless one is clear before that; null if there is none.</summary>
    /// <param name="goal">The goal.</param>
    public Counterexample? Refute(Goal goal)
    {
        Counterexample? worst = null;
        var criterion = Criterion(goal);
        foreach (var (targets, isFace) in Posteriors.Inner(classes).Select(t => (t, false))
            .Concat(Posteriors.Faces(classes).Select(t => (t, true))))
        {
            if (Try(Posteriors.FromTargets(targets, criterion), goal, isFace) is { } violation && violation.Regret > (worst?.Regret ?? 0))
                worst = violation;
            // Where there is no limit, descents are long and tell nothing.
            if (worst is { Regret: >= Clear } || FarOut.IsDrifting)
                return worst;
        }

        IsMeasured |= goal == Goal.Accuracy;
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
        var far = FarOut.Refute(posterior, t, top, risk.Risk);
        if (far is { Failure: Failure.UnboundedBelow })
            return Found(posterior, t, goal, far.Value.Scores, Failure.UnboundedBelow);
        // What is lower far out is no minimum, but a place on the way there.
        if (risk.Candidate is { } candidate
            && !(FarOut.Lowest(posterior).Risk < risk.OfCandidate - (LossTable.Resolution * Scale))
            && !challenges.IsExchangeBetter(posterior, t, candidate, risk.OfCandidate, Scale)
            && challenges.Survives(posterior, t, candidate, risk.OfCandidate, Table)
            && Found(posterior, t, goal, candidate) is { } found)
            return found;
        return far is { } away ? Found(posterior, t, goal, away.Scores, away.Failure) : null;
    }

    /// <summary>The violation at one posterior, or null: a single descent, which suffices where the risk has one minimum.</summary>
    public Counterexample? Verify(double[] posterior, Goal goal)
    {
        var criterion = Criterion(goal);
        double[] t = [.. posterior.Select((eta, k) => eta * criterion[k])];
        var risk = FromOrigin(posterior, best);
        return Decisions.Margin(best, t, t.Max()) <= 0 && !challenges.IsExchangeBetter(posterior, t, (double[])best.Clone(), risk, Scale)
            ? Found(posterior, t, goal, best)
            : null;
    }

    /// <summary>Whether every posterior without zeros has a minimiser at finite scores.</summary>
    public bool Attains()
    {
        foreach (var posterior in IsMeasured ? [] : Posteriors.Inner(classes).TakeWhile(_ => IsAttained))
            Measure(posterior, Solve(posterior, posterior, posterior.Max()));
        IsMeasured = true;
        return IsAttained;
    }

    /// <summary>
    /// Compares the minimiser with the posterior at every posterior without zeros; of three classes until one is clearly off.
    /// </summary>
    /// <param name="isConvex">Whether a single descent suffices for each.</param>
    public void MeasureProbabilities(bool isConvex)
    {
        foreach (var posterior in Posteriors.Inner(classes).TakeWhile(_ => classes == 2 || !Impropriety.IsClear))
        {
            var risk = isConvex ? FromOrigin(posterior, best) : Solve(posterior, posterior, posterior.Max()).Risk;
            Impropriety.Compare(posterior, best, risk, isConvex);
        }
    }

    private double FromOrigin(double[] posterior, double[] into)
    {
        Array.Clear(into, 0, into.Length);
        return minimiser.Descend(posterior, into, Scale);
    }

    /// <summary>The size of the losses, where the table has told it.</summary>
    private double Scale => table.IsValueCreated ? Table.Scale : 1e-3;

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

    private void Measure(double[] posterior, Solution solution)
    {
        IsAttained &= best.All(score => Math.Abs(score) < 35) && solution.Risk < FarOut.Limit(posterior);
        Impropriety.Compare(posterior, best, solution.Risk);
    }

    /// <summary>
    /// The violation by scores, or null if these decide rightly: the width of a tie is in units, which may be far too large for a loss.
    /// </summary>
    private Counterexample? Found(double[] posterior, double[] t, Goal goal, double[] scores, Failure failure = Failure.WrongClass)
    {
        var told = challenges.Tied(posterior, scores, Scale) ?? scores;
        var margin = Decisions.Margin(told, t, t.Max());
        if (margin > 0)
            return null;
        double[] logits = [.. told.Select(score => unit * score)];
        var (bayes, predicted) = (Array.IndexOf(t, t.Max()), Decisions.Predicted(told, t, 0));
        return new Counterexample(
            goal, failure == Failure.WrongClass && margin == 0 ? Failure.Tie : failure, prior.ToEquatable(), posterior.ToEquatable(),
            logits.ToEquatable(), link(logits).ToEquatable(), predicted, bayes, (t[bayes] - t[predicted]) / t.Sum());
    }

    private sealed record Solution(double Risk, double[]? Candidate, double OfCandidate);
}
