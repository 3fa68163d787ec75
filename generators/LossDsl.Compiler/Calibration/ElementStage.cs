using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Losses per element, of a sigmoid or Gumbel head: for each output, the posterior η of whose risk η φ₊ + (1 − η) φ₋ a score is
/// the minimiser, η = φ₋'/(φ₋' − φ₊'), and whether the score crosses p = 1/2 where η does.
/// </summary>
internal sealed class ElementStage(Population population, double[] prior, Heads head, CancellationToken cancellation)
{
    private const int Points = 241;
    private const double Widest = 30;

    /// <summary>A score at which penalties win over what falls with the score, and a loss that nothing bounded has there.</summary>
    private const double Farthest = 1e12, Bottomless = 1e6;

    private readonly LossProgram program = population.Under(prior);
    private readonly int classes = prior.Length;

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => program.Evaluations;

    /// <summary>What is known about every output.</summary>
    public PhaseReport Decide()
    {
        var outputs = Enumerable.Range(0, classes).Select(Output).ToList();
        if (outputs.FirstOrDefault(output => output.Obstacle is not null) is { } bad)
            return All(population.Epoch, bad.Obstacle!);
        var accuracy = outputs.Select(Accuracy).OrderByDescending(verdict => verdict.Counterexample?.Regret ?? 0).First();
        var proper = outputs.Select(Proper).OrderByDescending(verdict => verdict.Counterexample?.Regret ?? 0).First();
        return new PhaseReport(
            population.Epoch,
            accuracy,
            CalibrationVerdict.Undecided("the balanced accuracy of an output depends on how often its label applies, which is not declared"),
            proper,
            outputs.All(output => output.IsRising) ? Link() : LinkDescription.None("φ₋'/(φ₋' − φ₊') does not rise with the score: some posteriors share a minimiser, or have several"))
        {
            IsAttained = outputs.All(output => output.IsRising && output.Etas[0] < 0.01 && output.Etas[Points - 1] > 0.99),
            IsUnboundedBelow = outputs.Any(output => output.IsUnbounded),
            Threshold = outputs.All(output => output.IsRising && Math.Abs(output.EtaAt(Middle) - outputs[0].EtaAt(Middle)) < 1e-9) ? outputs[0].EtaAt(Middle) : null,
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

    private double Probability(double score) => head == Heads.Gumbel ? Math.Exp(-Math.Exp(-score)) : Math.Exp(Scalar.LogSigmoid(score));

    private OutputCurve Output(int k)
    {
        var curve = new OutputCurve();
        var (z, losses, gradients) = (new double[classes], new double[classes], new double[classes * classes]);
        var label = k == 0 ? 1 : 0;
        for (var i = 0; i < Points; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var score = Middle + (Widest * Math.Sinh(4 * ((2.0 * i / (Points - 1)) - 1)) / Math.Sinh(4));
            double? expected = null;
            foreach (var others in (double[])[-1, 0.5])
            {
                for (var j = 0; j < classes; j++)
                    z[j] = j == k ? score : others;
                program.Evaluate(z, losses);
                program.Gradients(gradients);
                var (positive, negative) = (gradients[(k * classes) + k], gradients[(label * classes) + k]);
                var eta = negative / (negative - positive);
                if (expected is null)
                {
                    curve.Add(score, positive, negative, eta, losses[k], losses[label]);
                    expected = positive + (Math.PI * negative);
                }
                else if (!(Math.Abs(expected.Value - positive - (Math.PI * negative)) <= 1e-9 * (1e-9 + Math.Abs(expected.Value))))
                {
                    curve.Obstacle = "the loss of an output depends on other outputs or labels of its row";
                }

                for (var y = 0; y < classes; y++)
                {
                    if (y != k && Math.Abs(gradients[(y * classes) + k] - negative) > 1e-9 * (1e-9 + Math.Abs(negative)))
                        curve.Obstacle = "the loss of an output depends on which other label applies";
                }
            }
        }

        foreach (var far in (double[])[-Farthest, Farthest])
        {
            for (var j = 0; j < classes; j++)
                z[j] = j == k ? far : 0;
            program.Evaluate(z, losses);
            curve.IsUnbounded |= losses[k] < -Bottomless || losses[label] < -Bottomless;
        }

        return curve;
    }

    private CalibrationVerdict Accuracy(OutputCurve output)
    {
        Counterexample? worst = null;
        for (var i = 1; i < 100; i++)
        {
            var eta = i / 100.0;
            if (Math.Abs((2 * eta) - 1) < 0.019)
                continue;
            var (index, _) = output.Lowest(eta);
            var (score, wanted) = (output.Scores[index], eta > 0.5);
            // The grid holds the middle itself: its neighbours decide.
            var margin = wanted ? score - Middle : Middle - score;
            if (margin > 0 || (margin == 0 && output.Crosses(eta, index) == wanted))
                continue;
            var found = Found(Goal.Accuracy, output.IsUnbounded ? Failure.UnboundedBelow : margin == 0 ? Failure.Tie : Failure.WrongClass, eta, score, Math.Abs((2 * eta) - 1));
            if (worst is null || found.Regret > worst.Regret)
                worst = found;
        }

        if (worst is not null)
            return CalibrationVerdict.Violated(worst, FormattableString.Invariant($"B2: p > 1/2 means P(y|x) > {output.EtaAt(Middle):G3}"));
        return output.IsRising && Math.Abs(output.EtaAt(Middle) - 0.5) < 1e-9
            ? CalibrationVerdict.Numerically("B2 at 241 scores, for every output: P(y|x) = φ₋'/(φ₋' − φ₊') rises with the score, and is 1/2 where p is")
            : CalibrationVerdict.Numerically("at 98 posteriors of every output");
    }

    private CalibrationVerdict Proper(OutputCurve output)
    {
        var known = Enumerable.Range(0, Points).Where(i => Math.Abs(output.Scores[i]) < 12 && output.Etas[i] is >= 0 and <= 1).ToList();
        if (known.Count == 0)
            return CalibrationVerdict.Undecided("the slopes of the loss are 0 or not finite, or no posterior has its minimiser at a finite score");
        var worst = known.OrderByDescending(i => Math.Abs(output.Etas[i] - Probability(output.Scores[i]))).First();
        var difference = Math.Abs(output.Etas[worst] - Probability(output.Scores[worst]));
        if (difference < 1e-6 && output.IsRising)
            return CalibrationVerdict.Numerically("B2 at 241 scores, for every output: φ₋'/(φ₋' − φ₊') is the link itself");
        if (difference >= 1e-4)
            return CalibrationVerdict.Violated(Found(Goal.Probabilities, Failure.WrongClass, output.Etas[worst], output.Scores[worst], difference), "P(y|x) = φ₋'/(φ₋' − φ₊') is not p");
        return CalibrationVerdict.Undecided("the slopes of the loss do not rise or fall strictly");
    }

    private Counterexample Found(Goal goal, Failure failure, double eta, double score, double regret)
        => new(
            goal,
            failure,
            new[] { 0.5, 0.5 }.ToEquatable(),
            new[] { 1 - eta, eta }.ToEquatable(),
            new[] { score }.ToEquatable(),
            new[] { 1 - Probability(score), Probability(score) }.ToEquatable(),
            eta > 0.5 ? 0 : 1,
            eta > 0.5 ? 1 : 0,
            regret);

    private LinkDescription Link()
    {
        const string Text = "P(y|x) = φ₋'/(φ₋' − φ₊') at the score of the output";
        var graph = new Graph();
        Expr Slope(double atLabel) => population.Differentiated.Nodes.Into(population.Differentiated.Gradient, graph, node => node.Op switch
        {
            Op.IsLabel => graph.Constant(atLabel),
            Op.Input when node.Name == InputTable.Targets => graph.Constant(atLabel),
            Op.Input or Op.Seed => graph.Constant(1),
            Op.Parameter when node.Name == Lowering.Epoch => graph.Constant(population.Epoch),
            _ => null,
        });

        var (positive, negative) = (Slope(1), Slope(0));
        if (new[] { positive, negative }.Any(slope => slope.Contains(node => node.Op is Op.AtLabel)) || !population.HasUnitSeeds)
            return new LinkDescription(LinkKind.NullVector, Text);
        return new LinkDescription(LinkKind.Closed, Text) { Expression = (negative / (negative - positive)).ToLoss() };
    }

    /// <summary>The slopes of one output along its score.</summary>
    private sealed class OutputCurve
    {
        private readonly List<double> positive = [], negative = [], lossPositive = [], lossNegative = [];

        public List<double> Scores { get; } = [];

        public List<double> Etas { get; } = [];

        public string? Obstacle { get; set; }

        /// <summary>Whether φ₊ falls, φ₋ rises, and η with the score.</summary>
        public bool IsRising => Enumerable.Range(0, Points).All(i => positive[i] <= 0 && negative[i] >= 0 && positive[i] - negative[i] < 0
            && (i == 0 || Etas[i] > Etas[i - 1] || Etas[i] is > 1 - 1e-9 or < 1e-9));

        /// <summary>Whether a loss is below all bounds very far out.</summary>
        public bool IsUnbounded { get; set; }

        public void Add(double score, double up, double down, double eta, double applies, double doesNot)
        {
            Scores.Add(score);
            positive.Add(up);
            negative.Add(down);
            Etas.Add(eta);
            lossPositive.Add(applies);
            lossNegative.Add(doesNot);
        }

        /// <summary>The point of the lowest risk.</summary>
        public (int Index, double Risk) Lowest(double eta)
        {
            var (index, lowest) = (0, double.PositiveInfinity);
            for (var i = 0; i < Points; i++)
            {
                var risk = (eta * lossPositive[i]) + ((1 - eta) * lossNegative[i]);
                if (risk < lowest)
                    (index, lowest) = (i, risk);
            }

            return (index, lowest);
        }

        /// <summary>Whether the risk falls with the score at a point.</summary>
        public bool Crosses(double eta, int index) => (eta * positive[index]) + ((1 - eta) * negative[index]) < 0;

        public double EtaAt(double score) => Etas[Scores.FindIndex(other => Math.Abs(other - score) < 1e-12)];
    }
}
