using System;
using Xunit;
using static LossDsl.Generators.Tests.Comparison;

namespace LossDsl.Generators.Tests;

/// <summary>What is declared is what runs: selections of rows, and schedules.</summary>
public class SelectionTests
{
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
}
