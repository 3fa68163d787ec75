using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// What theorems say about a loss in the separable form. Their conditions are checked by calculus where it suffices, which
/// makes a proof, else by a scan, which does not. A dagger marks this project's own derivations.
/// </summary>
internal static class ClosedForms
{
    /// <summary>The least regret that counts.</summary>
    public const double LeastRegret = 0.02;

    private const double Exact = 1e-9;

    /// <summary>What no count of examples tells from where the goal has it.</summary>
    private const double Negligible = 1e-6;

    /// <summary>
    /// The verdict on a goal under one prior; null if no theorem decides, and of more than three classes where it does not
    /// hold.
    /// </summary>
    /// <param name="scan">The loss.</param>
    /// <param name="goal">Accuracy or balanced accuracy.</param>
    /// <param name="prior">The prior, whose length is the number of classes.</param>
    /// <param name="verify">The violation at a posterior, if it is one.</param>
    public static CalibrationVerdict? Decide(SeparableScan scan, Goal goal, double[] prior, Func<double[], Goal, Counterexample?> verify)
    {
        if (!scan.IsUniformScale)
            return null;
        var criterion = Decisions.Criterion(goal, prior);
        if (prior.Length > Priors.Tried)
        {
            return Certificate(scan) is not { } ofMany ? null
                : scan.TiesAre(criterion, Exact) ? Holds(ofMany)
                : scan.TiesAre(criterion, Negligible) ? Almost(ofMany.Text, Negligible)
                : null;
        }

        if (Certificate(scan) is not { } certificate)
            return scan is { IsUnshifted: true, HasShared: false, Weights: not null, IsConvexForCertain: true, FallsAtHalf: false }
                && prior.Length == 2
                ? Violated(scan, goal, criterion, verify,
                    "P†: φ is convex and does not fall at p = 1/2, so that two classes tie whatever their posterior")
                : null;
        var (deviation, isRule) = Deviation(scan, criterion);
        if (deviation <= Exact)
            return Holds(certificate);
        if (deviation <= Negligible)
            return Almost(certificate.Text, deviation);
        return Violated(scan, goal, criterion, verify, isRule ? Rule(scan)
            : "two classes tie at posteriors whose ratio depends on their probability")
            ?? (isRule && IsWeighting(scan) && Math.Tanh(deviation / 4) < LeastRegret ? Nearly(scan, goal, deviation) : null);
    }

    /// <summary>Whether a loss is strictly proper with the softmax of the logits, by theorem; null if none decides.</summary>
    public static CalibrationVerdict? IsProper(SeparableScan scan)
        => scan is { IsUniformScale: true, IsUnshifted: true, HasShared: false }
            && scan is { IsLogarithm: true, FallsForCertain: true, Weights: { } weights }
            && weights.All(weight => Math.Abs(weight - 1) <= Exact) && Math.Abs(scan.Scale[0] - 1) <= Exact
            ? CalibrationVerdict.Proven("the logarithmic score is strictly proper, and softmax reaches every posterior without zeros")
            : null;

    /// <summary>Why ties decide: the minimiser is ordered as its ties say.</summary>
    public static (string Text, bool IsProof)? Certificate(SeparableScan scan)
    {
        const string Weights = "; W: weights multiply the posterior, rule argmax w_y P(y|x)";
        // Where a function falls without bound, every vertex has the same infimum.
        if (!scan.FallsForCertain && !scan.IsBoundedBelow)
            return null;
        if (scan is { IsUnshifted: true, Weights: { } weights } && scan.IsSharedNeutral)
        {
            var weighted = weights.All(weight => Math.Abs(weight - 1) <= Exact) ? "" : Weights;
            if (scan.FallsForCertain)
                return ((scan.HasShared
                    ? "S1†: the loss of the label falls strictly in its probability, and the rest is symmetric in the classes"
                    : "S1†: φ falls strictly") + weighted, true);
            if (!scan.HasShared && scan.IsConvexForCertain && scan.FallsAtHalf)
                return ("P†: φ is convex and φ'(1/2) < 0" + weighted, true);
            if (scan.Falls)
                return ($"S1† at {scan.Points} values of φ', for every number of classes" + weighted, false);
        }

        if (scan.HasShared)
            return null;
        if (scan.IsLogarithm && scan.FallsForCertain)
            return ("Menon et al. 2021, Theorem 1: cross-entropy with weights w and shifts b, rule argmax P(y|x) w_y e^(−b_y)", true);
        return scan.IsConvex
            && scan.Falls ? ($"A1†, M1† at {scan.Points} values of φ', for every number of classes: ties are where the goal has them",
                false) : null;
    }

