using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>The symbolic gradient of random compositions against differences of their values, on the evaluator of the IR.</summary>
public class EvaluatorGradientTests
{
    private const int Compositions = 4000;

    [Fact]
    public void Symbolic_gradients_are_the_slopes_of_the_values()
        => Check(4.0, Compositions);

    [Fact]
    public void So_they_are_where_one_class_dominates()
        => Check(15.0, Compositions / 4);

    [Fact]
    public void Every_pass_keeps_the_values_and_the_gradient()
        => Run(500, (declaration, seed) =>
        {
            var batch = Batch(declaration, 3.0, seed);
            var lowered = Pipeline.Lower(declaration);
            var seeds = Seeds(lowered, seed);
            var before = new IrEvaluator(lowered, batch.Row(0, seeds));
            double[]? gradient = null;
            foreach (var (pass, loss) in Pipeline.Run(lowered))
            {
                var after = new IrEvaluator(loss, batch.Row(0, seeds));
                for (var c = 0; c < loss.Components.Count; c++)
                    AssertNear(before.Component(c), after.Component(c), 1e-11 * (1 + after.ComponentMagnitude(c)), pass);
                if (loss.Gradient < 0)
                    continue;
                gradient ??= after.Gradient();
                var magnitude = after.GradientMagnitude();
                for (var k = 0; k < batch.Classes; k++)
                    AssertNear(gradient[k], after.Gradient()[k], 1e-11 * (1 + magnitude[k]), pass);
            }
        });

    /// <summary>Random compositions with a random number each; the same ones in every run.</summary>
    private static void Run(int count, Action<Declaration, int> check)
        => Prop.ForAll(RandomDeclarations.Arbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), check)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20, 1));

    private static void Check(double scale, int count)
        => Run(count, (declaration, seed) =>
        {
            var batch = Batch(declaration, scale, seed);
            var lowered = Pipeline.Lower(declaration);
            var seeds = Seeds(lowered, seed);
            var final = Pipeline.Run(lowered).Last().Loss;
            var symbolic = new IrEvaluator(final, batch.Row(0, seeds));
            var gradient = symbolic.Gradient();
            var magnitude = symbolic.GradientMagnitude();
            var here = new IrEvaluator(lowered, batch.Row(0, seeds));

            double Value(double[] logits)
            {
                var there = new IrEvaluator(lowered, batch.Row(0, seeds, logits), stopped: here);
                return Enumerable.Range(0, seeds.Length).Sum(c => seeds[c] * there.Component(c));
            }

            var size = Enumerable.Range(0, seeds.Length).Sum(c => Math.Abs(seeds[c]) * here.ComponentMagnitude(c));
            for (var k = 0; k < batch.Classes; k++)
            {
                var slope = Richardson(batch.Logits[..batch.Classes], k, Value);
                AssertNear(slope, gradient[k], (1e-7 * (1 + magnitude[k])) + (1e-10 * size), $"class {k}");
            }
        });

    /// <summary>Central differences at three steps, extrapolated twice: an error of order h⁶.</summary>
    private static double Richardson(double[] logits, int k, Func<double[], double> value)
    {
        double Slope(double h)
        {
            var moved = (double[])logits.Clone();
            moved[k] = logits[k] + h;
            var above = value(moved);
            moved[k] = logits[k] - h;
            return (above - value(moved)) / (2 * h);
        }

        const double Step = 0.02;
        var (a, b, c) = (Slope(Step), Slope(Step / 2), Slope(Step / 4));
        var (ab, bc) = (b + ((b - a) / 3), c + ((c - b) / 3));
        return bc + ((bc - ab) / 15);
    }

    private static RandomBatch Batch(Declaration declaration, double scale, int seed)
    {
        var batch = new RandomBatch(declaration, 1, 2 + (seed % 6), scale, seed);
        batch.Labels[0] = seed % batch.Classes;
        return batch;
    }

    private static double[] Seeds(LossIr loss, int seed)
    {
        var random = new Random(seed + 1);
        return [.. loss.Components.Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static void AssertNear(double expected, double actual, double tolerance, string what)
    {
        if (!(Math.Abs(expected - actual) <= tolerance))
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}, tolerance {tolerance:E2}");
    }
}
