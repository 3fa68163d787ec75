using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Runtime;
using Xunit;
using static LossDsl.Axis;
using static LossDsl.Runtime.Denominator;

namespace LossDsl.Tests.Calls;

/// <summary>Denominators and steps, against the sums written out; gradients against differences of those.</summary>
public class AggregationTests
{
    private const int N = 5;
    private const int C = 3;
    private const int P = 4;

    private static readonly Dictionary<string, AggregationStep[]> Steps = new()
    {
        ["valid"] = [new(All, Reduction.Mean, Valid)],
        ["weights"] = [new(All, Reduction.Mean, Weights)],
        ["sample weights"] = [new(All, Reduction.Mean, SampleWeights)],
        ["elements"] = [new(All, Reduction.Mean, Elements)],
        ["batch"] = [new(All, Reduction.Mean, Denominator.Batch)],
        ["sum"] = [new(All, Reduction.Sum)],
        ["per sample"] = [new(Position, Reduction.Mean, Valid), new(Sample, Reduction.Mean, Valid)],
        ["per sample of the batch"] = [new(Position, Reduction.Mean, Valid), new(Sample, Reduction.Mean, Denominator.Batch)],
        ["sum of means"] = [new(Position, Reduction.Mean, Weights), new(Sample, Reduction.Sum)],
        ["mean of sums"] = [new(Position, Reduction.Sum), new(All, Reduction.Mean, Valid)],
        ["samples"] = [new(Sample, Reduction.Mean, Valid)],
        ["positions of the image"] = [new(Position, Reduction.Mean, Denominator.Batch), new(Sample, Reduction.Mean, SampleWeights)],
        ["classes first"] = [new(Class, Reduction.Mean, Valid), new(Position, Reduction.Mean, Valid), new(Sample, Reduction.Mean, Valid)],
        ["classes and all"] = [new(Class, Reduction.Mean, Denominator.Batch), new(All, Reduction.Mean, Valid)],
        ["external"] = [new(Position, Reduction.Mean, Valid), new(Sample, Reduction.Mean, External)],
    };

    public static TheoryData<string, Head, TargetKind, bool, bool> Cases()
    {
        var data = new TheoryData<string, Head, TargetKind, bool, bool>();
        foreach (var (name, head, kind) in from name in Steps.Keys
                                           from head in new[] { Head.Softmax, Head.Sigmoid }
                                           from kind in new[] { TargetKind.Labels, TargetKind.Numbers }
                                           select (name, head, kind))
        {
            data.Add(name, head, kind, false, false);
            data.Add(name, head, kind, true, false);
            data.Add(name, head, kind, true, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_divide_what_they_name(string name, Head head, TargetKind kind, bool sampleWeights, bool normalizer)
    {
        var steps = Steps[name];
        double? number = normalizer || name == "external" ? 7 : null;
        if (name == "sum")
            number = null;
        var reference = new ToyReference(N, C, P, head, kind, sampleWeights) { Steps = steps, Normalizer = number };
        var plan = Toy.Plan(head, kind, C, steps: steps, ignoreIndex: -1);
        var (gradient, perSample, components) = (new double[N * C * P], new double[N * P], new double[2]);
        var inputs = reference.Inputs();
        var value = Toy.Evaluate(plan, inputs,
            new LossOutputs<double> { Gradient = gradient, PerSample = perSample, Components = components });

        var expected = reference.Value();
        Assert.Equal(expected[0], components[0], 1e-12);
        Assert.Equal(expected[1], components[1], 1e-12);
        Assert.Equal(components[0] + components[1], value, 1e-12);
        Assert.NotEqual(0, value);
        for (var row = 0; row < N * P; row++)
            Assert.Equal(reference.Row(row), perSample[row], 1e-12);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(reference.Derivative(i), gradient[i], 1e-9);
    }

    /// <summary>Without any valid row, whatever the denominator: 0, and not 0/0.</summary>
    [Theory]
    [InlineData(TargetKind.Labels)]
    [InlineData(TargetKind.Numbers)]
    public void Nothing_valid_gives_zero(TargetKind kind)
    {
        foreach (var (name, steps) in Steps)
        {
            var reference = new ToyReference(N, C, P, Head.Sigmoid, kind, sampleWeights: true)
            {
                Normalizer = name == "external" ? 7
                : null
            };
            Array.Fill(reference.Rows, false);
            var gradient = Enumerable.Repeat(7.0, N * C * P).ToArray();
            var inputs = reference.Inputs();
            Assert.Equal(0, Toy.Evaluate(Toy.Plan(Head.Sigmoid, kind, C, steps: steps, ignoreIndex: -1), inputs,
                new LossOutputs<double> { Gradient = gradient }));
            Assert.All(gradient, number => Assert.Equal(0, number));
        }
    }

    [Fact]
    public void Sample_weights_that_are_all_zero_give_zero()
    {
        var plan = Toy.Plan(denominator: SampleWeights);
        var gradient = new double[4];
        Assert.Equal(0, Toy.Evaluate(plan, new LossInputs<double>([1, double.NaN, 3, 4], new[] { 0, 1 }) { SampleWeights = new double[2] },
            new LossOutputs<double> { Gradient = gradient }));
        Assert.All(gradient, number => Assert.Equal(0, number));
    }

    /// <summary>One-hot numbers give the denominators of the labels.</summary>
    [Theory]
    [InlineData(Weights)]
    [InlineData(SampleWeights)]
    public void One_hot_targets_weigh_like_labels(Denominator denominator)
    {
        var labels = new[] { 2, 0, 1, 2 };
        var numbers = new double[12];
        for (var i = 0; i < 4; i++)
            numbers[(i * 3) + labels[i]] = 1;
        var weights = new double[] { 1, 2, 0.5, 1 };
        double[] byLabel = [0, 0], byNumber = [0, 0];
        var logits = Toy.Random(12, 3);
        Toy.Evaluate(Toy.Plan(denominator: denominator), new LossInputs<double>(logits, labels) { SampleWeights = weights },
            new LossOutputs<double> { Components = byLabel });
        Toy.Evaluate(Toy.Plan(targets: TargetKind.Numbers, classes: 3, denominator: denominator),
            new LossInputs<double>(logits, numbers) { SampleWeights = weights }, new LossOutputs<double> { Components = byNumber });
        Assert.Equal(byLabel[1], byNumber[1]);
        Assert.NotEqual(0, byLabel[1]);
    }

    [Fact]
    public void Steps_that_cannot_be()
    {
        Refuses("Toy: a step over Position cannot follow one over Sample;", new(Sample, Reduction.Sum), new(Position, Reduction.Sum));
        Refuses("Toy: a step over Sample cannot follow one over All;", new(All, Reduction.Sum), new(Sample, Reduction.Sum));
        Refuses("Toy: a step over Class cannot follow one over Class;", new(Class, Reduction.Sum), new(Class, Reduction.Sum));
        Refuses("Toy: a step over All neither adds nor divides.", new AggregationStep(All, Reduction.None));

        static void Refuses(string message, params AggregationStep[] steps)
            => Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Toy.Plan(steps: steps)).Message);
    }
}
