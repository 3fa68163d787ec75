using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A loss ℓ_y = a_y log p_y + W_y Σ_k b_k log p_k, as cross-entropy with smoothed targets and class weights: its risk is −Σ_k m_k log
/// p_k with m_k = −η_k a_k − b_k Σ_y η_y W_y, which for m > 0 is a cross-entropy and has its minimiser at p = m/Σ m, for any number of
/// classes.
/// </summary>
internal static class LogarithmicRisk
{
    private const double Top = 0.5, Second = 0.3;

    /// <summary>Differences between scores that are roundings, of minimisers in closed form.</summary>
    private const double Rounding = 1e-9;

    /// <summary>
    /// The violation of a goal with the largest regret among some posteriors; null if there is none, or the loss is another.
    /// </summary>
    /// <param name="scan">The loss.</param>
    /// <param name="goal">Accuracy, balanced accuracy or probabilities.</param>
    /// <param name="prior">The prior, whose length is the number of classes, at least 3.</param>
    public static Counterexample? Refute(SeparableScan scan, Goal goal, double[] prior)
    {
        if (!scan.IsUniformScale || scan.Logarithms is not { } of)
            return null;
        var (frequent, rare) = (Array.IndexOf(prior, prior.Max()), Array.LastIndexOf(prior, prior.Min()));
        if (frequent == rare)
            rare = frequent == 0 ? 1 : 0;
        var criterion = Decisions.Criterion(goal, prior);
        return new[] { (frequent, rare), (rare, frequent) }
            .Select(pair => Try(scan, of, goal, prior, criterion, pair.Item1, pair.Item2))
            .OfType<Counterexample>().OrderByDescending(found => found.Regret).FirstOrDefault();
    }

    private static Counterexample? Try(
        SeparableScan scan, (double[] Own, double[] Shared, double[] Weight) of, Goal goal, double[] prior, double[] criterion, int top,
            int second)
    {
        double[] t = [.. prior.Select((_, k) => k == top ? Top : k == second ? Second : (1 - Top - Second) / (prior.Length - 2))];
        var posterior = Posteriors.FromTargets(t, criterion);
        var weight = posterior.Select((eta, y) => eta * of.Weight[y]).Sum();
        double[] m = [.. posterior.Select((eta, k) => -(eta * of.Own[k]) - (of.Shared[k] * weight))];
        if (!m.All(share => share > 0))
            return null;
        double[] scores = [.. m.Select((share, k) => (Math.Log(share) - scan.Shift[k]) / scan.Scale[k])];
        var largest = scores.Max();
        double[] powers = [.. scores.Select(score => Math.Exp(score - largest))];
        var total = powers.Sum();
        double[] probabilities = [.. powers.Select(power => power / total)];
        var margin = Decisions.Margin(scores, t, t.Max());
        var predicted = goal == Goal.Probabilities
            ? Array.IndexOf(probabilities, probabilities.Max())
            : Decisions.Predicted(scores, t, Rounding);
        var regret = goal == Goal.Probabilities ? probabilities.Zip(posterior, (p, eta) => Math.Abs(p - eta)).Max()
            : (t[top] - t[predicted]) / t.Sum();
        var isMissed = goal == Goal.Probabilities ? regret > Impropriety.Proper : margin <= Rounding;
        return !isMissed ? null : new Counterexample(
            goal, goal != Goal.Probabilities && margin >= -Rounding ? Failure.Tie : Failure.WrongClass,
            prior.ToEquatable(), posterior.ToEquatable(), scores.ToEquatable(), probabilities.ToEquatable(), predicted, top, regret);
    }
}
