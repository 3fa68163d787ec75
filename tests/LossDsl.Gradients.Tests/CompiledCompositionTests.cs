using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Three hundred random compositions, generated and compiled in one compilation, against the evaluator of the IR: value,
/// losses per row and gradient, in double precision, in single precision on plain loops, and on sweeps of every width.
/// </summary>
public sealed class CompiledCompositionTests(CompiledCompositionTests.Compiled compiled) : IClassFixture<CompiledCompositionTests.Compiled>
{
    private const int Count = 300;

    public static TheoryData<Engine, int> SingleEngines => new()
    {
        { Engine.PlainLoops, 0 }, { Engine.Sweeps, 512 }, { Engine.Sweeps, 256 }, { Engine.Sweeps, 128 }, { Engine.Sweeps, 32 },
    };

    [Fact]
    public void In_double_precision()
    {
        foreach (var (declaration, batch, loss) in compiled.Losses)
        {
            var reference = new Reference(declaration, batch, roundedScores: false);
            var gradient = new double[batch.Logits.Length];
            var perSample = new double[batch.Rows];
            var value = loss.Evaluate(
                new LossInputs<double>(batch.Logits, batch.Labels) { Upstream = Upstream(declaration, batch), Normalizer = Normalizer(declaration, batch) },
                new LossOutputs<double> { Gradient = gradient, PerSample = perSample });

            AssertNear([reference.Value], [value], [reference.ValueMagnitude], 1e-12, 0, $"{loss}: value");
            AssertNear(reference.PerSample, perSample, reference.PerSampleMagnitude, 1e-12, 0, $"{loss}: per sample");
            AssertNear(reference.Gradient, gradient, reference.GradientMagnitude, 1e-12, 1e-300, $"{loss}: gradient");
        }
    }

    [Theory]
    [MemberData(nameof(SingleEngines))]
    public void In_single_precision(Engine engine, int bits)
    {
        foreach (var (declaration, batch, loss) in compiled.Losses)
        {
            var reference = new Reference(declaration, batch, roundedScores: true);
            var gradient = new float[batch.Logits.Length];
            var perSample = new float[batch.Rows];
            var value = loss.Evaluate(
                new LossInputs<float>([.. batch.Logits.Select(logit => (float)logit)], batch.Labels)
                {
                    Upstream = Array.ConvertAll(Upstream(declaration, batch), upstream => (float)upstream),
                    Normalizer = Normalizer(declaration, batch),
                    Execution = new Execution { Engine = engine, VectorBits = bits },
                },
                new LossOutputs<float> { Gradient = gradient, PerSample = perSample });

            AssertNear([reference.Value], [value], [reference.ValueMagnitude], 1e-5, 1e-37, $"{loss}: value");
            AssertNear(reference.PerSample, Doubles(perSample), reference.PerSampleMagnitude, 1e-5, 1e-37, $"{loss}: per sample");
            AssertNear(reference.Gradient, Doubles(gradient), reference.GradientMagnitude, 1e-5, 1e-37, $"{loss}: gradient");
        }
    }

    private static double[] Upstream(Declaration declaration, RandomBatch batch)
        => declaration.Attributes.Any(use => use.Name == "NoReduction") ? batch.Upstream : [batch.Upstream[0]];

    private static double? Normalizer(Declaration declaration, RandomBatch batch)
        => Reference.IsExternal(declaration) ? batch.Normalizer : null;

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static void AssertNear(double[] expected, double[] actual, double[] magnitude, double relative, double absolute, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var tolerance = (relative * magnitude[i]) + absolute;
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
                Assert.Fail($"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}, off by {Math.Abs(expected[i] - actual[i]):E2}, tolerance {tolerance:E2}");
        }
    }

    /// <summary>The compositions, compiled once for all tests.</summary>
    public sealed class Compiled : IDisposable
    {
        private readonly LoadedLoss assembly;

        public Compiled()
        {
            var cases = Enumerable.Range(0, Count).Select(number =>
            {
                var declaration = RandomDeclarations.Numbered(number);
                var classes = new[] { 2, 3, 5, 10, 16, 17, 40 }[number % 7];
                return (declaration, batch: new RandomBatch(declaration, 5 + (number % 30), classes, number % 3 == 0 ? 12 : 3, number));
            }).ToList();
            assembly = new LoadedLoss([.. cases.Select(item => DeclarationText.Of(item.declaration, item.batch.Properties))]);
            Losses = [.. cases.Select(item => (item.declaration, item.batch, assembly.Invoke<SoftmaxLoss>(item.declaration.Type.FullName, "Create", item.batch.Counts, item.batch.Weights)))];
        }

        internal IReadOnlyList<(Declaration Declaration, RandomBatch Batch, SoftmaxLoss Loss)> Losses { get; }

        public void Dispose() => assembly.Dispose();
    }
}
