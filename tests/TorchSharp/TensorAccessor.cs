using System;
using System.Collections;
using System.Collections.Generic;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a tensor on the CPU, in the order of its indices whatever its strides. It keeps the tensor's
/// wrapper alive.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly T* address;
    private readonly long[] shape;
    private readonly long[] strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        address = (T*)tensor.Address();
        shape = tensor.shape;
        strides = tensor.stride();
    }

    public long Count => tensor.numel();

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => address[Offset(indices)];
        set => address[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>An array of the tensor's own shape; of one element where it has no dimensions.</summary>
    public Array ToNDArray()
    {
        if (shape.Length < 2)
            return ToArray();
        var result = Array.CreateInstance(typeof(T), shape);
        var index = new long[shape.Length];
        foreach (var value in this)
        {
            result.SetValue(value, index);
            for (var d = shape.Length - 1; d >= 0 && ++index[d] == shape[d]; d--)
                index[d] = 0;
        }
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (var i = tensorIndex; i < Count; i++)
            array[arrayIndex++] = address[Position(i)];
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (var i = tensorIndex; i < Count; i++)
            address[Position(i)] = array[arrayIndex++];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() { }

    private T At(long index) => address[Position(index)];

    private long Position(long index)
    {
        long offset = 0;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            offset += index % shape[d] * strides[d];
            index /= shape[d];
        }
        return offset;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
            return indices[0] >= 0 && indices[0] < Count
                ? Position(indices[0])
                : throw new IndexOutOfRangeException($"index {indices[0]} of {Count} elements");
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for a tensor of {shape.Length} dimensions", nameof(indices));
        long offset = 0;
        for (var d = 0; d < indices.Length; d++)
            offset += indices[d] >= 0 && indices[d] < shape[d]
                ? indices[d] * strides[d]
                : throw new IndexOutOfRangeException($"index {indices[d]} in dimension {d} of shape [{string.Join(',', shape)}]");
        return offset;
    }
}
