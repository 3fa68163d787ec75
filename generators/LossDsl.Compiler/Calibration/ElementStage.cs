using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Losses per element, of a sigmoid or Gumbel head: for each output, the posterior η of whose risk η φ₊ + (1 − η) φ₋ a score is
/// the minimiser, η = φ₋'/(φ₋' − φ₊'), and whether the score crosses p = 1/2 where the goal wants it.
/// </summary>
internal sealed class ElementStage
{
    private const double Exact = 1e-9;

    private readonly Population population;
    private readonly Heads head;
    private readonly double[]? declared;
    private readonly LossProgram program;
    private readonly List<OutputCurve> outputs;
    private readonly ElementProof? proof;

    /// <summary>A stage.</summary>
    /// <param name="population">The loss.</param>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    public ElementStage(Population population, Declaration declaration, CancellationToken cancellation)
    {
        (this.population, head, declared) = (population, declaration.Head, Priors.Declared(declaration));
        // With three classes it shows whether an output's loss depends on which other label applies.
        var prior = Priors.Of(declaration, false).Last();
        program = population.Under(prior);
        outputs = [.. Enumerable.Range(0, prior.Length).Select(k => OutputCurve.Of(program, k, Middle, cancellation))];
        if (outputs.Any(output => output.Obstacle is not null) || ElementForm.Of(population.Lowered, population) is not { } form)
            return;
        var all = declared ?? prior;
        proof = new ElementProof(form, head, all.Length, new ClassConstants(population.Inputs(all), BoundDecision.NoRanges));
    }

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => program.Evaluations;

    /// <summary>What is known about every output.</summary>
    public PhaseReport Decide()
    {
        if (outputs.FirstOrDefault(output => output.Obstacle is not null) is { } bad)
            return All(population.Epoch, bad.Obstacle == OutputCurve.NoValue && population.LacksCounts
                ? "it depends on class counts and on the number of samples, which are not declared"
                : bad.Obstacle!);
        var proper = outputs.Select(Proper).OrderByDescending(verdict => verdict.Counterexample?.Regret ?? 0).First();
        return new PhaseReport(
            population.Epoch,
            Judge(Goal.Accuracy, [.. outputs.Select(output => (output, 0.5))]),
            Balanced(),
            proof is { IsProper: true }
                ? CalibrationVerdict.Proven(
                    "the logarithmic score is strictly proper, and the link reaches every posterior between 0 and 1") : proper,
            InverseLink.OfOutput(population, [.. outputs.Select(output => output.Image)]))
        {
            IsAttained = outputs.All(output => output.IsAttained),
            IsUnboundedBelow = outputs.Any(output => output.IsUnbounded),
            Threshold = Threshold,
        };
    }

    /// <summary>A report that says the same of everything.</summary>
    public static PhaseReport All(double epoch, string reason)
    {
        var undecided = CalibrationVerdict.Undecided(reason);
        return new PhaseReport(epoch, undecided, undecided, undecided, LinkDescription.None(reason));
    }

    /// <summary>The score at which p = 1/2.</summary>
    private double Middle => head == Heads.Gumbel ? -Math.Log(Math.Log(2)) : 0;

    /// <summary>Whether there are more classes than outputs that are looked at, and these differ.</summary>
    private bool AreSome => declared is { Length: > 3 } && population.ReadsPrior;

    /// <summary>Why every output decides by the threshold of the middle; null if nothing proves it.</summary>
    private string? Certificate
        => AreSome ? proof?.CertificateOfHalf : outputs.All(output => output.IsCutAt(Middle)) ? proof?.Certificate : null;

    /// <summary>The posterior above which p exceeds 1/2, if it is one for all outputs and decides.</summary>
    private double? Threshold
        => outputs.All(output => (Certificate is not null || output.Image is not null) && output.EtaAt(Middle) is > 0 and < 1
            && Math.Abs(output.EtaAt(Middle) - outputs[0].EtaAt(Middle)) <= Exact)
            && (!AreSome || Certificate is not null)
            ? outputs[0].EtaAt(Middle)
            : null;

    private double Probability(double score) => head == Heads.Gumbel ? Math.Exp(-Math.Exp(-score)) : Math.Exp(Scalar.LogSigmoid(score));

    /// <summary>
    /// P(y|x)/π_y of "applies" has to exceed that of "does not": P(y|x) the share of examples to which the label applies.
    /// </summary>
    private CalibrationVerdict Balanced()
    {
        const string Needs = "the balanced accuracy of an output depends on how often its label applies, which ";
        if (declared is null)
        {
            return population.ReadsPrior
                ? CalibrationVerdict.Undecided(Needs + "takes the number of examples besides class counts, and is not declared")
                : Judge(Goal.BalancedAccuracy, [.. Priors.OfOutput.Select(share => (outputs[0], share))]);
        }

        return declared.Length <= 3 ? Judge(Goal.BalancedAccuracy, [.. outputs.Select((output, k) => (output, declared[k]))])
            : population.ReadsPrior
            ? CalibrationVerdict.Undecided(Needs + "for more than three classes that the loss tells apart is not looked at")
            : Judge(Goal.BalancedAccuracy, [.. new[] { declared.Min(), declared.Max() }.Select(share => (outputs[0], share))]);
    }

