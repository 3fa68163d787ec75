using System;
using System.Collections.Generic;
using LossDsl.Runtime;
using LossDsl.Tests.Calls;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Checks;

public class GradientCheckTests
{
    private static readonly double[] Weights = [0.5, 1, 2, 3];

    public static TheoryData<Reduction, int> Cases()
    {
        var data = new TheoryData<Reduction, int>();
        foreach (var reduction in Enum.GetValues<Reduction>())
        {
            foreach (var rows in new[] { 1, 6 })
                data.Add(reduction, rows);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_right_gradient_passes(Reduction reduction, int rows)
    {
        var result = GradientCheck.Run(new FrozenLoss(Weights, 0.1, reduction), new GradientCheckOptions { Rows = rows });
        Assert.True(result.Passed, result.ToString());
        Assert.Equal(rows * 4, result.Checked);
        Assert.InRange(result.MaxError, 1e-16, 1e-9);
    }

    [Fact]
    public void Small_gradients_are_looked_at_as_closely()
    {
        var options = new GradientCheckOptions { Normalizer = 1e9 };
        Assert.True(GradientCheck.Run(new FrozenLoss(Weights), options).Passed);
        Assert.False(GradientCheck.Run(new WrongLoss(new FrozenLoss(Weights), 1.0001), options).Passed);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_gradient_fails_and_says_where(Reduction reduction, int rows)
    {
        var result = GradientCheck.Run(
            new WrongLoss(new FrozenLoss(Weights, 0.1, reduction), 1.00001),
            new GradientCheckOptions { Rows = rows });
        Assert.False(result.Passed);
        Assert.InRange(result.MaxError, 1e-7, 1e-4);
        Assert.StartsWith($"WrongLoss: gradient check FAILED; {rows * 4} derivatives, largest error ", result.ToString());
        Assert.Contains($"row {result.Row}, class {result.Class}, label {result.Label}", result.ToString());
        Assert.Equal(1.00001, result.Analytic / result.Numeric, 1e-8);
    }

    /// <summary>Wherever it stands, and whatever follows it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(23)]
    public void NaN_never_passes(int at)
    {
        var result = GradientCheck.Run(new WrongLoss(new FrozenLoss(Weights), double.NaN, at));
        Assert.False(result.Passed);
        Assert.Equal((at / 4, at % 4), (result.Row, result.Class));
    }

    [Fact]
    public void Options_out_of_range()
    {
        var loss = new FrozenLoss(Weights);
        Assert.Throws<ArgumentNullException>(() => GradientCheck.Run(null!));
        foreach (var (name, options) in new Dictionary<string, GradientCheckOptions>
        {
            ["Rows"] = new() { Rows = 0 },
            ["Classes"] = new() { Classes = 1 },
            ["Scale"] = new() { Scale = 0 },
            ["Step"] = new() { Step = double.NaN },
            ["Tolerance"] = new() { Tolerance = -1 },
        })
        {
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(loss, options)).ParamName);
        }
    }

    /// <summary>Every head, kind of targets and reduction, with whatever inputs the loss asks for.</summary>
    [Fact]
    public void Other_heads()
    {
        foreach (var reduction in Enum.GetValues<Reduction>())
        {
            Passes(30, false, new ToyMultilabel(0, reduction));
            Passes(18, true, new ToyMultilabel(3, reduction), new GradientCheckOptions { Numbers = true });
            Passes(6, true, new ToyMultilabel(0, reduction), new GradientCheckOptions { Numbers = true, Classes = 1 });
        }

        Passes(60, true, new ToyRegression(), new GradientCheckOptions { Epoch = 1 });
        Passes(30, true, new ToySoft(), new GradientCheckOptions { Numbers = true });
        Passes(30, true, new ToySoft());
        Passes(6, true, new ToyMultilabel(1));
        Passes(6, true, new ToyMultilabel(0), new GradientCheckOptions { Classes = 1 });
        var wrong = GradientCheck.Run(new ToySoft(1.00001), new GradientCheckOptions { Numbers = true });
        Assert.False(wrong.Passed);
        Assert.Contains($"class {wrong.Class}: ", wrong.ToString());
        Assert.Throws<ArgumentException>("epoch", () => GradientCheck.Run(new ToyRegression()));
        Assert.Throws<ArgumentException>("targets", () => GradientCheck.Run(new ToySoft(), new GradientCheckOptions { Numbers = false }));
        Assert.Throws<ArgumentOutOfRangeException>("Classes",
            () => GradientCheck.Run(new ToyMultilabel(0), new GradientCheckOptions { Classes = 1, Numbers = false }));

        static void Passes(int derivatives, bool numbers, Loss loss, GradientCheckOptions? options = null)
        {
            var result = GradientCheck.Run(loss, options);
            Assert.True(result.Passed, result.ToString());
            Assert.Equal(derivatives, result.Checked);
            Assert.Equal(numbers, result.Label is null);
        }
    }

    /// <summary>A loss whose gradient is off by a factor, everywhere or in one derivative.</summary>
    private sealed class WrongLoss(FrozenLoss loss, double factor, int? at = null) : SoftmaxLoss
    {
        public override int? Classes => loss.Classes;

        public override IReadOnlyList<string> ComponentNames => loss.ComponentNames;

        public override float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs) => throw new NotSupportedException();

        public override double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs)
        {
            var value = loss.Evaluate(in inputs, in outputs);
            for (var i = 0; i < outputs.Gradient.Length; i++)
                outputs.Gradient[i] *= at is null || at == i ? factor : 1;
            return value;
        }
    }
}
