using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Operators.Tests;

/// <summary>What the generated operators of random compositions compute, against the evaluator of the IR.</summary>
[Collection(CompiledOperators.Shared)]
public sealed class OperatorTests(CompiledOperators compiled)
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Values() => compiled.ForAll(item =>
    {
        var call = item.Call();
        item.Operators.Evaluate(call);
        for (var c = 0; c < item.Lowered.Components.Count; c++)
        {
            var values = BatchCall.Numbers(call.Values[c]!);
            Assert.Equal(item.Batch.Rows, values.Length);
            for (var row = 0; row < values.Length; row++)
                Near(item.On(item.Lowered, row).Component(c), values[row], item.On(item.Lowered, row).ComponentMagnitude(c),
                    $"component {c}, row {row}");
        }
    });

    [Fact]
    public void Values_of_elements() => compiled.ForAll(item =>
    {
        if (item.Lowered.ElementValue < 0)
            return;
        var call = item.Call(gradient: false);
        item.Operators.Evaluate(call);
        Elements(item, BatchCall.Numbers(call.ElementValue!), row => item.On(item.Lowered, row).ElementValues(),
            row => item.On(item.Lowered, row).ElementMagnitudes());
    });

    [Fact]
    public void Gradients() => compiled.ForAll(item =>
    {
        var call = item.Call(values: false);
        item.Operators.Evaluate(call);
        Elements(item, BatchCall.Numbers(call.Gradient!), row => item.On(item.Compiled, row).Gradient(),
            row => item.On(item.Compiled, row).GradientMagnitude());
    });

    [Fact]
    public void Weights_of_rows() => compiled.ForAll(item =>
    {
        var weight = item.Operators.RowWeight(item.Call());
        Assert.Equal(item.Lowered.RowWeight >= 0, weight is not null);
        if (weight is null)
            return;
        var values = BatchCall.Numbers(weight.expand([item.Batch.Samples, 1, item.Batch.Positions]));
        for (var row = 0; row < values.Length; row++)
            Near(item.On(item.Lowered, row).Value(item.Lowered.RowWeight)[0], values[row], 1, $"row {row}");
    });

    [Fact]
    public void Keys() => compiled.ForAll(item =>
    {
        var key = item.Operators.Key(item.Call());
        var expected = LossCompilation.Of(item.Declaration).Key(item.Form);
        Assert.Equal(expected is not null, key is not null);
        if (key is null)
            return;
        var values = BatchCall.Numbers(key);
        for (var row = 0; row < values.Length; row++)
            Near(item.On(expected!, row).Component(0), values[row], item.On(expected!, row).ComponentMagnitude(0), $"row {row}");
    });

    [Fact]
    public void Gradients_of_inputs() => compiled.ForAll(item =>
    {
        foreach (var input in InputTable.Differentiated(item.Lowered))
        {
            var expected = Pipeline.RunOperators(item.Lowered, Variable.Input(input.Name)).Skip(3).First().Loss;
            var gradient = item.Operators.InputGradient(item.Call(), Enum.Parse<KernelInput>(input.Property));
            Elements(item, BatchCall.Numbers(gradient!), row => item.On(expected, row).Gradient(),
                row => item.On(expected, row).GradientMagnitude());
        }
    });

    [Fact]
    public void Gradients_of_parameters_are_slopes()
    {
        var (compared, passedOver) = (0, 0);
        compiled.ForAll(item =>
        {
            foreach (var (index, property) in LossModel.Of(item.Declaration).Learnable)
            {
                if (item.Operators.ParameterGradient(item.Call(), index) is not { } tensor)
                    continue;
                var perElement = item.Lowered.ElementValue >= 0;
                Assert.Equal(perElement ? item.Batch.Classes : 1, tensor.shape[1]);
                var gradient = BatchCall.Numbers(perElement ? tensor.sum(1, keepdim: true) : tensor);
                for (var row = 0; row < gradient.Length; row++)
                {
                    double Value(double[] at)
                        => item.Seeded(row, item.Batch with
                        {
                            Properties =
                            item.Batch.Properties.ToDictionary(pair => pair.Key, pair => pair.Key == property ? at[0] : pair.Value)
                        });
                    var tolerance = 1e-6 * (1 + Math.Abs(gradient[row])) + (1e-9 * item.SeededMagnitude(row));
                    if (global::LossDsl.Gradients.Tests.Differences.Slope([item.Batch.Properties[property]], 0, Value,
                        tolerance) is { } slope)
                        compared++;
                    else
                    {
                        passedOver++;
                        continue;
                    }

                    if (!(Math.Abs(slope - gradient[row]) <= tolerance))
                        Assert.Fail($"{property}, row {row}: expected {slope:R}, got {gradient[row]:R}");
                }
            }
        });
        Assert.True(compared > 100 && passedOver < 0.05 * compared, $"{passedOver} passed over, {compared} compared");
    }

    private static void Elements(OperatorCase item, double[] actual, Func<int, double[]> expected, Func<int, double[]> magnitude)
    {
        Assert.Equal(item.Batch.Logits.Length, actual.Length);
        for (var row = 0; row < item.Batch.Rows; row++)
        {
            var (numbers, sizes, got) = (expected(row), magnitude(row), item.Batch.Row(actual, row));
            for (var k = 0; k < numbers.Length; k++)
                Near(numbers[k], got[k], sizes[k], $"row {row}, class {k}");
        }
    }

    private static void Near(double expected, double actual, double magnitude, string what)
    {
        if (!expected.Equals(actual) && !(Math.Abs(expected - actual) <= Tolerance * (1 + magnitude)))
            Assert.Fail($"{what}: expected {expected:R}, got {actual:R}");
    }

    /// <summary>
    /// Compares what automatic differentiation gives per element; gives the number of rows of which it makes NaN for a known
    /// reason.
    /// </summary>
    internal static int Elements(OperatorCase item, double[] expected, double[] actual, double tolerance)
    {
        var lost = 0;
        for (var row = 0; row < item.Batch.Rows; row++)
        {
            if (item.Batch.Row(expected, row).Any(double.IsNaN) && item.MeetsInfinity(row))
            {
                lost++;
                continue;
            }

            var magnitude = item.On(item.Compiled, row).GradientMagnitude();
            for (var k = 0; k < magnitude.Length; k++)
            {
                var (wanted, got) = (expected[item.Batch.Index(row, k)], actual[item.Batch.Index(row, k)]);
                if (!(Math.Abs(wanted - got) <= tolerance * (1 + magnitude[k])))
                    Assert.Fail($"row {row}, class {k}: {wanted:R} and {got:R}");
            }
        }

        return lost;
    }
}
