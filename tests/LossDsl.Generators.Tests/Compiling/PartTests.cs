using System;
using System.Linq;
using Xunit;
using static LossDsl.Generators.Tests.Comparison;

namespace LossDsl.Generators.Tests;

/// <summary>What is declared is what runs: parts, their weights and their denominators.</summary>
public class PartTests
{
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

    /// <summary>Tables of one name hold what the attribute of each part says.</summary>
    [Fact]
    public void PartsHaveTablesOfTheirOwn()
    {
        string[] weights = ["InverseFrequency(0.5)", "InverseFrequency(1)", "EffectiveNumber(0.9)",
            "EffectiveNumber(BetaFrom = nameof(Beta))"];
        var (left, right) = Run(
            $"[Loss(Head.Softmax)] [Mean(Per.Valid)] sealed partial class X {{ public double Beta => 0.5; "
                + $"{string.Concat(weights.Select((weight, i) => $"[Part] [CrossEntropy] [{weight}] partial class P{i}; "))} }}\n"
                + string.Concat(weights.Select((weight, i) =>
                    $"[Loss(Head.Softmax)] [Mean(Per.Valid)] [CrossEntropy] [{weight}] sealed partial class L{i} {{ public double Beta "
                        + $"=> 0.5; }}\n")),
            $$"""
            var components = new double[{{weights.Length}}];
            new X(new[] { 6, 3, 1 }).Evaluate(new LossInputs<double>({{Logits}}, [2, 1]), new LossOutputs<double> { Components = components });
            left.AddRange(components);
            {{string.Concat(weights.Select((_, i) => $"right.Add(new L{i}(new[] {{ 6, 3, 1 }}).Forward({Logits}, [2, 1]));\n"))}}
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
}
