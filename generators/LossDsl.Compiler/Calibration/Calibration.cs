using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// The statistician: what the population minimiser of a declared loss decides, whether it gives probabilities, and how to get
/// them back. Theorems first, then a numerical search for counterexamples with two and three classes. Statements are about the
/// population risk with unrestricted scores; they speak of no model, no training and no finite sample.
/// </summary>
public static class Calibration
{
    /// <summary>The most evaluations of the loss for one declaration; what needs more stays undecided.</summary>
    public const int Budget = 600_000;

    /// <summary>The most nodes that are evaluated for one declaration: of a loss of very many there are fewer evaluations.</summary>
    private const long NodeBudget = 300L * Budget;

    /// <summary>Judges a declaration.</summary>
    /// <param name="declaration">A declaration without errors.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CalibrationReport Decide(Declaration declaration, CancellationToken cancellation)
    {
        var loss = LossCompilation.Of(declaration);
        var lowered = loss.Risk(cancellation);
        if (Population.Missing(loss.Model, lowered) is { } obstacle)
            return new CalibrationReport(declaration.Goal, new[] { ElementStage.All(0, obstacle) }.ToEquatable(), 0);
        var (differentiated, budget) = Differentiated(loss, cancellation);
        var phases = new List<PhaseReport>();
        var evaluations = 0;
        foreach (var (from, inside) in SchedulePhases.Of(declaration))
        {
            cancellation.ThrowIfCancellationRequested();
            var population = new Population(loss.Model, lowered, differentiated, inside) { Cancellation = cancellation };
            var phase = new PhaseDecision(declaration, population, budget - evaluations, cancellation);
            phases.Add(phase.Decide() with { From = from });
            evaluations += phase.Evaluations;
        }

        return new CalibrationReport(declaration.Goal, phases.ToEquatable(), evaluations);
    }

    /// <summary>
    /// Whether a softmax loss misses some goals in the last phase of its schedule: no more is looked for than that takes.
    /// </summary>
    /// <param name="declaration">A declaration without errors.</param>
    /// <param name="goals">The goals.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    internal static bool Misses(Declaration declaration, IReadOnlyList<Goal> goals, CancellationToken cancellation)
    {
        var loss = LossCompilation.Of(declaration);
        var lowered = loss.Risk(cancellation);
        if (Population.Missing(loss.Model, lowered) is not null)
            return false;
        var (differentiated, budget) = Differentiated(loss, cancellation);
        var population = new Population(loss.Model, lowered, differentiated,
            SchedulePhases.Of(declaration).Last().Inside)
        { Cancellation = cancellation };
        return new PhaseDecision(declaration, population, budget, cancellation).Misses(goals);
    }

    /// <summary>A loss with its gradient, and how many evaluations it may take.</summary>
    private static (LossIr Loss, int Budget) Differentiated(LossCompilation loss, CancellationToken cancellation)
    {
        var differentiated = loss.RiskGradient(cancellation);
        return (differentiated, (int)Math.Min(Budget, NodeBudget / differentiated.Nodes.Count));
    }
}
