using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>What is declared is what runs: forms, heads, parts, steps, selections, schedules and inputs of constructors.</summary>
public class FormTests
{
    private const string Logits = "[1, -2, 0.5, 0.25, 3, -1]";

    /// <summary>A class index and the numbers that it stands for give the same value and gradient.</summary>
    [Theory]
    [InlineData("Softmax", "[CrossEntropy] [Focal] [LabelSmoothing(0.1)]")]
    [InlineData("Softmax", "[PolyLoss(1)] [Temperature(2)] [Mean(Over = Axis.Position)] [Mean(Over = Axis.Sample)]")]
    [InlineData("Sigmoid", "[CrossEntropy] [Focal]")]
    [InlineData("Gumbel", "[CrossEntropy] [Sum(Over = Axis.Class)] [Mean(Over = Axis.Sample)]")]
    public void LabelsAreNumbers(string head, string attributes)
    {
        var (labels, numbers) = Run($$"""
            [Loss(Head.{{head}}, Classes = 3)] {{attributes}} sealed partial class X;
            """, $$"""
            var (a, b) = (new double[6], new double[6]);
            var loss = new X();
            left.Add(loss.Evaluate(new LossInputs<double>({{Logits}}, [2, 1]), new LossOutputs<double> { Gradient = a }));
            right.Add(loss.Evaluate(new LossInputs<double>({{Logits}}, [0.0, 0, 1, 0, 1, 0]), new LossOutputs<double> { Gradient = b }));
            left.AddRange(a);
            right.AddRange(b);
            """);
        Close(labels, numbers, 1e-14);
        Assert.NotEqual(0, labels[0]);
    }

    [Theory]
    [InlineData("Softmax", "[CrossEntropy]")]
    [InlineData("Sigmoid", "[CrossEntropy]")]
    public void EveryStorageTypeIsThere(string head, string attributes)
    {
        var (narrow, exact) = Run($$"""
            [Loss(Head.{{head}}, Classes = 2)] {{attributes}} sealed partial class X;
            """, $$"""
            var loss = new X();
            left.Add(loss.Evaluate(new LossInputs<System.Half>([(System.Half)1, (System.Half)(-2)], [0]), default));
            left.Add(loss.Evaluate(new LossInputs<BFloat16>([(BFloat16)1, (BFloat16)(-2)], [0]), default));
            left.Add(loss.Evaluate(new LossInputs<float>([1, -2], [0]), default));
            right.AddRange(System.Linq.Enumerable.Repeat(loss.Evaluate(new LossInputs<double>([1, -2], [0]), default), 3));
            """);
        Close(exact, narrow, 1e-6);
    }

    [Fact]
    public void ARegressionTakesValues()
    {
        var (value, expected) = Run("[Loss(Head.Identity)] [SquaredError] sealed partial class X;", """
            left.Add(new X().Forward([1.0, 2, 4], [0.0, 2, 1]));
            right.Add(10.0 / 3);
            """);
        Close(expected, value, 1e-14);
    }