    /// <summary>
    /// The largest |log| of the ratio of posteriors at which two classes tie, over the one that the goal wants; and whether
    /// it is the same at every probability.
    /// </summary>
    public static (double Deviation, bool IsRule) Deviation(SeparableScan scan, double[] criterion)
    {
        var (largest, isRule) = (0.0, true);
        foreach (var (i, j) in Pairs(criterion.Length))
        {
            var first = double.NaN;
            foreach (var share in Shares(criterion.Length))
            {
                var deviation = Math.Log(scan.Tie(i, j, share).Ratio * criterion[i] / criterion[j]);
                if (double.IsNaN(first))
                    first = deviation;
                isRule &= Math.Abs(deviation - first) <= Exact;
                largest = deviation is double.NaN ? double.PositiveInfinity : Math.Max(largest, Math.Abs(deviation));
            }
        }

        return (largest, isRule);
    }

    /// <summary>The violation of the largest regret among posteriors half way between a tie and where the goal has it.</summary>
    private static CalibrationVerdict? Violated(SeparableScan scan, Goal goal, double[] criterion,
        Func<double[], Goal, Counterexample?> verify, string note)
    {
        var expected = new List<(double Regret, double[] Posterior)>();
        foreach (var (i, j) in Pairs(criterion.Length))
        {
            foreach (var share in Shares(criterion.Length).Where((_, index) => index % 5 == 0))
            {
                var (ratio, posterior) = scan.Tie(i, j, share);
                if (double.IsNaN(ratio) || ratio <= 0 || posterior.Any(eta => !(eta >= 0)))
                    continue;
                var pair = posterior[i] + posterior[j];
                var between = Math.Sqrt(ratio * criterion[j] / criterion[i]);
                posterior[i] = pair * between / (1 + between);
                posterior[j] = pair / (1 + between);
                double[] t = [.. posterior.Select((eta, k) => eta * criterion[k])];
                if (t.Max() <= Math.Max(t[i], t[j]))
                    expected.Add((Math.Abs(t[i] - t[j]) / t.Sum(), posterior));
            }
        }

        foreach (var (_, posterior) in expected.OrderByDescending(one => one.Regret).Take(3))
        {
            if (verify(posterior, goal) is { Regret: >= LeastRegret } found)
                return CalibrationVerdict.Violated(found, note);
        }

        return null;
    }

    private static CalibrationVerdict Holds((string Text, bool IsProof) certificate)
        => certificate.IsProof ? CalibrationVerdict.Proven(certificate.Text) : CalibrationVerdict.Numerically(certificate.Text);

    /// <summary>Whether the rule is one of factors by what the loss is; that ties of two classes have one ratio says nothing.</summary>
    private static bool IsWeighting(SeparableScan scan)
        => scan is { HasShared: false, IsLogarithm: true } or { IsUnshifted: true, Weights: not null };

    private static CalibrationVerdict Almost(string certificate, double deviation)
        => CalibrationVerdict.Numerically(
            FormattableString.Invariant($"{certificate}; ties are within {deviation:G1} of where the goal has them"));

    /// <summary>A rule so near that of the goal that the regret half way between them is none that counts.</summary>
    private static CalibrationVerdict Nearly(SeparableScan scan, Goal goal, double deviation)
    {
        var verdict = CalibrationVerdict.Numerically(FormattableString.Invariant(
            $"nearly: {Rule(scan)}, within {100 * (Math.Exp(deviation) - 1):G2} % of {(goal == Goal.BalancedAccuracy ? "1/π_y" : "1")}"));
        return verdict with { Off = deviation };
    }

    private static string Rule(SeparableScan scan)
    {
        // At a tie η_i r_i = η_j r_j: the loss predicts argmax η r.
        var factors = Enumerable.Range(0, scan.Classes).Select(k => k == 0 ? 1 : scan.Tie(0, k, 0.5).Ratio);
        return "the loss predicts argmax P(y|x) r_y with r ∝ "
            + $"({string.Join(", ", factors.Select(factor => factor.ToString("G4", System.Globalization.CultureInfo.InvariantCulture)))})";
    }

    /// <summary>Every two classes.</summary>
    public static IEnumerable<(int I, int J)> Pairs(int classes)
        => Enumerable.Range(0, classes).SelectMany(i => Enumerable.Range(i + 1, classes - i - 1).Select(j => (i, j)));

    /// <summary>The shares of a tie that are tried; with two classes it leaves nothing for others.</summary>
    public static IEnumerable<double> Shares(int classes) => classes == 2 ? [1.0] : Enumerable.Range(1, 40).Select(i => i / 40.0);
}
