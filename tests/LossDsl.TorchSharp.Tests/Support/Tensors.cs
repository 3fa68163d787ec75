using System;
using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests;

/// <summary>Random tensors that do not depend on which tests run beside this one, and comparisons.</summary>
internal static class Tensors
{
    /// <summary>Numbers in (−3, 3), in double precision.</summary>
    public static Tensor Numbers(int seed, params long[] shape)
    {
        var random = new Random(seed);
        using var flat = tensor(Array(shape, _ => (random.NextDouble() * 6) - 3));
        return flat.reshape(shape);
    }

    /// <summary>Numbers in (0.1, 1), in double precision: weights, variances, targets of a sigmoid.</summary>
    public static Tensor Shares(int seed, params long[] shape)
    {
        var random = new Random(seed);
        using var flat = tensor(Array(shape, _ => 0.1 + (random.NextDouble() * 0.9)));
        return flat.reshape(shape);
    }

    /// <summary>Class indices, 64-bit.</summary>
    public static Tensor Labels(int seed, int classes, params long[] shape)
    {
        var random = new Random(seed);
        using var flat = tensor(Array(shape, _ => (long)random.Next(classes)));
        return flat.reshape(shape);
    }

    /// <summary>The same tensor as a leaf that requires a gradient.</summary>
    public static Tensor Leaf(this Tensor tensor) => tensor.detach().clone().requires_grad_();

    /// <summary>The elements in double precision.</summary>
    public static double[] Values(this Tensor tensor)
    {
        using var _ = no_grad();
        using var doubles = tensor.to(ScalarType.Float64).contiguous();
        return doubles.data<double>().ToArray();
    }

    /// <summary>The only element.</summary>
    public static double Value(this Tensor tensor) => tensor.Values().Single();

    /// <summary>The gradient of a value with respect to one tensor.</summary>
    public static Tensor Gradient(Tensor value, Tensor of, Tensor? upstream = null)
        => autograd.grad([value], [of], upstream is null ? null : [upstream])[0];

    /// <summary>Asserts equal shapes and types, and elements as close as a part of the largest.</summary>
    public static void Close(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        var (one, other) = (expected.Values(), actual.Values());
        var scale = Math.Max(1, one.Select(Math.Abs).DefaultIfEmpty().Max());
        for (var i = 0; i < one.Length; i++)
            Assert.True(Math.Abs(one[i] - other[i]) <= tolerance * scale, $"[{i}] is {other[i]}, not {one[i]}");
    }

    /// <summary>Asserts equal shapes, types and bits.</summary>
    public static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        using var one = expected.contiguous();
        using var other = actual.contiguous();
        Assert.True(one.bytes.SequenceEqual(other.bytes),
            $"[{string.Join(", ", expected.Values())}] is not, bit for bit, [{string.Join(", ", actual.Values())}]");
    }

    /// <summary>The derivatives of a number by central differences, in the shape of the tensor that it depends on.</summary>
    public static Tensor Differences(Func<Tensor, Tensor> number, Tensor at, double step = 1e-5)
    {
        using var _ = no_grad();
        var point = at.detach().to(ScalarType.Float64).clone();
        var values = point.Values();
        var derivatives = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            derivatives[i] = (At(i, step) - At(i, -step)) / (2 * step);
        return tensor(derivatives).reshape(at.shape);

        double At(int i, double change)
        {
            var moved = (double[])values.Clone();
            moved[i] += change;
            return number(tensor(moved).reshape(at.shape)).Value();
        }
    }

    private static T[] Array<T>(long[] shape, Func<long, T> element)
    {
        var numbers = new T[shape.Aggregate(1L, (product, length) => product * length)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = element(i);
        return numbers;
    }
}
