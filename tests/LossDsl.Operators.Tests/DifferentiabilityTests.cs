using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Operators.Tests;

/// <summary>Automatic differentiation goes through what the generated operators compute, once and twice.</summary>
[Collection(CompiledOperators.Shared)]
public sealed class DifferentiabilityTests(CompiledOperators compiled)
{
    [Fact]
    public void Of_the_values()
    {
        var lost = 0;
        compiled.ForAll(item => lost += OfTheValues(item));
        Assert.True(lost < 10, $"{lost} rows are NaN");
    }

    private static int OfTheValues(OperatorCase item)
    {
        var call = item.Call(differentiable: true);
        item.Operators.Evaluate(call);
        var total = item.Lowered.ElementValue >= 0
            ? call.Seed(0).mul(call.Input(Runtime.KernelInput.Upstream)).mul(call.ElementValue!).sum()
            : call.Values.Select((value, c) => call.Seed(c).mul(value!).sum()).Aggregate((sum, one) => sum.add(one));
        if (!total.requires_grad)
            return 0;
        total.backward();
        return OperatorTests.Elements(item, BatchCall.Numbers(call.Logits.grad!), BatchCall.Numbers(call.Gradient!), 1e-9);
    }

    /// <summary>The derivative of the gradient along a direction, against its differences; what is stopped is a constant.</summary>
    [Fact]
    public void Of_the_gradient()
    {
        var (compared, passedOver) = (0, 0);
        compiled.ForAll(item =>
        {
            var call = item.Call(values: false, differentiable: true);
            item.Operators.Evaluate(call);
            if (!call.Gradient!.requires_grad)
                return;
            var random = new Random(1);
            var direction = Array.ConvertAll(item.Batch.Logits, _ => (2 * random.NextDouble()) - 1);
            call.Gradient.mul(tensor(direction).reshape(call.Gradient.shape)).sum().backward();
            var second = BatchCall.Numbers(call.Logits.grad!);
            var gradient = Pipeline.RunOperators(item.Lowered, Variable.Logits).Last().Loss;
            // Differences are dear: of each batch the first row.
            var along = item.Batch.Row(direction, 0);
            var here = item.On(gradient, 0);
            var tolerance = 1e-5 * (1 + here.GradientMagnitude().Sum());
            for (var k = 0; k < item.Batch.Classes; k++)
            {
                double Value(double[] logits)
                {
                    var all = (double[])item.Batch.Logits.Clone();
                    item.Batch.Store(all, 0, logits);
                    return item.On(gradient, 0, item.Batch with { Logits = all }, stopped: here).Gradient().Zip(along, (g, d) => g * d)
                        .Sum();
                }

                var actual = item.Batch.Row(second, 0)[k];
                if (double.IsNaN(actual) && item.MeetsInfinity(0))
                {
                    passedOver++;
                    continue;
                }

                if (global::LossDsl.Gradients.Tests.Differences.Slope(item.Batch.Row(item.Batch.Logits, 0), k, Value,
                    tolerance) is not { } slope)
                    passedOver++;
                else if (++compared > 0 && !(Math.Abs(slope - actual) <= tolerance + (1e-5 * Math.Abs(slope))))
                    Assert.Fail($"class {k}: expected {slope:R}, got {actual:R}");
            }
        });
        Assert.True(compared > 300 && passedOver < 0.05 * compared, $"{passedOver} passed over, {compared} compared");
    }
}
