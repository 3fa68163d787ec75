using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Calls;

/// <summary>
/// With everything that a call may give: no allocation after the first calls, and the same bits on any number of threads.
/// </summary>
public class CostTests
{
    private const int N = 40;
    private const int C = 7;
    private const int P = 64;

    private static readonly LossPlan Plan = Toy.Plan(
        Head.Sigmoid,
        TargetKind.Numbers,
        C,
        steps: [new(Axis.Class, Reduction.Mean, Denominator.Valid), new(Axis.Position, Reduction.Mean, Denominator.Weights),
            new(Axis.Sample, Reduction.Mean, Denominator.Valid)],
        inputs: [KernelInput.ClassMask, KernelInput.FeatureNorms, KernelInput.Variances],
        selection: new RowSelection
        {
            Key = Toy.KeyPlan(Head.Sigmoid, TargetKind.Numbers),
            Rule = SelectionRule.HardestFraction,
            Amount = 0.3
        });

    private readonly double[] logits = Toy.Random(N * C * P, 1);
    private readonly double[] targets = Toy.Random(N * C * P, 2, 0, 1);
    private readonly double[] elementWeights = Toy.Random(N * C * P, 3, 0, 2);
    private readonly double[] sampleWeights = Toy.Random(N * P, 4, 0, 2);
    private readonly double[] ones = [.. Enumerable.Repeat(1.0, N * C * P)];
    private readonly bool[] mask = [.. Enumerable.Range(0, N * C * P).Select(i => i % 5 != 0)];
    private readonly bool[] classMask = [.. Enumerable.Repeat(true, C)];

    [Fact]
    public void No_allocation()
    {
        var (gradient, perSample, components) = (new double[N * C * P], new double[N * P], new double[2]);
        for (var i = 0; i < 30; i++)
            Evaluate(1, gradient, perSample, components);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 30; i++)
            Evaluate(1, gradient, perSample, components);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_same_bits_on_any_number_of_threads()
    {
        var (gradient, perSample, components) = (new double[N * C * P], new double[N * P], new double[2]);
        var value = Evaluate(1, gradient, perSample, components);
        Assert.NotEqual(0, value);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var (otherGradient, otherPerSample, otherComponents) = (new double[N * C * P], new double[N * P], new double[2]);
            Assert.Equal(value, Evaluate(threads, otherGradient, otherPerSample, otherComponents));
            Assert.Equal(gradient, otherGradient);
            Assert.Equal(perSample, otherPerSample);
            Assert.Equal(components, otherComponents);
        }
    }

    private double Evaluate(int threads, double[] gradient, double[] perSample, double[] components)
        => LossDriver.Evaluate<ToyKernel<ToyNumbers>, ToyKernel<ToyNumbers>, double>(
        Plan,
        default,
        new LossInputs<double>(logits, targets)
        {
            Shape = new(N, C, P),
            ElementWeights = elementWeights,
            SampleWeights = sampleWeights,
            FeatureNorms = sampleWeights,
            Variances = ones,
            Mask = mask,
            ClassMask = classMask,
            Execution = new Execution { MaxThreads = threads },
        },
        new LossOutputs<double> { Gradient = gradient, PerSample = perSample, Components = components });
}