    [Fact]
    public void PartsAreComponentsAndAddUp()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax, Classes = 3)]
            sealed partial class X
            {
                public double W { get; set; } = 3;
                [Part(WeightFrom = nameof(W))] [CrossEntropy] partial class A;
                [Part(Weight = 0.5)] [CrossEntropy] [Focal] [Sum] partial class B;
            }

            [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] sealed partial class Plain;
            [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal] [Sum] sealed partial class Hard;
            """, $$"""
            var components = new double[2];
            var (gradient, a, b) = (new double[6], new double[6], new double[6]);
            var inputs = new LossInputs<double>({{Logits}}, [2, 1]);
            var loss = new X();
            left.Add(loss.Evaluate(inputs, new LossOutputs<double> { Components = components, Gradient = gradient }));
            left.AddRange(components);
            left.AddRange(gradient);
            var plain = new Plain().Evaluate(inputs, new LossOutputs<double> { Gradient = a });
            var hard = new Hard().Evaluate(inputs, new LossOutputs<double> { Gradient = b });
            right.Add(3 * plain + 0.5 * hard);
            right.Add(3 * plain);
            right.Add(0.5 * hard);
            for (var i = 0; i < 6; i++)
                right.Add(3 * a[i] + 0.5 * b[i]);
            if (string.Join(",", loss.ComponentNames) != "A,B")
                throw new System.Exception(string.Join(",", loss.ComponentNames));
            loss.W = 0;
            left.Add(loss.Evaluate(inputs, default));
            right.Add(0.5 * hard);
            """);
        Close(right, left, 1e-14);
    }

    [Theory]
    [InlineData("Count = 1", "rows[0]")]
    [InlineData("Count = 1, Key = SelectionKey.LabelProbability", "rows[0]")]
    [InlineData("FractionFrom = nameof(P)", "(rows[0] + rows[1]) / 2")]
    public void TheHardestCount(string arguments, string expected)
    {
        var (left, right) = Run($$"""
            [Loss(Head.Softmax)] [CrossEntropy] [HardestExamples({{arguments}})] sealed partial class X { double P => 0.5; }
            [Loss(Head.Softmax)] [CrossEntropy] [NoReduction] sealed partial class Rows;
            """, $$"""
            double[] logits = [1, -2, 0.5, 0.25, 3, -1, 0, 0];
            var rows = new double[4];
            new Rows().Evaluate(new LossInputs<double>(logits, [1, 0, 0, 0]), new LossOutputs<double> { PerSample = rows });
            System.Array.Sort(rows);
            System.Array.Reverse(rows);
            left.Add(new X().Forward(logits, [1, 0, 0, 0]));
            right.Add({{expected}});
            """);
        Close(right, left, 1e-14);
    }

    [Fact]
    public void AScheduleReadsTheEpoch()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [ClassWeights(FromEpoch = 2)] [Mean(Per.Valid)] sealed partial class X;
            [Loss(Head.Softmax)] [CrossEntropy] [ClassWeights] [Mean(Per.Valid)] sealed partial class Weighted;
            [Loss(Head.Softmax)] [CrossEntropy] sealed partial class Plain;
            """, $$"""
            var loss = new X([1.0, 2, 3]);
            left.Add(loss.UsesEpoch ? 1 : 0);
            left.Add(loss.Evaluate(new LossInputs<double>({{Logits}}, [2, 1]) { Epoch = 1 }, default));
            left.Add(loss.Evaluate(new LossInputs<double>({{Logits}}, [2, 1]) { Epoch = 2 }, default));
            left.AddRange(loss.ClassWeights.ToArray());
            right.AddRange([1, new Plain().Forward({{Logits}}, [2, 1]), new Weighted([1.0, 2, 3]).Forward({{Logits}}, [2, 1]), 1, 2, 3]);
            try
            {
                loss.Forward({{Logits}}, [2, 1]);
                left.Add(0);
            }
            catch (System.ArgumentException)
            {
            }
            """);
        Close(right, left, 1e-14);
    }

    [Fact]
    public void ConstructorsTakeMatricesAndValues()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [NoiseMatrix] sealed partial class X;
            [Loss(Head.Softmax)] [ExpectedCost] [InverseFrequency] sealed partial class Both;
            [Loss(Head.Softmax)] [CrossEntropy] sealed partial class Plain;
            [Loss(Head.Softmax)] [NumberTokenLoss] sealed partial class Tokens;
            """, $$"""
            left.Add(new X([1.0, 0, 0, 0, 1, 0, 0, 0, 1]).Forward({{Logits}}, [2, 1]));
            right.Add(new Plain().Forward({{Logits}}, [2, 1]));
            left.Add(new Both(new[] { 1, 1, 1 }, [0.0, 1, 1, 1, 0, 1, 1, 1, 0]).Forward([0.0, 0, 0], [2]));
            right.Add(2.0 / 3);
            left.Add(new Tokens([1.0, double.NaN, 3]).Forward([0.0, 5, 0], [2]));
            right.Add(1);
            foreach (var wrong in new double[][] { [1, 0, 0, 1], [1, 1, 0, 0, 0, 1, 0, 0, 1], [1, 0, -1, 0, 1, 2] })
            {
                try
                {
                    _ = new Both(new[] { 1, 1, 1 }, wrong);
                    left.Add(wrong.Length);
                }
                catch (System.ArgumentException)
                {
                }
            }

            right.Add(9);
            """);
        Close(right, left, 1e-14);
    }

    [Fact]
    public void TheFirstProbabilitiesCanBeTheFrequencies()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] sealed partial class X;
            """, """
            left.AddRange(new X(new[] { 6, 3, 1 }).InitialBias());
            left.AddRange(InitialBias.Sigmoid([0.6, 0.3, 0.1]));
            right.AddRange([System.Math.Log(0.6), System.Math.Log(0.3), System.Math.Log(0.1)]);
            right.AddRange([System.Math.Log(1.5), System.Math.Log(3.0 / 7), System.Math.Log(1.0 / 9)]);
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>A masked element counts as if it were not there, whatever stands in logits and targets.</summary>
    [Theory]
    [InlineData("Sigmoid", "[CrossEntropy]", "")]
    [InlineData("Sigmoid", "[CrossEntropy] [Focal]", "")]
    [InlineData("Gumbel", "[CrossEntropy]", "")]
    [InlineData("Identity", "[SquaredError]", "")]
    [InlineData("Sigmoid", "[CrossEntropy] [ClassWeights(Of = WeightOf.Row)]", "[1.0, 2, 3]")]
    public void WhatIsMaskedIsNotThere(string head, string attributes, string weights)
    {
        var (masked, expected) = Run($"[Loss(Head.{head}, Classes = 3)] {attributes} sealed partial class X;", $$"""
            foreach (var (list, logit, target) in new[] { (left, double.NaN, double.NaN), (right, 0.5, 0.0) })
            {
                var gradient = new double[3];
                list.Add(new X({{weights}}).Evaluate(
                    new LossInputs<double>([1, logit, -2], [1.0, target, 0.25]) { Mask = [true, false, true] },
                    new LossOutputs<double> { Gradient = gradient }));
                list.AddRange(gradient);
            }
            """);
        Close(expected, masked, 1e-15);
        Assert.Equal(0, masked[2]);
    }

    [Fact]
    public void TheLabelsProbabilitySelectsAlikeForBothForms()
    {
        var (labels, numbers) = Run("""
            [Loss(Head.Softmax, Classes = 2)] [CrossEntropy] [HardestExamples(Count = 1, Key = SelectionKey.LabelProbability)] [Sum] sealed partial class X;
            """, """
            left.Add(new X().Forward([0.0, 3, 4, 1, 0.0, 2], [1, 0, 0]));
            right.Add(new X().Forward([0.0, 3, 4, 1, 0.0, 2], [0.0, 1, 1, 0, 1, 0]));
            """);
        Close(labels, numbers, 1e-14);
        Close([Math.Log(1 + Math.Exp(2))], labels, 1e-12);
    }

    /// <summary>The gradient at the label folds to a number; the class is generated all the same.</summary>
    [Fact]
    public void AGradientOfZeroAtTheLabelIsNoTrouble()
    {
        var (value, expected) = Run("[Loss(Head.Softmax, Classes = 3)] [ComplementEntropy] sealed partial class X;", """
            var gradient = new double[3];
            var x = new X();
            x.ForwardBackward([1.0, 2, 0.5], [1], gradient);
            const double H = 1e-6;
            left.AddRange(gradient);
            for (var k = 0; k < 3; k++)
            {
                double At(double shift)
                {
                    double[] z = [1, 2, 0.5];
                    z[k] += shift;
                    return x.Forward(z, [1]);
                }

                right.Add((At(H) - At(-H)) / (2 * H));
            }
            """);
        Close(expected, value, 1e-8);
        Assert.Equal(0, value[1]);
    }

    /// <summary>A regulariser has no class weights, so it divides by rows where the loss divides by weights.</summary>
    [Fact]
    public void ARegulariserDividesByRowsWhereTheLossDividesByWeights()
    {
        var (components, expected) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [ClassWeights] [LogitPenalty(1)] [Mean(Per.SampleWeights)] sealed partial class X;
            """, """
            var components = new double[2];
            new X([1.0, 5]).Evaluate(new LossInputs<double>([1, 2, 3, 4], [0, 1]) { SampleWeights = [1, 0.5] }, new LossOutputs<double> { Components = components });
            left.Add(components[1]);
            var rows = new double[2];
            new Y().Evaluate(new LossInputs<double>([1, 2, 3, 4], [0, 1]) { SampleWeights = [1, 0.5] }, new LossOutputs<double> { Components = rows });
            right.Add(rows[1]);
            """.Replace("new Y()", "new X([1.0, 1])", StringComparison.Ordinal));
        Close(expected, components, 1e-15);
    }

    /// <summary>Each part divides by its own denominator, whichever stands first.</summary>
    [Fact]
    public void OfPartsWithDifferentWeightsOneDividesByTheirSum()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)]
            sealed partial class X
            {
                [Part] [CrossEntropy] [ClassWeights] [Mean(Per.Valid)] partial class A;
                [Part] [CrossEntropy] [InverseFrequency] partial class B;
            }

            [Loss(Head.Softmax)] [CrossEntropy] [ClassWeights] [Mean(Per.Valid)] sealed partial class A;
            [Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] sealed partial class B;
            """, $$"""
            var components = new double[2];
            var x = new X(new[] { 6, 3, 1 }, [1.0, 2, 4]);
            x.Evaluate(new LossInputs<double>({{Logits}}, [2, 1]), new LossOutputs<double> { Components = components });
            left.AddRange(components);
            left.AddRange(x.ClassWeights.ToArray());
            right.Add(new A([1.0, 2, 4]).Forward({{Logits}}, [2, 1]));
            right.Add(new B(new[] { 6, 3, 1 }).Forward({{Logits}}, [2, 1]));
            right.AddRange([10.0 / 6, 10.0 / 3, 10]);
            """);
        Close(right, left, 1e-14);
    }

    [Fact]
    public void ASumOfSampleWeightsHasNoWeightsOfOtherParts()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)]
            sealed partial class X
            {
                [Part] [CrossEntropy] [ClassWeights] [Mean(Per.Valid)] partial class A;
                [Part] [CrossEntropy] [Mean(Per.SampleWeights)] partial class B;
            }

            [Loss(Head.Softmax)] [CrossEntropy] [Mean(Per.SampleWeights)] sealed partial class B;
            """, $$"""
            var components = new double[2];
            var inputs = new LossInputs<double>({{Logits}}, [2, 1]) { SampleWeights = new[] { 3.0, 0.5 } };
            new X([1.0, 2, 4]).Evaluate(inputs, new LossOutputs<double> { Components = components });
            left.Add(components[1]);
            right.Add(new B().Evaluate(inputs, default));
            """);
        Close(right, left, 1e-14);
    }

    [Fact]
    public void ClassWeightsOfALossThatTakesNumbers()
    {
        var (left, right) = Run("[Loss(Head.Softmax)] [KullbackLeibler] [ClassWeights] sealed partial class X;", """
            left.AddRange(new X([1.0, 0, 4]).ClassWeights.ToArray());
            right.AddRange([1.0, 0, 4]);
            """);
        Close(right, left, 0);
    }

    /// <summary>What undoes the scale of a negative score is no weight: a term without weights has it too.</summary>
    [Theory]
    [InlineData("CrossEntropy")]
    [InlineData("QualityFocal")]
    public void ATermWithoutWeightsHasTheScaleUndone(string term)
    {
        var (left, right) = Run($$"""
            [Loss(Head.Sigmoid)] [NegativeTolerance(2)] [{{term}}(Weighted = false)] [PolyTerm(1, Epsilon = 3)] [AlphaBalance] sealed partial class Both;
            [Loss(Head.Sigmoid)] [NegativeTolerance(2)] [{{term}}] sealed partial class Unweighted;
            [Loss(Head.Sigmoid)] [NegativeTolerance(2)] [PolyTerm(1, Epsilon = 3)] [AlphaBalance] sealed partial class Weighted;
            """, """
            double[] logits = [1, -2, 0.5], targets = [1, 0, 0];
            left.Add(new Both().Forward(logits, targets));
            right.Add(new Unweighted().Forward(logits, targets) + new Weighted().Forward(logits, targets));
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>Where a count of 0 has a meaning it is none but for what stands beside.</summary>
    [Fact]
    public void EmptyClasses()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [Seesaw] sealed partial class X;
            [Loss(Head.Softmax)] [CrossEntropy] [Seesaw] [InverseFrequency] sealed partial class Weighted;
            """, $$"""
            left.Add(new X(new[] { 6, 0, 1 }).Forward({{Logits}}, [2, 1]));
            right.Add(new X(new[] { 6, 1, 1 }).Forward({{Logits}}, [2, 1]));
            try
            {
                left.Add(new Weighted(new[] { 6, 0, 1 }).Forward({{Logits}}, [2, 1]));
            }
            catch (System.ArgumentOutOfRangeException)
            {
            }
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>A head with a probability per element may have one class, but no class index for it.</summary>
    [Fact]
    public void OneClass()
    {
        var (left, right) = Run("""
            [Loss(Head.Sigmoid)] [CrossEntropy] [ClassWeights] sealed partial class Weighted;
            [Loss(Head.Sigmoid)] [CrossEntropy] [InverseFrequency] sealed partial class Counted;
            [Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] sealed partial class Plain;
            """, """
            var plain = new Plain().Forward([1.0, -2], [1.0, 0]);
            left.Add(new Weighted([3.0]).Forward([1.0, -2], [1.0, 0]));
            left.Add(new Counted(new[] { 5 }).Forward([1.0, -2], [1.0, 0]));
            right.AddRange([3 * plain, plain]);
            """);
        Close(right, left, 1e-14);
    }

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [ClassWeights]", "new X([3.0])", "classWeights has 1 entries; a loss needs at least 2 classes.")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency]", "new X(new[] { 5 })", "classCounts has 1 entries; a loss needs at least 2 classes.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ClassWeights]", "new X([])", "classWeights has 0 entries; a loss needs at least 1 class.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ClassWeights] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)]", "new X([3.0])", "classWeights has 1 entries; a loss needs at least 2 classes.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [LogOddsAdjustment(Samples = 10)]", "new X(new[] { 9, 10 })", "classCounts[1] is 10; that of class 1 must be below Samples of [LogOddsAdjustment], 10.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)]", "new X().Forward([1.0, 2], [1.0, 0])", "logits are of 1 classes; X needs at least 2.")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy]", "new X().Forward([1.0, 2], [0, 0])", "X has 1 class, and a class index needs at least 2; give one output per row its target as a number, 0 or 1.")]
    public void WhatHasNoValueIsRefused(string attributes, string call, string message)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Run($"{attributes} sealed partial class X;", $"_ = {call};"));
        Assert.StartsWith(message, failure.InnerException!.Message, StringComparison.Ordinal);
    }

    /// <summary>Compiles losses and a method with that body, runs it, and gives what it put into its two lists.</summary>
    private static (double[] Left, double[] Right) Run(string losses, string body)
    {
        using var loaded = new LoadedLoss($$"""
            using LossDsl;

            {{losses}}

            public static class Program
            {
                public static double[][] Run()
                {
                    var left = new System.Collections.Generic.List<double>();
                    var right = new System.Collections.Generic.List<double>();
                    {{body}}
                    return [left.ToArray(), right.ToArray()];
                }
            }
            """);
        try
        {
            var lists = loaded.Invoke<double[][]>("Program", "Run");
            return (lists[0], lists[1]);
        }
        catch (TargetInvocationException failure)
        {
            throw new InvalidOperationException("The compiled code failed.", failure.InnerException);
        }
    }

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - (tolerance * (1 + Math.Abs(pair.First))), pair.First + (tolerance * (1 + Math.Abs(pair.First)))));
    }
}
