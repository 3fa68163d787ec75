using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// The losses of one output of a sigmoid or Gumbel head along its score, whether its label applies or not, and their slopes.
/// </summary>
internal sealed class OutputCurve
{
    /// <summary>How many scores are tried.</summary>
    public const int Points = 241;
    /// <summary>That a loss has no value.</summary>
    public const string NoValue = "the loss has no finite value";

    private const double Widest = 30;
    private const int Halvings = 30;

    private static readonly double[] Others = [-1, 0.5];

    private readonly Func<double, (double Applies, double DoesNot)> losses;
    private readonly List<double> positive = [], negative = [], lossPositive = [], lossNegative = [];

    private OutputCurve(Func<double, (double Applies, double DoesNot)> losses) => this.losses = losses;

    /// <summary>The scores, rising.</summary>
    public List<double> Scores { get; } = [];

    /// <summary>The posterior η = φ₋'/(φ₋' − φ₊') at which the slope of the risk vanishes, at each score.</summary>
    public List<double> Etas { get; } = [];

    /// <summary>Why there is no loss of the output alone, or null.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Whether φ₊ falls, φ₋ rises, and η with the score.</summary>
    public bool IsRising => Enumerable.Range(0, Points).All(i => positive[i] <= 0 && negative[i] >= 0 && positive[i] - negative[i] < 0
        && (i == 0 || Etas[i] > Etas[i - 1] || Etas[i] is > 1 - 1e-9 or < 1e-9));

    /// <summary>Whether some risk has no lower bound.</summary>
    public bool IsUnbounded => ((double[])[0, 0.5, 1]).Any(eta => IsBottomless(eta, -1) || IsBottomless(eta, 1));

    /// <summary>Whether every posterior has its minimiser at a finite score.</summary>
    public bool IsAttained => Image is { Low: < 0.01, High: > 0.99 };

    /// <summary>The posteriors that have a score of their own; null if η does not rise with the score.</summary>
    public OutputImage? Image { get; private set; }

    /// <summary>Evaluates the losses of one output.</summary>
    /// <param name="program">The losses of all outputs.</param>
    /// <param name="k">The output.</param>
    /// <param name="middle">The score at which p is 1/2, which is among those that are tried.</param>
    /// <param name="cancellation">Observed at each score.</param>
    public static OutputCurve Of(LossProgram program, int k, double middle, CancellationToken cancellation)
    {
        var classes = program.Classes;
        var (z, losses, gradients) = (new double[classes], new double[classes], new double[classes * classes]);
        var label = k == 0 ? 1 : 0;
        var curve = new OutputCurve(score =>
        {
            for (var j = 0; j < classes; j++)
                z[j] = j == k ? score : Others[0];
            program.Evaluate(z, losses);
            return (losses[k], losses[label]);
        });
        for (var i = 0; i < Points; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var score = middle + (Widest * Math.Sinh(4 * ((2.0 * i / (Points - 1)) - 1)) / Math.Sinh(4));
            double? expected = null;
            foreach (var others in Others)
            {
                for (var j = 0; j < classes; j++)
                    z[j] = j == k ? score : others;
                program.Evaluate(z, losses);
                program.Gradients(gradients);
                var (positive, negative) = (gradients[(k * classes) + k], gradients[(label * classes) + k]);
                if (expected is null)
                {
                    curve.Add(score, positive, negative, losses[k], losses[label]);
                    expected = positive + (Math.PI * negative);
                }
                else if (double.IsNaN(losses[k]) || double.IsNaN(losses[label]))
                {
                    curve.Obstacle ??= NoValue;
                }
                else if (!(Math.Abs(expected.Value - positive - (Math.PI * negative)) <= 1e-9 * (1e-9 + Math.Abs(expected.Value))))
                {
                    curve.Obstacle ??= "the loss of an output depends on other outputs or labels of its row";
                }

                for (var y = 0; y < classes; y++)
                {
                    if (y != k && Math.Abs(gradients[(y * classes) + k] - negative) > 1e-9 * (1e-9 + Math.Abs(negative)))
                        curve.Obstacle ??= "the loss of an output depends on which other label applies";
                }
            }
        }

        curve.Image = OutputImage.Of(curve, middle, score =>
        {
            for (var j = 0; j < classes; j++)
                z[j] = j == k ? score : Others[0];
            program.Evaluate(z, losses);
            program.Gradients(gradients);
            return (gradients[(k * classes) + k], gradients[(label * classes) + k]);
        });
        return curve;
    }

