using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// The conditional risk of a declared loss by the evaluator of the IR, and its minimum by the simplex method of another library
/// from many starts: nothing here is shared with the engine but the meaning of a declaration.
/// </summary>
internal sealed class IndependentRisk
{
    private readonly LossIr loss;
    private readonly double[] prior;
    private readonly double epoch;
    private readonly double[] counts;
    private readonly LossForm form;
    private readonly double[] seeds;
    private readonly double[] drawn;
    private readonly double bound;
    private readonly IReadOnlyDictionary<string, double> parameters;
    private readonly IReadOnlyDictionary<string, double[]> given;

    /// <summary>The risk of a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="prior">The class prior.</param>
    /// <param name="epoch">The position of its schedule.</param>
    /// <param name="parameters">What is read at each call, by name.</param>
    /// <param name="given">Numbers per class besides counts, by name.</param>
    public IndependentRisk(
        Declaration declaration, double[] prior, double epoch = 0, IReadOnlyDictionary<string, double>? parameters = null,
            IReadOnlyDictionary<string, double[]>? given = null)
    {
        (this.parameters, this.given) = (parameters ?? new Dictionary<string, double>(), given ?? new Dictionary<string, double[]>());
        form = LossModel.Of(declaration).TargetKinds.Contains(LossForm.Labels) ? LossForm.Labels : LossForm.Numbers;
        loss = LossCompilation.Of(declaration).Lowered(form);
        (this.prior, this.epoch) = (prior, epoch);
        counts = declaration.Counts is { } declared
            && declared.Count == prior.Length ? [.. declared] : [.. prior.Select(share => share * 10_000)];
        bound = declaration.Attributes.Any(use => use.Name == "AngularMargin") ? 1 : double.PositiveInfinity;
        drawn = Drawn(declaration);
        seeds = [.. loss.Components.Select(_ => 1.0)];
        if (loss.Reduction == Compiler.Reduction.Mean && loss.RowWeight >= 0)
        {
            var mean = prior.Select((share, y) => share * drawn[y] * At(new double[prior.Length], y).Value(loss.RowWeight)[0]).Sum();
            for (var c = 0; c < seeds.Length; c++)
                seeds[c] = loss.Components[c].Denominator is Denominator.Weights or Denominator.SampleWeights && mean > 0 ? 1 / mean : 1;
        }
    }

    /// <summary>The loss of a label.</summary>
    public double Loss(double[] logits, int label)
    {
        var row = At(logits, label);
        return drawn[label] * seeds.Select((seed, c) => seed * row.Component(c)).Sum();
    }

    /// <summary>Σ_y η_y ℓ_y, ∞ outside the domain and where it is no number.</summary>
    public double Risk(double[] posterior, double[] logits)
    {
        if (logits.Any(logit => Math.Abs(logit) > bound))
            return double.PositiveInfinity;
        var risk = posterior.Select((eta, y) => eta > 0 ? eta * Loss(logits, y) : 0).Sum();
        return double.IsNaN(risk) ? double.PositiveInfinity : risk;
    }

    /// <summary>
    /// The lowest risks that a search from many starts meets: where the wanted classes have the largest score by a margin, and
    /// elsewhere; with the best point of all.
    /// </summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="wanted">The classes that the goal wants.</param>
    /// <param name="size">The size of steps at the start.</param>
    /// <param name="starts">More starts.</param>
    public (double Right, double Wrong, double[] Best) Search(double[] posterior, IReadOnlyCollection<int> wanted, double size = 1,
        params double[][] starts)
    {
        double right = double.PositiveInfinity, wrong = double.PositiveInfinity;
        var (best, lowest) = (new double[prior.Length], double.PositiveInfinity);

        double Value(Vector<double> point)
        {
            var logits = point.ToArray();
            var risk = Risk(posterior, logits);
            var margin = logits.Where((_, k) => wanted.Contains(k)).Max() - logits.Where((_, k) => !wanted.Contains(k))
                .DefaultIfEmpty(double.NegativeInfinity).Max();
            if (margin > 1e-3 * size)
                right = Math.Min(right, risk);
            else if (margin <= 0)
                wrong = Math.Min(wrong, risk);
            if (risk < lowest)
                (best, lowest) = (logits, risk);
            return double.IsInfinity(risk) ? 1e300 : risk;
        }

        var minimiser = new NelderMeadSimplex(1e-13, 250);
        var objective = ObjectiveFunction.Value(Value);
        var corners = Enumerable.Range(0, prior.Length)
            .Select(k => Enumerable.Range(0, prior.Length).Select(j => j == k ? 8 * size : 0).ToArray());
        var all = corners.Concat(Enumerable.Range(0, prior.Length)
            .Select(k => Enumerable.Range(0, prior.Length).Select(j => j == k ? 0.9 * size : -0.3 * size).ToArray())).Concat(starts);
        foreach (var start in all)
        {
            var at = start;
            for (var round = 0; round < 2; round++)
            {
                try
                {
                    minimiser.FindMinimum(objective, Vector<double>.Build.Dense(at), Vector<double>.Build.Dense(prior.Length, 0.3 * size));
                }
                catch (MaximumIterationsException)
                {
                    // What it met counts all the same.
                }

                at = best;
            }
        }

        return (right, wrong, best);
    }

    /// <summary>The expected emitted gradient.</summary>
    public double[] Gradient(double[] posterior, double[] logits)
    {
        var compiled = Pipeline.Run(loss).Last().Loss;
        var sum = new double[prior.Length];
        for (var y = 0; y < prior.Length; y++)
        {
            var gradient = new IrEvaluator(compiled, Row(logits, y)).Gradient();
            for (var k = 0; k < sum.Length; k++)
                sum[k] += posterior[y] * drawn[y] * gradient[k];
        }

        return sum;
    }

    /// <summary>How many rows of each class a sampler draws for one of the data set: π^q, scaled to sum to 1, over π.</summary>
    private double[] Drawn(Declaration declaration)
    {
        double Given(AttributeUse use, string argument) => use[argument]?.Numbers?[0] ?? 0;
        if (declaration.Attributes.FirstOrDefault(use => use.Name == "Resampled") is not { } sampler || epoch < Given(sampler, "FromEpoch"))
            return [.. prior.Select(_ => 1.0)];
        double[] powers = [.. prior.Select(share => Math.Pow(share, Given(sampler, "Power")))];
        return [.. powers.Select((power, k) => power / powers.Sum() / prior[k])];
    }

    private IrEvaluator At(double[] logits, int label) => new(loss, Row(logits, label));

    private RowInputs Row(double[] logits, int label)
        => new(logits, label, seeds ?? [.. loss.Components.Select(_ => 1.0)],
            given.Append(new(ClassInputTable.Counts, counts)).ToDictionary(),
            parameters.Append(new(InputTable.Epoch, epoch)).ToDictionary())
        {
            Inputs = form == LossForm.Labels
                ? new Dictionary<string, double[]>()
                : new Dictionary<string, double[]>
                {
                    [InputTable.Targets] =
                    [.. Enumerable.Range(0, logits.Length).Select(k => k == label ? 1.0 : 0)]
                },
        };
}
