using System;
using System.Linq;
using LossDsl.Runtime;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>Empty batches, ignored rows, infinities, NaN, upstream gradients and normalisers, on every engine.</summary>
public class EdgeTests
{
    private const double Lambda = 1e-2;

    public static TheoryData<Engine, int> Engines() => new()
    {
        { Engine.PlainLoops, 0 },
        { Engine.Sweeps, 32 },
        { Engine.Sweeps, 128 },
        { Engine.Sweeps, 256 },
        { Engine.Sweeps, 512 },
    };

    private static Execution On(Engine engine, int bits) => new() { Engine = engine, VectorBits = bits };

    [Theory]
    [MemberData(nameof(Engines))]
    public void No_rows_give_zero(Engine engine, int bits)
    {
        float[] components = [7, 7];
        var loss = new FrozenLoss([1, 2, 3], Lambda);
        Assert.Equal(0f, loss.Evaluate(new LossInputs<float>([], Array.Empty<int>()) { Execution = On(engine, bits) },
            new LossOutputs<float> { Components = components }));
        Assert.Equal([0f, 0f], components);
        Assert.Equal(0d, loss.Forward(Array.Empty<double>(), Array.Empty<long>()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void All_rows_ignored_give_zero_and_not_NaN(Engine engine, int bits)
    {
        var batch = new Batch(5, 10);
        Array.Fill(batch.Targets, -100);
        var gradient = Enumerable.Repeat(7f, 50).ToArray();
        var perSample = Enumerable.Repeat(7f, 5).ToArray();
        float[] components = [7, 7];
        var value = new FrozenLoss(batch.Weights, Lambda, ignoreIndex: -100).Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
            new LossOutputs<float> { Gradient = gradient, PerSample = perSample, Components = components });
        Assert.Equal(0f, value);
        Assert.All(gradient.Concat(perSample).Concat(components), number => Assert.Equal(0f, number));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Weights_that_are_all_zero_in_the_batch_give_zero(Engine engine, int bits)
    {
        var batch = new Batch(5, 3);
        Array.Fill(batch.Targets, 1);
        var gradient = new float[15];
        float[] components = [7, 7];
        new FrozenLoss([1, 0, 1], Lambda).Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
            new LossOutputs<float> { Gradient = gradient, Components = components });
        var reference = new Reference(batch.Doubles, batch.Targets, [1, 0, 1], Lambda);
        Assert.Equal(0f, components[0]);
        Assert.Equal(reference.Penalty.Sum() / 5, components[1], 1e-5);
        for (var i = 0; i < 15; i++)
            Assert.Equal(reference.ByPenalty[i] / 5, gradient[i], 1e-6);
    }

    /// <summary>The ignore index comes first, even where it is a class; NaN in an ignored row stays there.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public void Ignored_rows_have_no_part(Engine engine, int bits)
    {
        const int Ignored = 2;
        var batch = new Batch(300, 10);
        for (var i = 0; i < batch.Rows; i++)
        {
            if (batch.Targets[i] == Ignored)
                batch.Logits[(i * 10) + (i % 10)] = float.NaN;
        }

        var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, Lambda, Ignored);
        Assert.InRange(reference.Valid, 200, 299);
        var gradient = Enumerable.Repeat(float.NaN, 3000).ToArray();
        var perSample = Enumerable.Repeat(float.NaN, 300).ToArray();
        var components = new float[2];
        new FrozenLoss(batch.Weights, Lambda, ignoreIndex: Ignored).Evaluate(
            new LossInputs<float>(batch.Logits, Array.ConvertAll(batch.Targets, static y => (long)y)) { Execution = On(engine, bits) },
            new LossOutputs<float> { Gradient = gradient, PerSample = perSample, Components = components });
        Assert.Equal(reference.CrossEntropy.Sum() / reference.WeightSum, components[0], 1e-5);
        Assert.Equal(reference.Penalty.Sum() / reference.Valid, components[1], 1e-5);
        for (var i = 0; i < 300; i++)
        {
            if (batch.Targets[i] == Ignored)
                Assert.Equal(0f, perSample[i]);
            for (var k = 0; k < 10; k++)
            {
                var exact = (reference.ByCrossEntropy[(i * 10) + k] / reference.WeightSum)
                    + (reference.ByPenalty[(i * 10) + k] / reference.Valid);
                Assert.Equal(exact, gradient[(i * 10) + k], 1e-7);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Denominators_are_as_named(Engine engine, int bits)
    {
        var batch = new Batch(40, 3);
        var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, Lambda, ignored: 0);
        double Run(Denominator denominator, Reduction reduction = Reduction.Mean, double? normalizer = null)
            => new FrozenLoss(batch.Weights, Lambda, reduction, denominator, ignoreIndex: 0).Evaluate(
                new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits), Normalizer = normalizer }, default);
        var (ce, penalty) = (reference.CrossEntropy.Sum(), reference.Penalty.Sum());
        Assert.Equal((ce / reference.WeightSum) + (penalty / reference.Valid), Run(Denominator.Weights), 1e-5);
        Assert.Equal((ce + penalty) / reference.Valid, Run(Denominator.Valid), 1e-5);
        Assert.Equal((ce + penalty) / 40, Run(Denominator.Batch), 1e-5);
        Assert.Equal((ce + penalty) / 123, Run(Denominator.External, normalizer: 123), 1e-5);
        Assert.Equal((ce + penalty) / 123, Run(Denominator.Weights, normalizer: 123), 1e-5);
        Assert.Equal(ce + penalty, Run(Denominator.Weights, Reduction.Sum), 1e-3);
        Assert.Equal(ce + penalty, Run(Denominator.Weights, Reduction.None), 1e-3);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Upstream_scales_the_gradient_of_each_row_and_no_value(Engine engine, int bits)
    {
        var batch = new Batch(300, 10);
        var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, Lambda);
        var gradient = new float[3000];
        var perSample = new float[300];
        var loss = new FrozenLoss(batch.Weights, Lambda, Reduction.None);
        var value = loss.Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits), Upstream = batch.Upstream },
            new LossOutputs<float> { Gradient = gradient, PerSample = perSample });
        Assert.Equal(1, value / (reference.CrossEntropy.Sum() + reference.Penalty.Sum()), 1e-5);
        for (var i = 0; i < 3000; i++)
            Assert.Equal(batch.Upstream[i / 10] * (reference.ByCrossEntropy[i] + reference.ByPenalty[i]), gradient[i], 1e-5);
        for (var i = 0; i < 300; i++)
            Assert.Equal(reference.PerSample(i), perSample[i], 1e-4);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Upstream_of_a_mean_is_one_number(Engine engine, int bits)
    {
        var batch = new Batch(40, 10);
        var (once, thrice) = (new float[400], new float[400]);
        var loss = new FrozenLoss(batch.Weights, Lambda);
        var first = loss.Evaluate(new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
            new LossOutputs<float> { Gradient = once });
        var second = loss.Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits), Upstream = new float[] { -3 } },
            new LossOutputs<float> { Gradient = thrice });
        Assert.Equal(first, second);
        for (var i = 0; i < 400; i++)
            Assert.Equal(-3 * once[i], thrice[i], 1e-6);
        Assert.Contains(once, g => Math.Abs(g) > 1e-3);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void NaN_stays_in_its_row(Engine engine, int bits)
    {
        foreach (var classes in new[] { 3, 10, 16, 33 })
        {
            for (var at = 0; at < classes; at++)
            {
                var batch = new Batch(20, classes);
                var clean = new float[20 * classes];
                var loss = new FrozenLoss(batch.Weights, Lambda, Reduction.None);
                loss.Evaluate(new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
                    new LossOutputs<float> { Gradient = clean });
                batch.Logits[(7 * classes) + at] = float.NaN;
                var gradient = new float[20 * classes];
                var perSample = new float[20];
                var value = loss.Evaluate(
                    new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
                    new LossOutputs<float> { Gradient = gradient, PerSample = perSample });
                Assert.True(float.IsNaN(value));
                for (var i = 0; i < 20; i++)
                {
                    Assert.Equal(i == 7, float.IsNaN(perSample[i]));
                    for (var k = i * classes; k < (i + 1) * classes; k++)
                    {
                        if (i == 7)
                            Assert.True(float.IsNaN(gradient[k]));
                        else
                            Assert.Equal(clean[k], gradient[k]);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Minus_infinity_masks_a_class(Engine engine, int bits)
    {
        var batch = new Batch(20, 20);
        for (var i = 0; i < 20; i++)
            batch.Logits[(i * 20) + ((batch.Targets[i] + 1 + (i % 19)) % 20)] = float.NegativeInfinity;
        var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, Lambda);
        var gradient = new float[400];
        var perSample = new float[20];
        new FrozenLoss(batch.Weights, Lambda, Reduction.Sum).Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
            new LossOutputs<float> { Gradient = gradient, PerSample = perSample });
        for (var i = 0; i < 20; i++)
            Assert.Equal(reference.PerSample(i), perSample[i], 1e-4);
        for (var i = 0; i < 400; i++)
        {
            Assert.Equal(reference.ByCrossEntropy[i] + reference.ByPenalty[i], gradient[i], 1e-5);
            if (float.IsNegativeInfinity(batch.Logits[i]))
                Assert.Equal(0f, gradient[i]);
        }
    }

    /// <summary>Nothing is written outside the outputs, also where the last vector of a row is not full.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public void Neighbouring_memory_is_left_alone(Engine engine, int bits)
    {
        foreach (var classes in new[] { 2, 5, 15, 17, 31 })
        {
            var batch = new Batch(9, classes);
            var buffer = Enumerable.Repeat(42f, (9 * classes) + 64).ToArray();
            new FrozenLoss(batch.Weights, Lambda).Evaluate(
                new LossInputs<float>(batch.Logits, batch.Targets) { Execution = On(engine, bits) },
                new LossOutputs<float> { Gradient = buffer.AsSpan(32, 9 * classes) });
            Assert.All(buffer[..32].Concat(buffer[^32..]), number => Assert.Equal(42f, number));
        }
    }
}
