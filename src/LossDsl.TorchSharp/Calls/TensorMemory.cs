using System;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>The memory of tensors on the CPU as spans. Whoever asks keeps the tensor alive as long as the span is used.</summary>
internal static class TensorMemory
{
    /// <summary>Whether everything of the size of the input fits in spans of bytes, which is all that tensors give.</summary>
    public static bool Fits(CallTensors tensors, Placement placement, ScalarType type)
    {
        var input = tensors.Input;
        var size = type == input.dtype ? input.ElementSize : type == ScalarType.Float64 ? sizeof(double) : sizeof(float);
        if (input.numel() * size > int.MaxValue || tensors.Target.numel() * tensors.Target.ElementSize > int.MaxValue)
            return false;
        return placement.Strides(input) is not { } strides || Extent(placement, strides) * size <= int.MaxValue;
    }

    /// <summary>The elements of a contiguous tensor.</summary>
    public static Span<T> Of<T>(Tensor tensor)
        where T : unmanaged
        => tensor.numel() == 0 ? default : MemoryMarshal.Cast<byte, T>(tensor.bytes);

    /// <summary>The elements of an optional tensor in the type T, contiguous: the tensor's own memory if it is like that already.</summary>
    public static ReadOnlySpan<T> Read<T>(ref Tensor? tensor, ScalarType type)
        where T : unmanaged
    {
        if (tensor is null)
            return default;
        if (tensor.dtype != type)
            tensor = tensor.to_type(type);
        if (!tensor.is_contiguous())
            tensor = tensor.contiguous();
        return Of<T>(tensor);
    }

    /// <summary>
    /// Room for a gradient, with the strides of the input, or without the gaps of a slice; contiguous where kernels cannot write
    /// like that.
    /// </summary>
    public static Tensor Like(Tensor input, Placement placement, ScalarType type)
    {
        if (input.numel() == 0 || input.is_contiguous())
            return empty(placement.InputShape, type);
        var like = empty_like(input, type);
        if (placement.Strides(like) is not null)
            return like;
        like.Dispose();
        return empty(placement.InputShape, type);
    }

    /// <summary>
    /// A tensor in the shape of the input with its strides, without a copy, unless its positions do not lie at one distance. What
    /// is between its elements, if it is a slice, is in the span.
    /// </summary>
    public static Span<T> Strided<T>(ref Tensor input, Placement placement, out LogitShape shape)
        where T : unmanaged
    {
        if (input.numel() == 0)
        {
            // No rows, be it for want of samples or of positions, of which kernels expect one at least.
            shape = new LogitShape(0, (int)placement.Classes);
            return default;
        }

        shape = new LogitShape((int)placement.Samples, (int)placement.Classes, (int)placement.Positions);
        if (input.is_contiguous())
            return Of<T>(input);
        if (placement.Strides(input) is not { } strides || strides is (0, 0, 0))
        {
            input = input.contiguous();
            return Of<T>(input);
        }

        shape = shape with
        {
            SampleStride = (nint)strides.Sample,
            ClassStride = (nint)strides.Class,
            PositionStride = (nint)strides.Position
        };
        using var _ = no_grad();
        input = input.as_strided([Extent(placement, strides)], [1], input.storage_offset());
        return Of<T>(input);
    }

    /// <summary>The number that a tensor with one element holds, whatever its type.</summary>
    public static double Number(Tensor tensor)
    {
        // Every backward pass asks for one; an operator takes longer than all the rest of it.
        switch (tensor.dtype)
        {
            case ScalarType.Float32:
                return tensor.item<float>();
            case ScalarType.Float64:
                return tensor.item<double>();
        }

        using var _ = no_grad();
        using var number = tensor.to(ScalarType.Float64, CPU);
        return number.item<double>();
    }

    private static long Extent(Placement placement, (long Sample, long Class, long Position) strides)
        => 1 + ((placement.Samples - 1) * strides.Sample) + ((placement.Classes - 1) * strides.Class)
            + ((placement.Positions - 1) * strides.Position);
}
