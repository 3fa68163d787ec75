using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Operators.Tests;

/// <summary>Where probabilities are 0 and 1, what is finite stays so, in either precision.</summary>
[Collection(CompiledOperators.Shared)]
public sealed class SaturationTests(CompiledOperators compiled)
{
    [Theory]
    [InlineData(ScalarType.Float64, 60)]
    [InlineData(ScalarType.Float32, 20)]
    public void Gradients_are_finite(ScalarType type, double scale) => compiled.ForAll(item =>
    {
        var batch = item.Batch with { Logits = Array.ConvertAll(item.Batch.Logits, logit => (double)(float)(scale * logit)) };
        var call = item.Call(type: type, batch: batch);
        item.Operators.Evaluate(call);
        var gradient = BatchCall.Numbers(call.Gradient!);
        for (var row = 0; row < batch.Rows; row++)
        {
            var expected = item.On(item.Compiled, row, batch).Gradient();
            var actual = batch.Row(gradient, row);
            for (var k = 0; k < expected.Length; k++)
            {
                // What single precision cannot hold may be infinite there, but never NaN.
                if (double.IsFinite(expected[k]) && !(Math.Abs(expected[k]) > 1e30 ? !double.IsNaN(actual[k]) : double.IsFinite(actual[k])))
                    Assert.Fail($"row {row}, class {k}: expected {expected[k]:R}, got {actual[k]:R}");
            }
        }
    });

    [Fact]
    public void Gradients_of_parameters_are_finite() => compiled.ForAll(item =>
    {
        var batch = item.Batch with { Logits = Array.ConvertAll(item.Batch.Logits, logit => (double)(float)(20 * logit)) };
        foreach (var (index, property) in LossModel.Of(item.Declaration).Learnable)
        {
            var values = item.Call(type: ScalarType.Float32, batch: batch);
            item.Operators.Evaluate(values);
            if (item.Operators.ParameterGradient(item.Call(type: ScalarType.Float32, batch: batch), index) is not { } gradient)
                continue;
            var finite = values.Values.All(value => BatchCall.Numbers(value!).All(number => Math.Abs(number) < 1e15));
            if (finite && BatchCall.Numbers(gradient).Any(double.IsNaN))
                Assert.Fail($"the gradient of {property} is NaN");
        }
    });
}
