using System;
using System.Linq;
using LossDsl.Runtime;
using LossDsl.Tests.Calls;
using LossDsl.Tests.Functions;
using Xunit;

namespace LossDsl.Tests.Generated;

/// <summary>The gradient with respect to predicted variances: what it is, in every type and layout, and when it is refused.</summary>
public class VarianceGradientTests
{
    private const int N = 20;
    private const int C = 3;
    private const int P = 4;

    private readonly double[] means = Toy.Random(N * C * P, 1);
    private readonly double[] targets = Toy.Random(N * C * P, 2);
    private readonly double[] variances = Toy.Random(N * C * P, 3, 0.25, 3);
    private readonly double[] upstream = Toy.Random(N * C * P, 4);
    private readonly double[] elementWeights = Toy.Random(N * C * P, 5, 0, 2);
    private readonly double[] sampleWeights = Toy.Random(N * P, 6, 0, 2);
    private readonly bool[] mask = [.. Enumerable.Range(0, N * C * P).Select(i => i % 5 != 0)];

    private delegate double Evaluation<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged;

    [Fact]
    public void It_is_the_slope_of_the_values()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            foreach (var loss in new Loss[] { new Normal(), new NormalPerElement() })
            {
                var result = GradientCheck.Run(loss, new GradientCheckOptions { Seed = seed, Classes = C });
                Assert.True(result.Passed, result.ToString());
                Assert.Equal(2 * 6 * C, result.Checked);
            }
        }
    }

    [Fact]
    public void A_wrong_one_fails_the_gradient_check()
    {
        var result = GradientCheck.Run(new Wrong(new Normal()), new GradientCheckOptions { Classes = C });
        Assert.False(result.Passed);
        Assert.Equal("Variances", result.Input);
        Assert.Contains("at Variances, row ", result.ToString());
        Assert.Equal(1.00001, result.Analytic / result.Numeric, 1e-8);
    }

    /// <summary>½ (1/v − d²/v²) over the elements that count, times weights and upstream gradient.</summary>
    [Fact]
    public void Masks_weights_and_upstream_are_those_of_the_loss()
    {
        var gradient = Unwritten(N * C * P);
        new Normal().Evaluate(Inputs(default) with { Upstream = upstream.AsSpan(0, 1) },
            new LossOutputs<double> { VarianceGradient = gradient });
        for (var i = 0; i < gradient.Length; i++)
        {
            var (d, v, row) = (means[i] - targets[i], variances[i], (i / (C * P) * P) + (i % P));
            var scale = mask[i] ? elementWeights[i] * sampleWeights[row] * upstream[0] / mask.Count(counts => counts) : 0;
            Assert.Equal(scale * 0.5 * ((1 / v) - (d * d / (v * v))), gradient[i], 1e-15);
        }
    }

    /// <summary>As in torch: else a variance that has come below ε would never find back.</summary>
    [Fact]
    public void Below_epsilon_it_is_that_at_epsilon()
    {
        var gradient = new double[2];
        new Normal().Evaluate(new LossInputs<double>([1, 0], new double[2]) { Variances = [1e-9, 1e-9] },
            new LossOutputs<double> { VarianceGradient = gradient });
        Assert.Equal(0.25 * (1e6 - 1e12), gradient[0], 1e-3);
        Assert.Equal(0.25 * 1e6, gradient[1], 1e-9);
    }

    /// <summary>Means along axes scale both gradients alike: that of the mean, w d/v, says what w is.</summary>
    [Fact]
    public void Steps_along_axes_are_those_of_the_loss()
    {
        var (gradient, ofMeans) = (Unwritten(N * C * P), Unwritten(N * C * P));
        new NormalByAxis().Evaluate(Inputs(default), new LossOutputs<double> { Gradient = ofMeans, VarianceGradient = gradient });
        for (var i = 0; i < gradient.Length; i++)
        {
            var (d, v) = (means[i] - targets[i], Math.Max(0.75, variances[i]));
            if (d != 0)
                Assert.Equal(ofMeans[i] * v / d * 0.5 * ((1 / v) - (d * d / (v * v))), gradient[i], 1e-14);
        }

        Assert.Contains(gradient, derivative => derivative != 0);
    }

    /// <summary>Every type, engine, width and number of threads, with predictions in any layout.</summary>
    [Fact]
    public void Types_engines_and_layouts_agree()
    {
        var loss = new NormalPerElement();
        var expected = Unwritten(N * C * P);
        loss.Evaluate(Inputs(default) with { Upstream = upstream }, new LossOutputs<double> { VarianceGradient = expected });
        var strided = new LogitShape(N, C, P) { SampleStride = (C * P * 2) + 5, ClassStride = 2, PositionStride = C * 2 };
        foreach (var shape in new[] { default, strided })
        {
            Compare<double>((in LossInputs<double> i, in LossOutputs<double> o) => loss.Evaluate(in i, in o), default, shape, 1e-15);
            foreach (var execution in Lanes.Widths.Select(bits => new Execution { VectorBits = bits })
                .Append(new Execution { Engine = Engine.PlainLoops }).Append(new Execution { MaxThreads = 1 }))
            {
                Compare<float>((in LossInputs<float> i, in LossOutputs<float> o) => loss.Evaluate(in i, in o), execution, shape, 1e-5);
                Compare<Half>((in LossInputs<Half> i, in LossOutputs<Half> o) => loss.Evaluate(in i, in o), execution, shape, 1e-3);
                Compare<BFloat16>((in LossInputs<BFloat16> i, in LossOutputs<BFloat16> o) => loss.Evaluate(in i, in o), execution, shape,
                    1e-2);
            }
        }

        void Compare<T>(Evaluation<T> evaluate, Execution execution, LogitShape shape, double tolerance)
            where T : unmanaged
        {
            var (ofMeans, gradient) = (new T[expected.Length], Toy.As<T>(Unwritten(expected.Length)));
            var inputs = Inputs<T>(shape) with { Upstream = Toy.As<T>(upstream), Execution = execution };
            var value = evaluate(in inputs, new LossOutputs<T> { Gradient = ofMeans, VarianceGradient = gradient });
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], Storage.ToDouble(gradient[i]), tolerance * (1 + Math.Abs(expected[i])) * 4);

            // Asked for alone it is the same, and nothing else changes for it.
            var (alone, without) = (new T[expected.Length], new T[expected.Length]);
            Assert.Equal(value, evaluate(in inputs, new LossOutputs<T> { VarianceGradient = alone }));
            Assert.Equal(value, evaluate(in inputs, new LossOutputs<T> { Gradient = without }));
            Assert.Equal(gradient, alone);
            Assert.Equal(ofMeans, without);
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit_and_calls_allocate_nothing()
    {
        const int Rows = 3000;
        var (z, t, v) = (Toy.As<float>(Toy.Random(Rows * C, 1)), Toy.As<float>(Toy.Random(Rows * C, 2)),
            Toy.As<float>(Toy.Random(Rows * C, 3, 0.25, 3)));
        var loss = new Normal();
        float[] Run(int threads, float[] gradient)
        {
            loss.Evaluate(
                new LossInputs<float>(z, t) { Shape = new(Rows, C), Variances = v, Execution = new Execution { MaxThreads = threads } },
                new LossOutputs<float> { VarianceGradient = gradient });
            return gradient;
        }

        var once = Run(1, new float[z.Length]);
        foreach (var threads in new[] { 2, 3, 7 })
            Assert.Equal(once, Run(threads, new float[z.Length]));
        for (var i = 0; i < 100; i++)
            Run(1, once);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Run(1, once);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var memory = new double[24];
        var loss = new Normal();
        Refuses("varianceGradient has 11 elements; it must be empty or have 12, the shape of the predictions.",
            () => Call(new LossOutputs<double> { VarianceGradient = new double[11] }));
        Refuses("varianceGradient overlaps variances in memory.",
            () => Call(new LossOutputs<double> { VarianceGradient = memory.AsSpan(11, 12) }));
        Refuses("varianceGradient overlaps gradient in memory.",
            () => Call(new LossOutputs<double> { Gradient = memory.AsSpan(12, 12), VarianceGradient = memory.AsSpan(12, 12) }));
        Refuses("varianceGradient is asked for, but Toy does not use Variances.", () => Toy.Evaluate(
            Toy.Plan(Head.Identity, TargetKind.Numbers), new LossInputs<double>(new double[12], new double[12]),
                new LossOutputs<double> { VarianceGradient = new double[12] }));

        var older = Assert.Throws<NotSupportedException>(() => Toy.Evaluate(
            Toy.Plan(Head.Identity, TargetKind.Numbers, inputs: [KernelInput.Variances]),
            new LossInputs<double>(new double[12], new double[12]) { Variances = [.. Enumerable.Repeat(1.0, 12)] },
            new LossOutputs<double> { VarianceGradient = new double[12] }));
        Assert.StartsWith("Toy was generated by an older version of LossDsl", older.Message);

        void Call(LossOutputs<double> outputs)
        {
            memory.AsSpan(0, 12).Fill(1);
            loss.Evaluate(new LossInputs<double>(new double[12], new double[12]) { Variances = memory.AsSpan(0, 12) }, outputs);
        }

        static void Refuses(string message, Action call)
        {
            var exception = Assert.Throws<ArgumentException>("varianceGradient", call);
            Assert.StartsWith(message, exception.Message);
        }
    }

    private LossInputs<double> Inputs(LogitShape shape) => Inputs<double>(shape);

    private LossInputs<T> Inputs<T>(LogitShape shape)
        where T : unmanaged
    {
        var z = means;
        if (shape.IsGiven)
        {
            z = Unwritten(N * (int)shape.SampleStride);
            for (var i = 0; i < means.Length; i++)
                z[(i / (C * P) * shape.SampleStride) + (i / P % C * shape.ClassStride) + (i % P * shape.PositionStride)] = means[i];
        }

        return new LossInputs<T>(Toy.As<T>(z), Toy.As<T>(targets))
        {
            Shape = shape.IsGiven ? shape : new(N, C, P),
            Variances = Toy.As<T>(variances),
            ElementWeights = Toy.As<T>(elementWeights),
            SampleWeights = Toy.As<T>(sampleWeights),
            Mask = mask,
        };
    }

    private static double[] Unwritten(int count) => [.. Enumerable.Repeat(double.NaN, count)];

    /// <summary>A loss whose gradient with respect to the variances is off by a factor.</summary>
    private sealed class Wrong(Normal loss) : RegressionLoss, INumberTargets
    {
        public override int? Classes => loss.Classes;

        public override System.Collections.Generic.IReadOnlyList<string> ComponentNames => loss.ComponentNames;

        public override float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs) => throw new NotSupportedException();

        public override double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs)
        {
            var value = loss.Evaluate(in inputs, in outputs);
            foreach (ref var derivative in outputs.VarianceGradient)
                derivative *= 1.00001;
            return value;
        }
    }
}
