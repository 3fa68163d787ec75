using System;
using System.Linq;
using LossDsl.Runtime;
using LossDsl.Tests.Calls;
using LossDsl.Tests.Functions;
using Xunit;

namespace LossDsl.Tests.Generated;

/// <summary>A gradient with strides of its own holds the numbers of the contiguous one, and writes nowhere else.</summary>
public class GradientShapeTests
{
    private const int N = 20;
    private const int C = 5;
    private const int P = 7;
    private const float Untouched = 77;

    private static readonly LogitShape Contiguous = new(N, C, P);
    private static readonly LogitShape[] Layouts =
    [
        // (N,P,C), as language models give them; samples innermost; gaps everywhere; the contiguous one, said.
        Contiguous with { SampleStride = P * C, ClassStride = 1, PositionStride = C },
        Contiguous with { SampleStride = 1, ClassStride = N * P, PositionStride = N },
        Contiguous with { SampleStride = ((2 * P) + 3) * C, ClassStride = (2 * P) + 3, PositionStride = 2 },
        Contiguous with { SampleStride = C * P, ClassStride = P, PositionStride = 1 },
    ];

    private readonly double[] logits = Toy.Random(N * C * P, 1);
    private readonly double[] targets = Toy.Random(N * C * P, 2, 0, 1);
    private readonly int[] labels = [.. Enumerable.Range(0, N * P).Select(row => row % 11 == 3 ? -100 : row * 7 % C)];

    private delegate double Evaluation<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged;

    /// <summary>Every type, engine, width and number of threads; the logits lie like the gradient, or contiguous.</summary>
    [Fact]
    public void Types_engines_and_layouts_agree()
    {
        var classes = new WeightedFocal(new int[] { 5, 4, 3, 2, 1 });
        var elements = new NormalPerElement();
        foreach (var layout in Layouts)
        {
            foreach (var shape in new[] { layout, Contiguous })
            {
                Compare<double>((in LossInputs<double> i, in LossOutputs<double> o) => classes.Evaluate(in i, in o), default, shape, layout,
                    false);
                Compare<double>((in LossInputs<double> i, in LossOutputs<double> o) => elements.Evaluate(in i, in o), default, shape,
                    layout, true);
                foreach (var execution in Lanes.Widths.Select(bits => new Execution { VectorBits = bits })
                    .Append(new Execution { Engine = Engine.PlainLoops }).Append(new Execution { MaxThreads = 1 }))
                {
                    Compare<float>((in LossInputs<float> i, in LossOutputs<float> o) => classes.Evaluate(in i, in o), execution, shape,
                        layout, false);
                    Compare<Half>((in LossInputs<Half> i, in LossOutputs<Half> o) => classes.Evaluate(in i, in o), execution, shape, layout,
                        false);
                    Compare<BFloat16>((in LossInputs<BFloat16> i, in LossOutputs<BFloat16> o) => classes.Evaluate(in i, in o), execution,
                        shape, layout, false);
                    Compare<float>((in LossInputs<float> i, in LossOutputs<float> o) => elements.Evaluate(in i, in o), execution, shape,
                        layout, true);
                }
            }
        }
    }

    /// <summary>Rows further apart than they are long, and one number per row: layouts that the kernels could write in place.</summary>
    [Fact]
    public void Rows_that_are_apart()
    {
        var shape = new LogitShape(N * P, C) with { SampleStride = C + 3, ClassStride = 1 };
        var (gradient, expected) = (Enumerable.Repeat(Untouched, N * P * (C + 3)).ToArray(), new float[logits.Length]);
        var inputs = new LossInputs<float>(Toy.As<float>(logits), labels);
        var loss = new WeightedFocal(new int[] { 5, 4, 3, 2, 1 });
        loss.Evaluate(in inputs, new LossOutputs<float> { Gradient = expected });
        loss.Evaluate(in inputs, new LossOutputs<float> { Gradient = gradient, GradientShape = shape });
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(i % (C + 3) < C ? expected[(i / (C + 3) * C) + (i % (C + 3))] : Untouched, gradient[i]);

        // Whole vectors of rows of one number.
        var (z, t) = (Toy.As<float>(Toy.Random(64, 1)), Toy.As<float>(Toy.Random(64, 2)));
        var (apart, together) = (Enumerable.Repeat(Untouched, 192).ToArray(), new float[64]);
        var regression = new LossInputs<float>(z, t) { Variances = Toy.As<float>(Toy.Random(64, 3, 0.25, 3)) };
        new Normal().Evaluate(in regression, new LossOutputs<float> { Gradient = together });
        new Normal().Evaluate(in regression,
            new LossOutputs<float> { Gradient = apart, GradientShape = new LogitShape(64, 1) with { SampleStride = 3 } });
        for (var i = 0; i < apart.Length; i++)
            Assert.Equal(i % 3 == 0 ? together[i / 3] : Untouched, apart[i]);
    }

