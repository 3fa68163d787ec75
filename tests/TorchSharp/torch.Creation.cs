using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using static TorchSharp.Operators;

namespace TorchSharp;

/// <summary>Tensors from arrays and other ways to make them; and what is done to several at once.</summary>
public static partial class torch
{
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>Threads that operators use.</summary>
    public static int get_num_threads() => (int)Native.shim_threads();

    public static void set_num_threads(int num) => Native.Check(Native.shim_set_threads(num));

    /// <summary>A tensor over the array's own memory, which it keeps; of the array's shape. Another type or device makes a copy.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <inheritdoc cref="from_array(Array, Device?)"/>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Over(rawArray, Lengths(rawArray), dtype, device, requires_grad, names);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) =>
        from_array(data, dtype, device);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>int64 if all three numbers are integers, else the default type.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(
            Call(
                "arange.start_step", start, stop, step,
                dtype ?? (new[] { start, stop, step }.All(number => is_integral(number.Type)) ? ScalarType.Int64 : defaultType),
                0, device ?? CPU, false),
            requires_grad, null);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Call("linspace", start, end, steps, dtype ?? defaultType, 0, device ?? CPU, false), requires_grad, null);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(
            Call("eye.m", rows, columns == -1 ? rows : columns, dtype ?? defaultType, 0, device ?? CPU, false), requires_grad, names);

    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Call("empty_strided", size, strides, dtype ?? defaultType, 0, device ?? CPU, false), requires_grad, names);

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Call("bernoulli", input, generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    public static Tensor[] where(Tensor condition) => CallMany("where", condition);

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Call("cat", tensors, dim);
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Call("stack", tensors.ToArray(), dim);

    internal static long[] Lengths(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];

    private static Tensor Copied(
        Array array, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names = null) =>
        Over((Array)array.Clone(), shape, dtype, device, requiresGrad, names);

    private static unsafe Tensor Over(
        Array array, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names)
    {
        var type = Element(array.GetType().GetElementType()!);
        long count = 1;
        foreach (var size in shape)
            count *= size;
        if (count > array.LongLength)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {array.LongLength}");

        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        IntPtr result;
        bool done;
        fixed (long* sizes = shape)
            done = Native.shim_tensor_over(
                (void*)pin.AddrOfPinnedObject(), sizes, shape.Length, (long)type, GCHandle.ToIntPtr(pin), &Unpin, &result);
        if (!done)
        {
            pin.Free();
            throw Native.Failure();
        }
        var tensor = new Tensor(result);
        if ((dtype ?? type) != type || device is { type: not DeviceType.CPU })
            tensor = tensor.to(dtype ?? type, device ?? CPU, disposeAfter: true);
        return Made(tensor, requiresGrad, names);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(IntPtr owner) => GCHandle.FromIntPtr(owner).Free();

    private static ScalarType Element(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ScalarType.Bool,
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        _ when type == typeof(Half) => ScalarType.Float16,
        _ when type == typeof(BFloat16) => ScalarType.BFloat16,
        _ => throw new NotSupportedException($"a tensor of elements of type {type}"),
    };

    private static Tensor Made(Tensor tensor, bool requiresGrad, string[]? names)
    {
        if (requiresGrad)
            tensor.requires_grad_();
        return Named(tensor, names);
    }

    /// <summary>Names of dimensions are not supported here.</summary>
    private static Tensor Named(Tensor tensor, string[]? names) =>
        names is null or [] ? tensor : throw new NotSupportedException("names of dimensions");
}
