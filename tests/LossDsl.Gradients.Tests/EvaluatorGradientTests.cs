using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// The symbolic gradient of random compositions against differences of their values, on the evaluator of the IR, for every
/// kind of targets that a composition takes.
/// </summary>
public class EvaluatorGradientTests
{
    private const int Compositions = 4000;

    [Fact]
    public void Symbolic_gradients_are_the_slopes_of_the_values() => Check(4.0, Compositions);

    [Fact]
    public void So_they_are_where_one_class_dominates() => Check(15.0, Compositions / 4);

    [Fact]
    public void Every_pass_keeps_the_values_and_the_gradient()
        => Run(500, 3.0, row =>
        {
            var before = row.On(row.Lowered);
            double[]? gradient = null;
            foreach (var (pass, loss) in Pipeline.Run(row.Lowered))
            {
                var after = row.On(loss);
                for (var c = 0; c < loss.Components.Count; c++)
                    AssertNear(before.Component(c), after.Component(c), 1e-11 * (1 + after.ComponentMagnitude(c)), $"{pass}, {row}");
                if (loss.Gradient < 0)
                    continue;
                gradient ??= [.. after.Gradient()];
                var magnitude = after.GradientMagnitude();
                for (var k = 0; k < gradient.Length; k++)
                {
                    // What is 0·∞ as it was differentiated has its limit from the normal form on.
                    gradient[k] = double.IsNaN(gradient[k]) ? after.Gradient()[k] : gradient[k];
                    AssertNear(gradient[k], after.Gradient()[k], 1e-11 * (1 + magnitude[k]), $"{pass}, {row}");
                }
            }
        });

    /// <summary>Random compositions with a random row each, in each of their forms; the same ones in every run.</summary>
    private static void Run(int count, double scale, Action<RandomRow> check)
        => Prop.ForAll(RandomDeclarations.Arbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (declaration, seed) =>
        {
            foreach (var form in LossModel.Of(declaration).TargetKinds)
                check(new RandomRow(declaration, form, scale, seed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20, 1));

    private static void Check(double scale, int count)
    {
        var (compared, passedOver) = (0, 0);
        Run(count, scale, row =>
        {
            var symbolic = row.On(Pipeline.Run(row.Lowered).Last().Loss);
            var gradient = symbolic.Gradient();
            var magnitude = symbolic.GradientMagnitude();
            var size = row.Magnitude;
            for (var k = 0; k < gradient.Length; k++)
            {
                var tolerance = (1e-7 * (1 + magnitude[k])) + (1e-10 * size);
                // A kink or a jump lies in reach where the differences do not settle.
                if (Differences.Slope(row.Logits, k, row.Value, tolerance) is { } slope)
                {
                    compared++;
                    AssertNear(slope, gradient[k], tolerance, $"class {k}, {row}");
                }
                else
                {
                    passedOver++;
                }
            }
        });
        Assert.True(passedOver < 0.02 * compared, $"{passedOver} entries of {compared + passedOver} lie at kinks");
    }

    private static void AssertNear(double expected, double actual, double tolerance, string what)
    {
        if (!(Math.Abs(expected - actual) <= tolerance) && !(double.IsNaN(expected) && double.IsNaN(actual)))
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}, tolerance {tolerance:E2}");
    }

    /// <summary>One row of a random batch, with random seeds.</summary>
    private sealed class RandomRow
    {
        private readonly string declared;
        private readonly LossForm form;
        private readonly ReferenceBatch batch;
        private readonly double[] seeds;
        private readonly IrEvaluator here;

        public RandomRow(Declaration declaration, LossForm form, double scale, int seed)
        {
            declared = Configuration.Declared(declaration);
            this.form = form;
            Lowered = LossCompilation.Of(declaration).Lowered(form);
            batch = RandomBatch.Of(declaration, form, (1, 2 + (seed % 6), 1), scale, seed, options: false);
            // An ignored label has no loss; any class will do for the mathematics.
            if (batch.Labels is { } labels && (labels[0] < 0 || labels[0] >= batch.Classes))
                labels[0] = 0;
            var random = new Random(seed + 1);
            seeds = [.. Lowered.Components.Select(_ => (2 * random.NextDouble()) - 1)];
            here = On(Lowered);
        }

        public LossIr Lowered { get; }

        public double[] Logits => batch.Logits;

        /// <summary>What the value is made of.</summary>
        public double Magnitude => seeds.Select((seed, c) => Math.Abs(seed) * here.ComponentMagnitude(c)).Sum();

        public IrEvaluator On(LossIr loss) => new(loss, RowReader.Read(batch, 0, seeds));

        /// <summary>The value at other logits, with what is stopped as it was.</summary>
        public double Value(double[] logits)
        {
            var there = new IrEvaluator(Lowered, RowReader.Read(batch with { Logits = logits }, 0, seeds), stopped: here);
            return Lowered.ElementValue < 0
                ? seeds.Select((seed, c) => seed * there.Component(c)).Sum()
                : seeds[0] * there.ElementValues().Zip(batch.Upstream!, (value, upstream) => value * upstream).Sum();
        }

        public override string ToString() => $"{declared}, {form}";
    }
}
