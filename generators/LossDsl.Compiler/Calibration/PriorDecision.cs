using System;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Judges a softmax loss under one class prior.</summary>
internal sealed class PriorDecision
{
    private readonly Population population;
    private readonly SeparableForm? form;
    private readonly double[] prior;
    private readonly SeparableScan? scan;
    private readonly Func<int> left;
    private readonly CancellationToken cancellation;
    private LossProgram? program;
    private NumericStage? numeric;
    private GradientField? flow;
    private RiskMinimiser? minimiser;
    private ManyClasses? many;
    private DeclaredClasses? declared;
    private bool isSearched;

    /// <summary>A decision; more than three classes are a matter of theorems alone.</summary>
    /// <param name="population">The loss.</param>
    /// <param name="form">Its separable form, if it has one.</param>
    /// <param name="prior">The prior.</param>
    /// <param name="left">How many evaluations there may still be.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    public PriorDecision(Population population, SeparableForm? form, double[] prior, Func<int> left, CancellationToken cancellation)
    {
        (this.population, this.form, this.prior, this.left, this.cancellation) = (population, form, prior, left, cancellation);
        if (form is null || !double.IsPositiveInfinity(population.Domain))
            return;
        var inputs = population.Inputs(prior);
        scan = new SeparableScan(form, inputs, new ClassConstants(inputs, BoundDecision.NoRanges));
    }

    /// <summary>The number of classes.</summary>
    public int Classes => prior.Length;

    /// <summary>The loss in the separable form; null if it has none.</summary>
    public SeparableScan? Scan => scan;

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations
        => (program?.Evaluations ?? 0) + (many?.Evaluations ?? 0) + (declared?.Evaluations ?? 0) + (scan?.Evaluations ?? 0);

    /// <summary>Whether minimisers are at finite scores; null if it is not known.</summary>
    public bool? IsAttained
        => isSearched || numeric is { IsMeasured: true } ? numeric!.IsAttained
            : scan is { IsConvex: true, IsSteepAtZero: true, Falls: true, HasShared: false } ? true : null;

    /// <summary>Whether a risk has no lower bound; null if it is not known.</summary>
    public bool? IsUnboundedBelow
        => isSearched ? numeric!.FarOut.IsUnboundedBelow : scan is { Falls: true, HasShared: false } ? false : null;

    /// <summary>The loss of all labels, which takes the square of the number of classes.</summary>
    private LossProgram Program => program ??= population.Under(prior);

    private ManyClasses Many => many ??= new ManyClasses(population, Unit, left, cancellation);

    private DeclaredClasses Declared => declared ??= new DeclaredClasses(population, Unit, left, cancellation);

    /// <summary>
    /// How many evaluations of the program there may be in all: those so far and what is left of the budget that all priors
    /// share.
    /// </summary>
    private int Budget() => left() + Program.Evaluations;

    private bool IsSmall => prior.Length <= Priors.Tried;

    /// <summary>
    /// Whether what is found for this number of classes says nothing about others: the loss of the label does not fall, but
    /// does for many.
    /// </summary>
    private bool IsOfItsOwn
        => population.ReadsClassCount && population.Classes != prior.Length && scan is { FallsForCertain: false, Falls: false }
        && Shape.Of(form!.Own,
            new ClassConstants(population.Inputs(Priors.LongTail(Priors.Most)), BoundDecision.NoRanges).OfAll).FallsStrictly;

    /// <summary>Whether the risk has one minimum at most.</summary>
    private bool IsConvex => scan is { IsConvex: true, HasShared: false };

    private GradientField Field => flow ??= new GradientField(Program, Unit, prior, Softmax, Budget, cancellation);

    private double Unit => scan is { IsUniformScale: true } ? 1 / scan.Scale[0] : ScoreUnit.Of(Program);

    private NumericStage Numeric
    {
        get
        {
            if (numeric is null)
            {
                var unit = Unit;
                minimiser = new RiskMinimiser(Program, unit, population.Domain, Budget, cancellation);
                numeric = new NumericStage(minimiser, unit, prior, Softmax);
            }

            return numeric;
        }
    }

    /// <summary>The verdict on a goal; null if it is left to fewer classes.</summary>
    public CalibrationVerdict? On(Goal goal)
    {
        var closed = scan is null ? null : ClosedForms.Decide(scan, goal, prior, Verify);
        if (!IsSmall)
            return closed ?? Refuted(goal);
        var verdict = closed ?? Search(goal);
        return verdict.Kind == VerdictKind.Violated && IsOfItsOwn
            ? CalibrationVerdict.Undecided(
                $"it depends on the number of classes: it does not hold for C = {prior.Length}, and "
                    + $"{(population.Classes is { } classes ? $"C = {classes} is not looked at" : "C is not declared")}")
            : verdict;
    }

