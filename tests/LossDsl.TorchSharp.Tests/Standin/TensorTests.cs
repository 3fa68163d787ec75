using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Making tensors, looking into them, and indices.</summary>
public class TensorTests
{
    [Fact]
    public void Arrays_are_copied_by_tensor_and_shared_by_from_array()
    {
        using var scope = NewDisposeScope();
        float[] numbers = [1, 2, 3];
        Tensor copy = tensor(numbers), shared = from_array(numbers);
        numbers[1] = 7;
        Assert.Equal([1f, 2, 3], copy.data<float>().ToArray());
        Assert.Equal([1f, 7, 3], shared.data<float>().ToArray());
        shared[2] = tensor(9f);
        Assert.Equal(9, numbers[2]);
    }

    [Fact]
    public void An_array_that_a_tensor_lies_over_is_let_go_with_the_tensor()
    {
        var array = Make();
        GC.Collect();
        Assert.False(array.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Make()
        {
            var numbers = new float[100];
            using var shared = from_array(numbers);
            return new(numbers);
        }
    }

    [Fact]
    public void Types_shapes_and_devices_are_those_asked_for()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, zeros(2, 3).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.5).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 2, 7).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal(ScalarType.Int64, randint(5, [4]).dtype);
        Assert.Equal(ScalarType.Bool, (ones(2) > 0).dtype);
        Assert.Equal([2L, 3, 4], ones(2, 3, 4).shape);
        Assert.Equal([12L, 4, 1], ones(2, 3, 4).stride());
        Assert.Equal([2L, 2], tensor(new long[,] { { 1, 2 }, { 3, 4 } }).shape);
        Assert.True(ones(1, requires_grad: true).requires_grad);
        Assert.Equal(8, ones(1, dtype: float64).ElementSize);
        Assert.Equal(DeviceType.CPU, ones(1).device_type);
        Assert.Equal("cpu", ones(1).device.ToString());
        Assert.False(cuda.is_available());
    }

    [Fact]
    public void The_meta_device_knows_shapes_and_no_numbers()
    {
        using var scope = NewDisposeScope();
        var product = empty(2, 3, device: META).matmul(empty(3, 4, device: META));
        Assert.True(product.is_meta);
        Assert.Equal([2L, 4], product.shape);
        Assert.Throws<InvalidOperationException>(() => product.bytes.Length);
    }

    [Fact]
    public void Bytes_are_the_memory_itself_of_a_contiguous_tensor()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(x.bytes)[1] = 5;
        Assert.Equal([1f, 5, 3, 4], x.data<float>().ToArray());
        Assert.Throws<InvalidOperationException>(() => x.t().bytes.Length);
        Assert.Throws<ArgumentException>(() => x.data<double>());
        Assert.Throws<ArgumentException>(() => x.item<float>());
    }

    [Fact]
    public void An_accessor_follows_strides()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var turned = x.t();
        Assert.Equal([1f, 4, 2, 5, 3, 6], turned.data<float>().ToArray());
        Assert.Equal(6, turned.data<float>()[2, 1]);
        Assert.Equal([1f, 1, 1], x[0, 0].expand(3).data<float>().ToArray());
        Assert.Equal(new float[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, turned.data<float>().ToNDArray());
        Assert.Equal(1, x[1, ..].storage_offset() - x.narrow(1, 2, 1).storage_offset());
        Assert.Throws<IndexOutOfRangeException>(() => turned.data<float>()[0, 2]);
    }

    [Fact]
    public void Indices_are_Python_s()
    {
        using var scope = NewDisposeScope();
        var x = arange(24, dtype: float32).view(2, 3, 4);
        float[] At(Tensor tensor) => tensor.data<float>().ToArray();

        Assert.Equal([20f, 21, 22, 23], At(x[1, 2]));
        Assert.Equal(23, x[-1, -1, -1].item<float>());
        Assert.Equal([1f, 2, 5, 6, 9, 10], At(x[0, .., 1..3]));
        Assert.Equal([3f, 7, 11, 15, 19, 23], At(x[TensorIndex.Ellipsis, 3]));
        Assert.Equal([2L, 1, 3, 4], x[.., TensorIndex.None].shape);
        Assert.Equal([0f, 2], At(x[0, 0, TensorIndex.Slice(step: 2)]));
        Assert.Equal([8f, 0, 4], At(x[0, TensorIndex.Tensor(tensor(new long[] { 2, 0, 1 })), 0]));
        Assert.Equal([22f, 23], At(x[TensorIndex.Tensor(x > 21)]));
        Assert.Equal([3f, 2, 1], At(arange(1, 4, dtype: float32)[tensor(new long[] { 2, 1, 0 })]));

        x[0, .., 0] = tensor(new float[] { -1, -2, -3 });
        x[1, 2, 3] = tensor(100f);
        x[TensorIndex.Tensor(x == 5)] = tensor(50f);
        Assert.Equal([-1f, -2, -3], At(x[0, .., 0]));
        Assert.Equal([50f, 100], At(x[TensorIndex.Tensor(x >= 50)]));
    }

    [Fact]
    public void Conversions_copy_only_where_something_changes()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 });
        Assert.True(x.to(float64).data<double>().ToArray() is [1, 2]);
        x.to(float32).fill_(3);
        Assert.Equal([3f, 3], x.data<float>().ToArray());
        x.to(float32, copy: true).fill_(4);
        Assert.Equal([3f, 3], x.data<float>().ToArray());
        Assert.Equal((Half)3, x.half().data<Half>()[0]);
        Assert.Equal(3, x.mean().ToDouble());
        Assert.Equal(3, (int)x[0].ToSingle());
        Assert.True(x.to(float64, disposeAfter: true).shape is [2] && x.IsInvalid);
    }

    [Fact]
    public void Upper_halves_of_floats_are_rounded_as_libtorch_rounds_them()
    {
        using var scope = NewDisposeScope();
        float[] numbers = [1, -3.14159f, 1 + 1 / 256f, 1 + 3 / 256f, 1e-40f, 3.4e38f, float.PositiveInfinity, float.NaN];
        var rounded = tensor(numbers).bfloat16();
        Assert.Equal(rounded.data<global::TorchSharp.BFloat16>().ToArray(), numbers.Select(number => new global::TorchSharp.BFloat16(number)));
        Assert.Equal(rounded.to(float32).data<float>().ToArray(), numbers.Select(number => new global::TorchSharp.BFloat16(number).ToSingle()));
    }

    [Fact]
    public void A_seed_gives_the_same_numbers_again()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var first = randn(8, generator: generator);
        generator.manual_seed(5);
        Assert.True(first.Equals(randn(8, generator: generator)));
        Assert.False(first.Equals(randn(8, generator: generator)));
        Assert.Equal([0L, 1, 2, 3, 4], randperm(5, generator: generator).data<long>().Order());
    }

    [Fact]
    public void Rows_are_drawn_by_their_weights()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var weights = tensor(new float[] { 0, 1, 0, 3 });
        var rows = multinomial(weights, 10000, true, generator).data<long>().ToArray();
        Assert.All(rows, row => Assert.True(row is 1 or 3));
        Assert.InRange(rows.Count(row => row == 3), 7320, 7680);
        Assert.Equal([1L, 3], weights.multinomial(2, generator: generator).data<long>().Order());
    }

    [Fact]
    public void Several_tensors_become_one_and_one_becomes_several()
    {
        using var scope = NewDisposeScope();
        Tensor a = tensor(new float[] { 1, 2 }), b = tensor(new float[] { 3, 4 });
        Assert.Equal([1f, 2, 3, 4], cat([a, b]).data<float>().ToArray());
        Assert.Equal([1f, 3, 2, 4], stack([a, b], 1).data<float>().ToArray());
        Assert.Equal([1, 3], cat([a, b]).split(2).Select(part => part[0].ToInt32()));
        Assert.Equal([4L, 6], arange(10)[4..8].view(2, 2).unbind(1)[0].data<long>().ToArray());
        Assert.Equal([2L, 3], arange(4).scatter(0, tensor(new long[] { 1, 0 }), tensor(new long[] { 9, 9 }))[2..].data<long>().ToArray());
        Assert.Equal([0f, 3, 0], zeros(3).scatter_add_(0, tensor(new long[] { 1, 1 }), a).data<float>().ToArray());
    }
}
