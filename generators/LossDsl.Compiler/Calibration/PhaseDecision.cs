using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Judges a loss in one phase of its schedule: theorems where its form has some, numbers elsewhere.</summary>
internal sealed class PhaseDecision(Declaration declaration, Population population, int budget, CancellationToken cancellation)
{
    private readonly SeparableForm? form = declaration.Head == Heads.Softmax ? SeparableForm.Of(population.Lowered, population) : null;
    private readonly List<PriorDecision> priors = [];
    private int ofOthers;

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => ofOthers + priors.Sum(prior => prior.Evaluations);

    private int Left() => budget - Evaluations;

    /// <summary>The verdicts.</summary>
    public PhaseReport Decide()
    {
        var report = DecideHere();
        if (Population.Given(population.Lowered) is not null)
            return report;
        var reports = new List<PhaseReport>();
        foreach (var other in ExampleTotals.Others(population, Priors.Of(declaration, true).Last()))
        {
            var decision = new PhaseDecision(declaration, other, budget - Evaluations, cancellation);
            reports.Add(decision.DecideHere());
            ofOthers += decision.Evaluations;
        }

        return reports.Count == 0 ? report : ExampleTotals.Together(report, reports);
    }

    /// <summary>Whether the goals are missed by more than what counts.</summary>
    public bool Misses(IReadOnlyList<Goal> goals)
    {
        bool IsMissed(CalibrationVerdict verdict) => verdict.Counterexample is { Regret: >= ClosedForms.LeastRegret };
        // What depends on more than the number of classes takes all there is to a verdict.
        if (declaration.Head != Heads.Softmax || population.LacksCounts || population.Representatives.Count > 0
            || Population.Given(population.Lowered) is not null)
            return Decide() is var report && goals.All(goal => IsMissed(report.On(goal)!));
        AddPriors();
        try
        {
            return goals.All(goal => IsMissed(Together(prior => goal == Goal.Probabilities ? prior.Proper() : prior.On(goal))));
        }
        catch (BudgetExceededException)
        {
            return false;
        }
    }

    private void AddPriors()
    {
        if (Priors.OfMany(declaration, population.ReadsClassCount) is { } many)
            priors.Add(new PriorDecision(population, form, many, Left, cancellation));
        priors.AddRange(Priors.Of(declaration, population.ReadsPrior)
            .Select(prior => new PriorDecision(population, form, prior, Left, cancellation)));
    }

    /// <summary>The verdicts for the number of examples that the population has.</summary>
    private PhaseReport DecideHere()
    {
        var given = Population.Given(population.Lowered);
        if (given is not null || population.Representatives.Count > 0)
            return Open(given);

        if (declaration.Head != Heads.Softmax)
        {
            var elements = new ElementStage(population, declaration, cancellation);
            var report = elements.Decide();
            ofOthers = elements.Evaluations;
            return report;
        }

        AddPriors();
        try
        {
            var accuracy = Together(prior => prior.On(Goal.Accuracy));
            var balanced = Together(prior => prior.On(Goal.BalancedAccuracy));
            var proper = Together(prior => prior.Proper());
            // What is known of the declared number of classes goes before what is found for fewer, where these do not stand for it.
            var last = population.ReadsClassCount && priors[0].Scan is { Classes: > Priors.Tried } ? priors[0] : priors[priors.Count - 1];
            return new PhaseReport(population.Epoch, accuracy, balanced, proper, last.Link())
            {
                IsAttained = priors.Any(prior => prior.IsAttained == false) ? false : last.IsAttained,
                IsUnboundedBelow = priors.Any(prior => prior.IsUnboundedBelow == true) ? true : last.IsUnboundedBelow,
                Cap = last.Scan?.Cap,
                RisesAt = last.Scan?.RisesAt,
                FadesAtZero = last.Scan?.FadesAtZero,
            };
        }
        catch (BudgetExceededException exceeded)
        {
            return ElementStage.All(population.Epoch, exceeded.Message);
        }
    }

    /// <summary>Of a loss of which numbers are known only to an instance or a call.</summary>
    private PhaseReport Open(string? given)
    {
        var link = new OpenLink(declaration, population, form, budget, cancellation);
        PhaseReport report;
        if (given is not null)
        {
            report = ElementStage.All(population.Epoch, given) with { Note = link.Rule };
        }
        else
        {
            var bound = new BoundDecision(declaration, population, form, budget, cancellation);
            report = bound.Decide();
            ofOthers += bound.Evaluations;
        }

        report = report with { Link = link.Decide() };
        ofOthers += link.Evaluations;
        return report;
    }

    /// <summary>What holds for some prior or number of classes by numbers alone, with all that was tried.</summary>
    private static CalibrationVerdict? Numerically(List<CalibrationVerdict> verdicts)
    {
        var numerical = verdicts.Where(verdict => verdict.Kind == VerdictKind.HoldsNumerically).ToList();
        return numerical.Count == 0 ? null
            : CalibrationVerdict.Numerically(
                string.Join("; ", numerical.Select(verdict => verdict.Note).Distinct())) with
            {
                Off =
                    numerical.Max(verdict => verdict.Off)
            };
    }

    /// <summary>One verdict from those of all priors: a violation of any stands, and nothing holds that does not for all.</summary>
    private CalibrationVerdict Together(Func<PriorDecision, CalibrationVerdict?> decide)
    {
        var verdicts = new List<CalibrationVerdict>();
        foreach (var prior in priors)
        {
            if (decide(prior) is not { } verdict)
                continue;
            verdicts.Add(verdict);
            // A proof for all declared classes needs no numbers for fewer.
            if (verdict is { Counterexample.Regret: >= 0.05 } || (verdict.Kind == VerdictKind.Proven && prior.Classes > Priors.Tried))
                break;
        }

        return verdicts.Where(verdict => verdict.Kind == VerdictKind.Violated).OrderByDescending(verdict => verdict.Counterexample!.Regret)
            .FirstOrDefault()
            ?? (ScoreBound.Doubt(declaration) is { } doubt ? CalibrationVerdict.Undecided(doubt) : null)
            ?? verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.Undecided)
            ?? Numerically(verdicts)
            ?? verdicts[0];
    }
}