    private CalibrationVerdict Search(Goal goal)
    {
        if (population.IsStopped)
            return OfField(goal);
        if (!Numeric.HasValues)
            return CalibrationVerdict.Undecided("the loss has no finite value");
        isSearched |= goal == Goal.Accuracy;
        var found = Numeric.Refute(goal);
        // Without a limit at equal scores a tie is no minimum, whatever its risk.
        if (found is { Failure: Failure.Tie } && NumericObstacle is { } obstacle)
            return CalibrationVerdict.Undecided(obstacle);
        return found is not null
            ? CalibrationVerdict.Violated(OfAll(found) ?? found, "found by search")
            : Numeric.FarOut.IsDrifting
                ? CalibrationVerdict.Undecided("the risk still falls where scores are a million, and its limit is not to be told")
                : CalibrationVerdict.Numerically(
                    $"C = {prior.Length}, at {Posteriors.Inner(prior.Length).Count} posteriors and on the faces");
    }

    /// <summary>Where three classes do not stand for all that are declared, the worst tie of all of them, if there is one.</summary>
    private Counterexample? OfAll(Counterexample found) => population.HasBoundedScores ? Declared.Worst(found.Goal, Softmax) : null;

    /// <summary>Whether the loss is strictly proper with the softmax of the logits; null if it is left to fewer classes.</summary>
    public CalibrationVerdict? Proper()
    {
        var closed = scan is null ? null : ClosedForms.IsProper(scan);
        if (!IsSmall)
            return closed ?? Refuted(Goal.Probabilities);
        if (closed is not null)
            return closed;
        if (population.IsStopped)
            return OfField(Goal.Probabilities);
        if (scan is null && NumericObstacle is { } obstacle)
            return CalibrationVerdict.Undecided(obstacle);
        // A search that ended at a clear violation has not seen all posteriors.
        if (!isSearched || !Numeric.IsMeasured)
            Numeric.MeasureProbabilities(IsConvex);
        return Numeric.Impropriety.IsProper
            ? CalibrationVerdict.Numerically($"C = {prior.Length}, at {Posteriors.Inner(prior.Length).Count} posteriors")
            : CalibrationVerdict.Violated(Numeric.Impropriety.Example(), "the softmax of the minimiser is not P(y|x)");
    }

    /// <summary>The violation for many classes, where fewer do not stand for them.</summary>
    private CalibrationVerdict? Refuted(Goal goal)
        => scan is not null && population.ReadsClassCount && population.Classes == prior.Length
            && LogarithmicRisk.Refute(scan, goal, prior) is { } found
            ? CalibrationVerdict.Violated(found, $"C = {prior.Length}: the minimiser is p ∝ m, where the risk is −Σ m_k log p_k")
            : null;

    private Counterexample? Verify(double[] posterior, Goal goal)
        => !IsSmall ? null
            : population.IsStopped ? Field.Try(posterior, goal)
            : IsConvex ? Numeric.Verify(posterior, goal)
            : Numeric.Try(posterior, goal);

    private CalibrationVerdict OfField(Goal goal)
        => Field.Refute(goal) is { } found
            ? CalibrationVerdict.Violated(found,
                "found by search for the rest points of the emitted gradient, which holds a factor constant")
            : Field.IsSettled
                ? CalibrationVerdict.Numerically(
                    $"C = {prior.Length}, by the rest points of the emitted gradient, which holds a factor constant, at "
                        + $"{Posteriors.Inner(prior.Length).Count} posteriors")
                : CalibrationVerdict.Undecided(
                    "the emitted gradient holds a factor constant, is that of no risk, and does not come to rest from every start");

    /// <summary>The way back to probabilities.</summary>
    public LinkDescription Link()
        => form is not null && scan is not null ? InverseLink.Of(form, scan, population)
            : !IsSmall ? LinkDescription.None("more than three classes have one in closed form only")
            : !double.IsPositiveInfinity(population.Domain) ? LinkDescription.None("the scores are bounded")
            : InverseLink.Numeric(population.Lowered, NumericIsShiftInvariant, () => population.IsStopped
                || (Numeric.Attains() && Many.Attain()));

    private string? NumericObstacle
        => !Numeric.HasValues ? "the loss has no finite value"
            : !EqualScores.HaveLimit(minimiser!.LossesOfAll, prior.Length) ? "the loss has no limit where all scores are equal"
            : null;

    private bool NumericIsShiftInvariant => Numeric is not null && minimiser!.IsShiftInvariant;

    private static double[] Softmax(double[] logits)
    {
        var max = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - max))];
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