    /// <summary>Whether φ₋' exceeds φ₊' at one of the scores.</summary>
    public bool Falls(int i) => negative[i] - positive[i] > 0;

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

    /// <summary>
    /// Whether the risk of a posterior has no lower bound to one side: it lies deep, or falls ten times as far on ten times
    /// the way.
    /// </summary>
    /// <param name="eta">The posterior.</param>
    /// <param name="side">−1 or 1.</param>
    public bool IsBottomless(double eta, int side)
    {
        var (near, far, farther) = (RiskAt(eta, side * 300), RiskAt(eta, side * 3e3), RiskAt(eta, side * 3e4));
        return farther < -1e6 || (farther < far && far - farther > 5 * Math.Abs(near - far));
    }

    /// <summary>Whether between the scores that were tried there is one in a range with a risk below a given one.</summary>
    /// <param name="eta">The posterior.</param>
    /// <param name="low">The lowest score of the range.</param>
    /// <param name="high">The highest.</param>
    /// <param name="risk">The risk.</param>
    public bool IsUndercut(double eta, double low, double high, double risk)
    {
        double Risk(double score) => RiskAt(eta, score);
        double At(int i) => (eta * lossPositive[i]) + ((1 - eta) * lossNegative[i]) is var value
            && double.IsNaN(value) ? double.PositiveInfinity : value;
        var inside = Enumerable.Range(0, Points).Where(i => Scores[i] >= low && Scores[i] <= high).ToList();
        var lowest = inside.Min(At);
        if (double.IsInfinity(lowest))
            return lowest < risk;
        // On a plateau, what is next to it on either side.
        var level = inside.Where(i => At(i) <= lowest + (1e-12 * Math.Abs(lowest))).ToList();
        foreach (var (from, to) in new[] { (level[0] - 1, level[0]), (level[0], level[0] + 1),
            (level[level.Count - 1], level[level.Count - 1] + 1) }.Distinct())
        {
            var (left, right) = (Scores[Math.Max(0, from)], Scores[Math.Min(Points - 1, to)]);
            for (var step = 0; step < Halvings && left >= low && right <= high; step++)
            {
                var (first, second) = (left + ((right - left) / 3), right - ((right - left) / 3));
                var (atFirst, atSecond) = (Risk(first), Risk(second));
                if (Math.Min(atFirst, atSecond) < risk)
                    return true;
                (left, right) = atFirst < atSecond ? (left, second) : (first, right);
            }
        }

        return false;
    }

    /// <summary>Whether the risk falls with the score at a point.</summary>
    public bool Crosses(double eta, int index) => (eta * positive[index]) + ((1 - eta) * negative[index]) < 0;

    /// <summary>Whether at one of the scores the slope of the risk falls from above 0 to below it as the posterior rises.</summary>
    public bool IsCutAt(double score)
        => Scores.FindIndex(other => Math.Abs(other - score) < 1e-12) is var i && positive[i] < 0 && negative[i] > 0;

    /// <summary>The posterior of one of the scores.</summary>
    public double EtaAt(double score) => Etas[Scores.FindIndex(other => Math.Abs(other - score) < 1e-12)];

    private double RiskAt(double eta, double score)
    {
        var (applies, doesNot) = losses(score);
        var risk = (eta > 0 ? eta * applies : 0) + (eta < 1 ? (1 - eta) * doesNot : 0);
        return double.IsNaN(risk) ? double.PositiveInfinity : risk;
    }

    private void Add(double score, double up, double down, double applies, double doesNot)
    {
        Scores.Add(score);
        positive.Add(up);
        negative.Add(down);
        Etas.Add(down / (down - up));
        lossPositive.Add(applies);
        lossNegative.Add(doesNot);
    }
}