    /// <summary>
    /// Whether p exceeds 1/2 where the goal wants it, for outputs each with the share of examples to which its label applies;
    /// 1/2 for accuracy.
    /// </summary>
    private CalibrationVerdict Judge(Goal goal, IReadOnlyList<(OutputCurve Output, double Share)> cases)
    {
        if (cases.Select(one => Refute(goal, one.Output, one.Share)).OfType<(Counterexample By, OutputCurve Output)>()
            .OrderByDescending(found => found.By.Regret).FirstOrDefault() is { By: { } worst } refuted)
        {
            return CalibrationVerdict.Violated(worst, Certificate is not null || refuted.Output.IsRising
                ? FormattableString.Invariant($"B2: p > 1/2 means P(y|x) > {refuted.Output.EtaAt(Middle):G3}")
                : "found by search");
        }

        var isExact = cases.All(one => Math.Abs(one.Output.EtaAt(Middle) - one.Share) < Exact);
        return isExact && Certificate is { } certificate ? CalibrationVerdict.Proven(certificate)
            : CalibrationVerdict.Numerically(isExact && cases.All(one => one.Output.IsRising)
                ? $"B2 at {OutputCurve.Points} scores, for every output: P(y|x) = φ₋'/(φ₋' − φ₊') rises with the score, and is where p "
                    + "is 1/2 as the goal wants it"
                : "at 98 posteriors of every output");
    }

    private (Counterexample By, OutputCurve Output)? Refute(Goal goal, OutputCurve output, double share)
    {
        // What the goal compares: P(y|x)/π_y of both outcomes, scaled to a sum of 1. The clearest violation first.
        foreach (var t in Enumerable.Range(1, 99).Select(i => i / 100.0).Where(t => Math.Abs((2 * t) - 1) >= 0.019)
            .OrderByDescending(t => Math.Abs((2 * t) - 1)))
        {
            var eta = t * share / ((t * share) + ((1 - t) * (1 - share)));
            var (index, risk) = output.Lowest(eta);
            var (score, wanted) = (output.Scores[index], t > 0.5);
            Counterexample Example(Failure failure, double at) => Found(goal, failure, share, eta, at, Math.Abs((2 * t) - 1), wanted);
            if (output.IsBottomless(eta, wanted ? -1 : 1))
                return (Example(Failure.UnboundedBelow, output.Scores[wanted ? 0 : OutputCurve.Points - 1]), output);
            // The grid holds the middle itself: its neighbours decide.
            var margin = wanted ? score - Middle : Middle - score;
            if (margin > 0 || (margin == 0 && output.Crosses(eta, index) == wanted) || output.IsBottomless(eta, wanted ? 1 : -1))
                continue;
            var (low, high) = wanted ? (Middle, double.PositiveInfinity) : (double.NegativeInfinity, Middle);
            if (!output.IsUndercut(eta, low, high, risk))
                return (Example(margin == 0 ? Failure.Tie : Failure.WrongClass, score), output);
        }

        return null;
    }

    private CalibrationVerdict Proper(OutputCurve output)
    {
        var known = Enumerable.Range(0, OutputCurve.Points).Where(i => Math.Abs(output.Scores[i]) < 12 && output.Etas[i] is >= 0 and <= 1)
            .ToList();
        if (known.Count == 0)
            return CalibrationVerdict.Undecided(
                "the slopes of the loss are 0 or not finite, or no posterior has its minimiser at a finite score");
        var worst = known.OrderByDescending(i => Math.Abs(output.Etas[i] - Probability(output.Scores[i]))).First();
        var difference = Math.Abs(output.Etas[worst] - Probability(output.Scores[worst]));
        if (difference < 1e-6 && output.IsRising)
            return CalibrationVerdict.Numerically("B2 at 241 scores, for every output: φ₋'/(φ₋' − φ₊') is the link itself");
        if (difference >= 1e-4)
            return CalibrationVerdict.Violated(
                Found(Goal.Probabilities, Failure.WrongClass, 0.5, output.Etas[worst], output.Scores[worst], difference,
                    output.Etas[worst] > 0.5), "P(y|x) = φ₋'/(φ₋' − φ₊') is not p");
        return CalibrationVerdict.Undecided("the slopes of the loss do not rise or fall strictly");
    }

    private Counterexample Found(Goal goal, Failure failure, double share, double eta, double score, double regret, bool applies)
        => new(
            goal,
            failure,
            new[] { 1 - share, share }.ToEquatable(),
            new[] { 1 - eta, eta }.ToEquatable(),
            new[] { score }.ToEquatable(),
            new[] { 1 - Probability(score), Probability(score) }.ToEquatable(),
            applies ? 0 : 1,
            applies ? 1 : 0,
            regret);
}