    /// <summary>The gradient with respect to variances stays contiguous.</summary>
    [Fact]
    public void Other_gradients_do_not_move()
    {
        var (one, other) = (new double[logits.Length], new double[logits.Length]);
        var inputs = Numbers<double>(Contiguous);
        new NormalPerElement().Evaluate(in inputs, new LossOutputs<double> { VarianceGradient = one });
        new NormalPerElement().Evaluate(in inputs,
            new LossOutputs<double> { VarianceGradient = other, Gradient = new double[logits.Length], GradientShape = Layouts[0] });
        Assert.Equal(one, other);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Refuses("gradientShape", "gradientShape is given, but no gradient is asked for: it would have no effect.", 0, Contiguous);
        Refuses("gradientShape", "gradientShape is (20, 7, 5); it must be (20, 5, 7), the shape of the logits.", 700, new(N, P, C));
        Refuses("gradient", "gradient has 699 elements; it must be empty or have 700, the shape of the logits.", 699, Contiguous);
        Refuses("gradient", "gradient has 699 elements, but with strides (35, 1, 5) the last of (20, 5, 7) has index 699.", 699,
            Layouts[0]);
        Refuses("gradientShape", "gradientShape.ClassStride is -1; it must not be negative.", 700, Layouts[0] with { ClassStride = -1 });
        const string Apart = "they must give each element a place of its own.";
        Refuses("gradientShape", $"gradientShape is (20, 5, 7) with strides (35, 0, 5); {Apart}", 700, Layouts[0] with { ClassStride = 0 });
        Refuses("gradientShape", $"gradientShape is (20, 5, 7) with strides (34, 1, 5); {Apart}", 700,
            Layouts[0] with { SampleStride = 34 });

        void Refuses(string argument, string message, int length, LogitShape shape)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(() => new WeightedFocal(new int[] { 5, 4, 3, 2, 1 }).Evaluate(
                new LossInputs<double>(logits, labels) { Shape = Contiguous },
                    new LossOutputs<double> { Gradient = new double[length], GradientShape = shape }));
            Assert.StartsWith(message, exception.Message);
            Assert.Equal(argument, exception.ParamName);
        }
    }

    /// <summary>Of no rows there is no gradient: one that is given would stay as it is.</summary>
    [Fact]
    public void A_gradient_of_no_rows()
    {
        var none = new LogitShape(0, C, P);
        Assert.Equal(0, Evaluate([], none));
        Assert.Equal(0, Evaluate([], Layouts[0] with { Samples = 0 }));
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Evaluate(new double[5], none)).ParamName);
        Assert.Equal("gradient",
            Assert.Throws<ArgumentException>(() => Evaluate(new double[5], Layouts[0] with { Samples = 0 })).ParamName);
        Assert.Equal("gradientShape", Assert.Throws<ArgumentException>(() => Evaluate(new double[700], Contiguous)).ParamName);

        double Evaluate(double[] gradient, LogitShape shape)
            => new WeightedFocal(new int[] { 5, 4, 3, 2, 1 }).Evaluate(
                new LossInputs<double>([], Array.Empty<int>()) { Shape = none },
                    new LossOutputs<double> { Gradient = gradient, GradientShape = shape });
    }

    private void Compare<T>(Evaluation<T> evaluate, Execution execution, LogitShape shape, LogitShape layout, bool numbers)
        where T : unmanaged
    {
        var inputs = (numbers ? Numbers<T>(shape)
            : new LossInputs<T>(Spread<T>(shape), labels) { Shape = shape }) with
        { Execution = execution };
        var (contiguous, strided) =
            (new T[logits.Length], Enumerable.Repeat(Storage.Nearest<T>(Untouched), N * ((2 * P) + 3) * C).ToArray());
        var expected = evaluate(in inputs, new LossOutputs<T> { Gradient = contiguous });
        Assert.Equal(expected, evaluate(in inputs, new LossOutputs<T> { Gradient = strided, GradientShape = layout }));
        for (var i = 0; i < contiguous.Length; i++)
        {
            ref var element = ref strided[Index(layout, i)];
            Assert.Equal(contiguous[i], element);
            element = Storage.Nearest<T>(Untouched);
        }

        Assert.All(strided, element => Assert.Equal(Storage.Nearest<T>(Untouched), element));
    }

    private LossInputs<T> Numbers<T>(LogitShape shape)
        where T : unmanaged
        => new(Spread<T>(shape), Toy.As<T>(targets)) { Shape = shape, Variances = Toy.As<T>(Toy.Random(N * C * P, 3, 0.25, 3)) };

    private T[] Spread<T>(LogitShape shape)
        where T : unmanaged
    {
        var spread = new double[N * ((2 * P) + 3) * C];
        for (var i = 0; i < logits.Length; i++)
            spread[Index(shape, i)] = logits[i];
        return Toy.As<T>(shape == Contiguous ? logits : spread);
    }

    private static nint Index(LogitShape shape, int i)
        => shape == Contiguous ? i : (i / (C * P) * shape.SampleStride) + (i / P % C * shape.ClassStride) + (i % P * shape.PositionStride);
}
