using System;
using System.Linq;
using LossDsl.Tests.Driver;
using LossDsl.Tests.Functions;
using Xunit;

namespace LossDsl.Tests.Generated;

/// <summary>What the frozen kernel shows of the driver, shown of kernels as they are generated today.</summary>
public class GeneratedLossTests
{
    private static readonly int[] Sizes = [2, 3, 10, 15, 16, 17, 31, 33, 100];

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void Gradients_are_those_of_the_values(string name)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var result = GradientCheck.Run(Cases.Create(name, 4), new GradientCheckOptions { Classes = 4, Seed = seed });
            Assert.True(result.Passed, result.ToString());
        }
    }

    /// <summary>Of no rows there are no probabilities and no predictions, as their loss is 0.</summary>
    [Fact]
    public void Links_of_no_rows()
    {
        var loss = new WeightedFocal(new int[] { 5, 4, 3 });
        foreach (var shape in new[] { default, new LogitShape(0, 3),
            new LogitShape(0, 3) with { SampleStride = 3, ClassStride = 1, PositionStride = 1 } })
        {
            loss.ToProbabilities(Array.Empty<float>(), Array.Empty<float>(), shape);
            Assert.Empty(loss.Predict(Array.Empty<float>(), shape));
        }

        loss.ToProbabilities(Array.Empty<double>(), Array.Empty<double>());
        Assert.Empty(new PlainPerRow().Predict(Array.Empty<float>()));
    }

    /// <summary>Sweeps of every width, and plain loops in single precision, against plain loops in double precision.</summary>
    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void Engines_agree(string name)
    {
        foreach (var classes in Sizes)
        {
            foreach (var rows in new[] { 1, 2, 17, 300 })
            {
                var batch = new Batch(rows, classes);
                var loss = Cases.Create(name, classes);
                var expected = InDouble(name, loss, batch);
                foreach (var bits in Lanes.Widths)
                    Compare(expected, InSingle(name, loss, batch, new Execution { Engine = Engine.Sweeps, VectorBits = bits }),
                        $"{rows}×{classes}, {bits} bits");
                Compare(expected, InSingle(name, loss, batch, new Execution { Engine = Engine.PlainLoops }),
                    $"{rows}×{classes}, plain loops");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void Threads_do_not_change_a_bit(string name)
    {
        var batch = new Batch(2000, 33);
        var loss = Cases.Create(name, 33);
        var once = InSingle(name, loss, batch, new Execution { MaxThreads = 1 });
        foreach (var threads in new[] { 2, 3, 7 })
            Assert.True(once.AsSpan().SequenceEqual(InSingle(name, loss, batch, new Execution { MaxThreads = threads })));
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void NaN_stays_in_its_row(string name)
    {
        foreach (var classes in new[] { 3, 16, 33 })
        {
            foreach (var engine in new[] { Engine.Sweeps, Engine.PlainLoops })
            {
                var batch = new Batch(40, classes);
                batch.Logits[(17 * classes) + 2] = float.NaN;
                var loss = Cases.Create(name, classes);
                var (gradient, perSample) = (new float[40 * classes], new float[40]);
                var value = loss.Evaluate(
                    new LossInputs<float>(batch.Logits, batch.Targets) { Execution = new Execution { Engine = engine } },
                    new LossOutputs<float> { Gradient = gradient, PerSample = perSample });
                Assert.True(float.IsNaN(value));
                for (var i = 0; i < gradient.Length; i++)
                    Assert.Equal(i / classes == 17, float.IsNaN(gradient[i]));
                for (var i = 0; i < 40; i++)
                    Assert.Equal(i == 17, float.IsNaN(perSample[i]));
            }
        }
    }

    /// <summary>Without label smoothing, which gives every class a share and a masked one an infinite loss.</summary>
    [Theory]
    [InlineData(nameof(Plain))]
    [InlineData(nameof(PlainPerRow))]
    [InlineData(nameof(WeightedFocal))]
    public void Minus_infinity_masks_a_class(string name)
    {
        const int Classes = 20;
        var batch = new Batch(30, Classes);
        for (var i = 0; i < 30; i++)
            batch.Logits[(i * Classes) + ((batch.Targets[i] + 3) % Classes)] = float.NegativeInfinity;
        var loss = Cases.Create(name, Classes);
        var expected = InDouble(name, loss, batch);
        Assert.All(expected, number => Assert.True(double.IsFinite(number)));
        foreach (var bits in Lanes.Widths)
            Compare(expected, InSingle(name, loss, batch, new Execution { VectorBits = bits }), $"{bits} bits");
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void No_rows_give_zero(string name)
    {
        var loss = Cases.Create(name, 3);
        Assert.Equal(0f, loss.ForwardBackward(Array.Empty<float>(), Array.Empty<int>(), []));
        Assert.Equal(0d, loss.ForwardBackward(Array.Empty<double>(), Array.Empty<long>(), []));
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void Calls_allocate_nothing(string name)
    {
        var batch = new Batch(64, 10);
        var loss = Cases.Create(name, 10);
        var gradient = new float[640];
        var execution = new Execution { MaxThreads = 1 };
        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
                loss.Evaluate(new LossInputs<float>(batch.Logits, batch.Targets) { Execution = execution },
                    new LossOutputs<float> { Gradient = gradient });
        }

        Repeat(200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Value, components, rows and gradient in one array.</summary>
    private static float[] InSingle(string name, SoftmaxLoss loss, Batch batch, Execution execution)
    {
        var (gradient, perSample, components) =
            (new float[batch.Logits.Length], new float[batch.Rows], new float[loss.ComponentNames.Count]);
        var value = loss.Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets)
            {
                Execution = execution,
                Upstream = Cases.PerRow(name) ? batch.Upstream
                : default
            },
            new LossOutputs<float> { Gradient = gradient, PerSample = perSample, Components = components });
        return [.. gradient, .. perSample, .. components, value];
    }

    private static double[] InDouble(string name, SoftmaxLoss loss, Batch batch)
    {
        var (gradient, perSample, components) =
            (new double[batch.Logits.Length], new double[batch.Rows], new double[loss.ComponentNames.Count]);
        var value = loss.Evaluate(
            new LossInputs<double>(batch.Doubles, batch.Targets)
            {
                Upstream = Cases.PerRow(name)
                ? Array.ConvertAll(batch.Upstream, static u => (double)u) : default
            },
            new LossOutputs<double> { Gradient = gradient, PerSample = perSample, Components = components });
        return [.. gradient, .. perSample, .. components, value];
    }

    /// <summary>
    /// Each number to 1e-5 of the largest of its row: sums may cancel. The accuracy of each element has tests of its own.
    /// </summary>
    /// <summary>
    /// Contributions to an entry may cancel (smoothing, two classes), so it is held to their size, not to its own: rows are
    /// drawn alike, and the largest entry of the batch has that size. The compositions of the gradient tests are held to the
    /// sum of the contributions itself.
    /// </summary>
    private static void Compare(double[] expected, float[] actual, string where)
    {
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-5 * scale, $"{where}: [{i}] is {actual[i]:R}, not {expected[i]:R}");
    }
}
