using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Losses of one term and a hard label in single precision: every entry of the gradient has a relative error of at most
/// 1e-5 wherever it is at least 2^-120 in magnitude, from p → 0 to p → 1 and for any number of classes.
/// </summary>
public sealed class ElementAccuracyTests(ElementAccuracyTests.Compiled compiled) : IClassFixture<ElementAccuracyTests.Compiled>
{
    private static readonly double Smallest = Math.Pow(2, -120);

    private static readonly (string Name, string Attributes)[] Declared =
    [
        ("Plain", "[CrossEntropy]"),
        ("Poly", "[PolyLoss(1.0, -0.5)]"),
        ("FocalHalf", "[CrossEntropy] [Focal(Gamma = 0.5)]"),
        ("FocalOne", "[CrossEntropy] [Focal(Gamma = 1)]"),
        ("FocalTwo", "[CrossEntropy] [Focal(Gamma = 2)]"),
        ("FocalOdd", "[CrossEntropy] [Focal(Gamma = 2.3)]"),
        ("FocalFive", "[CrossEntropy] [Focal(Gamma = 5)]"),
    ];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (name, _) in Declared)
            {
                foreach (var bits in new[] { 0, 512, 256, 128, 32 })
                    data.Add(name, bits);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void From_p_near_0_to_p_near_1(string name, int bits)
    {
        foreach (var classes in new[] { 2, 3, 10, 16, 17, 33 })
        {
            // The label's logit goes from far below the others to far above them.
            for (var gap = -80; gap <= 80; gap++)
                Check(name, bits, [.. Enumerable.Range(0, classes).Select(k => k == 1 ? gap : 0.25f * ((k * 7) % 5))], 1);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_many_classes(string name, int bits)
    {
        Check(name, bits, [.. Enumerable.Range(0, 100_003).Select(k => k == 5 ? 2.3f : 0f)], 5);
        Check(name, bits, [.. Enumerable.Range(0, 100_000).Select(k => -MathF.Log(k + 1))], 77);
    }

    private void Check(string name, int bits, float[] logits, int label)
    {
        var gradient = new float[logits.Length];
        compiled.Losses[name].Evaluate(
            new LossInputs<float>(logits,
                [label])
            { Execution = new Execution { Engine = bits == 0 ? Engine.PlainLoops : Engine.Sweeps, VectorBits = bits } },
            new LossOutputs<float> { Gradient = gradient });
        var expected = new double[logits.Length];
        compiled.Losses[name].Evaluate(
            new LossInputs<double>(Array.ConvertAll(logits, logit => (double)logit), [label]),
            new LossOutputs<double> { Gradient = expected });
        for (var k = 0; k < expected.Length; k++)
        {
            if (Math.Abs(expected[k]) >= Smallest && !(Math.Abs(gradient[k] - expected[k]) <= 1e-5 * Math.Abs(expected[k])))
                Assert.Fail($"{name}, {logits.Length} classes, label's logit {logits[label]}: entry {k} is {gradient[k]:R}, expected "
                    + $"{expected[k]:R}, off by {Math.Abs((gradient[k] / expected[k]) - 1):E2}");
        }
    }

    /// <summary>The losses, compiled once. Their double precision is held against the evaluator of the IR elsewhere.</summary>
    public sealed class Compiled : IDisposable
    {
        private readonly LoadedLoss assembly =
            new([.. Declared.Select(loss =>
                $"using LossDsl; [Loss(Head.Softmax)] {loss.Attributes} public sealed partial class {loss.Name};")]);

        public Compiled() => Losses = Declared.ToDictionary(loss => loss.Name, loss => assembly.Create<SoftmaxLoss>(loss.Name));

        internal IReadOnlyDictionary<string, SoftmaxLoss> Losses { get; }

        public void Dispose() => assembly.Dispose();
    }
}
