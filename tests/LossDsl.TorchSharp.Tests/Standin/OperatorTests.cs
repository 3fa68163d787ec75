using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Operators reach the operator of their name with their arguments in their places.</summary>
public class OperatorTests
{
    private static readonly double[] Values = [0.3, 0.9, 0.5, 0.25];

    public static TheoryData<string, Func<double, double>> Functions => new()
    {
        { "exp", Math.Exp }, { "expm1", x => Math.Exp(x) - 1 }, { "log", Math.Log }, { "log1p", x => Math.Log(1 + x) },
        { "log2", Math.Log2 }, { "log10", Math.Log10 }, { "sqrt", Math.Sqrt }, { "rsqrt", x => 1 / Math.Sqrt(x) },
        { "square", x => x * x }, { "abs", Math.Abs }, { "neg", x => -x }, { "reciprocal", x => 1 / x }, { "tanh", Math.Tanh },
        { "sigmoid", x => 1 / (1 + Math.Exp(-x)) }, { "log_sigmoid", x => -Math.Log(1 + Math.Exp(-x)) }, { "sin", Math.Sin },
        { "cos", Math.Cos }, { "floor", Math.Floor }, { "ceil", Math.Ceiling }, { "sign", x => Math.Sign(x) }, { "relu", x => x },
        { "trunc", Math.Truncate }, { "frac", x => x },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_of_one_operand_is_that_function(string name, Func<double, double> expected)
    {
        using var scope = NewDisposeScope();
        var x = tensor(Values);
        var result = (Tensor)typeof(Tensor).GetMethod(name, [])!.Invoke(x, [])!;
        Assert.Equal(Values.Select(expected), result.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    public static TheoryData<string> InPlace => [.. Pairs().Select(pair => pair.ToString()!)];

    [Theory]
    [MemberData(nameof(InPlace))]
    public void An_operator_in_place_gives_what_the_other_gives_and_the_same_object(string signature)
    {
        using var scope = NewDisposeScope();
        var change = Pairs().Single(pair => pair.ToString() == signature);
        var parameters = change.GetParameters();
        var plain = typeof(Tensor).GetMethod(change.Name[..^1], [.. parameters.Select(parameter => parameter.ParameterType)])!;
        var integers = change.Name.StartsWith("bitwise", StringComparison.Ordinal);
        var x = integers ? tensor(new[] { 3, 4, 6, 9 }) : tensor(Values);
        var arguments = parameters.Select((parameter, i) => Argument(parameter, i, integers)).ToArray();

        var expected = (Tensor)plain.Invoke(x, arguments)!;
        var result = (Tensor)change.Invoke(x, arguments)!;

        Assert.Same(x, result);
        Assert.Equal(
            expected.to(float64).flatten().data<double>().ToArray(), result.to(float64).flatten().data<double>().ToArray());
    }

    [Fact]
    public void Numbers_beside_tensors_keep_their_side()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2.0, 4 });
        Assert.Equal([-1.0, -3], (1 - x).data<double>().ToArray());
        Assert.Equal([0.5, 0.25], (1.0 / x).data<double>().ToArray());
        Assert.Equal([1.0, 3], (x - 1).data<double>().ToArray());
        Assert.Equal([1.0, 2], (x / 2L).data<double>().ToArray());
        Assert.Equal([-2.0, -4], (-x).data<double>().ToArray());
        Assert.Equal([false, true], (x > 3).data<bool>().ToArray());
        Assert.Equal([false, true], (3 < x).data<bool>().ToArray());
        Assert.Equal([true, false], (x == 2.0).data<bool>().ToArray());
        Assert.Equal([2.0, -4], torch.where(x < 3, x, -x).data<double>().ToArray());
    }

    [Fact]
    public void Reductions_reduce_over_the_dimension_they_are_told()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 1, 5, 2 }, { 7, 0, 3 } });
        Assert.Equal([8.0, 10], x.sum(1).data<double>().ToArray());
        Assert.Equal([8.0, 5, 5], x.sum([0]).data<double>().ToArray());
        Assert.Equal([4.0, 2.5, 2.5], x.mean([0]).data<double>().ToArray());
        Assert.Equal([5.0, 7], x.amax([1]).data<double>().ToArray());
        Assert.Equal([1L, 0], x.argmax(1).data<long>().ToArray());
        Assert.Equal([1.0, 0], x.min(1).Item1.data<double>().ToArray());
        Assert.Equal([5.0, 2, 7, 3], x.topk(2).Item1.data<double>().ToArray());
        Assert.Equal([1.0, 2, 5, 0, 3, 7], x.sort().Item1.data<double>().ToArray());
        Assert.Equal(5, x.count_nonzero().item<long>());
        Assert.Equal([1.0, 1], x.softmax(1).sum(1).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(Math.Log(Math.Exp(1) + Math.Exp(5) + Math.Exp(2)), x.logsumexp(1)[0].ToDouble(), 12);
        Assert.Equal(x.logsumexp(1)[1].ToDouble(), (7 - x.log_softmax(1)[1, 0]).ToDouble(), 12);
    }

    /// <summary>TorchSharp has sum(ScalarType?) beside sum(long, …), and C# takes the literal for the enumeration.</summary>
    [Fact]
    public void A_literal_zero_is_a_type_not_a_dimension()
    {
        using var x = ones(2, 3);
        using var sum = x.sum(0);
        Assert.Equal(ScalarType.Byte, sum.dtype);
        Assert.Empty(sum.shape);
    }

    [Fact]
    public void A_failure_in_libtorch_is_an_ExternalException_with_its_message()
    {
        using var x = ones(2, 3);
        var error = Assert.Throws<ExternalException>(() => x.matmul(x));
        Assert.Contains("2x3 and 2x3", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<MethodInfo> Pairs()
    {
        string[] notPairs = ["requires_grad_", "detach_", "unsqueeze_", "index_add_"];
        return typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.Name.EndsWith('_') && !notPairs.Contains(method.Name)
                && typeof(Tensor).GetMethod(method.Name[..^1], [.. method.GetParameters().Select(p => p.ParameterType)]) is not null);
    }

    private static object? Argument(ParameterInfo parameter, int position, bool integers) => parameter switch
    {
        { Name: "mask" } => tensor(new[] { true, false, true, false }),
        { Name: "index" } => tensor(new long[] { 3, 0, 2, 1 }),
        _ when parameter.ParameterType == typeof(Scalar) => (Scalar)(position == 0 ? 0.4 : 0.7),
        _ when parameter.ParameterType == typeof(Tensor) && integers => tensor(new[] { 1, 6, 3, 8 }),
        _ when parameter.ParameterType == typeof(Tensor) => tensor(new[] { 0.2, 0.6, 0.5, 0.7 }),
        _ when parameter.ParameterType == typeof(long) => 0L,
        _ when parameter.HasDefaultValue => parameter.DefaultValue,
        _ => throw new InvalidOperationException(parameter.ToString()),
    };
}
