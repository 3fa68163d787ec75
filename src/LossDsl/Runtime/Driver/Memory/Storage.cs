using System;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>Numbers on their way between the type in which tensors store them and that in which kernels compute.</summary>
internal static unsafe class Storage
{
    /// <summary>A stored number, for a computation in double precision if it is stored so, else in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNumber Widen<T, TNumber>(T value)
        where T : unmanaged
        where TNumber : unmanaged
    {
        if (typeof(T) == typeof(TNumber))
            return Unsafe.BitCast<T, TNumber>(value);
        if (typeof(T) == typeof(Half))
            return Unsafe.BitCast<float, TNumber>((float)Unsafe.BitCast<T, Half>(value));
        return Unsafe.BitCast<float, TNumber>(Unsafe.BitCast<T, BFloat16>(value));
    }

    /// <summary>The nearest number that can be stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Narrow<T, TNumber>(TNumber value)
        where T : unmanaged
        where TNumber : unmanaged
    {
        if (typeof(T) == typeof(TNumber))
            return Unsafe.BitCast<TNumber, T>(value);
        if (typeof(T) == typeof(Half))
            return Unsafe.BitCast<Half, T>((Half)Unsafe.BitCast<TNumber, float>(value));
        return Unsafe.BitCast<BFloat16, T>((BFloat16)Unsafe.BitCast<TNumber, float>(value));
    }

    /// <summary>The stored number nearest to one in double precision, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Nearest<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return Unsafe.BitCast<double, T>(value);
        if (typeof(T) == typeof(float))
            return Unsafe.BitCast<float, T>((float)value);
        if (typeof(T) == typeof(Half))
            return Unsafe.BitCast<Half, T>((Half)value);
        return Unsafe.BitCast<BFloat16, T>((BFloat16)value);
    }

    /// <summary>A stored number in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<T>(T value)
        where T : unmanaged
        => typeof(T) == typeof(double) ? Unsafe.BitCast<T, double>(value) : Widen<T, float>(value);

    /// <summary>Reads numbers that lie at equal distances.</summary>
    public static void Read<T, TNumber>(T* source, nint stride, TNumber* target, int count)
        where T : unmanaged
        where TNumber : unmanaged
    {
        if (typeof(T) == typeof(TNumber) && stride == 1)
        {
            new ReadOnlySpan<TNumber>(source, count).CopyTo(new Span<TNumber>(target, count));
            return;
        }

        var done = 0;
        if (sizeof(T) == sizeof(ushort) && stride == 1)
            done = SixteenBits.Widen((ushort*)source, (float*)target, count, typeof(T) == typeof(Half));
        for (var i = done; i < count; i++)
            target[i] = Widen<T, TNumber>(source[i * stride]);
    }

    /// <summary>Writes numbers at equal distances.</summary>
    public static void Write<T, TNumber>(TNumber* source, T* target, nint stride, int count)
        where T : unmanaged
        where TNumber : unmanaged
    {
        if (typeof(T) == typeof(TNumber) && stride == 1)
        {
            new ReadOnlySpan<TNumber>(source, count).CopyTo(new Span<TNumber>(target, count));
            return;
        }

        var done = 0;
        if (sizeof(T) == sizeof(ushort) && stride == 1)
            done = SixteenBits.Narrow((float*)source, (ushort*)target, count, typeof(T) == typeof(Half));
        for (var i = done; i < count; i++)
            target[i * stride] = Narrow<T, TNumber>(source[i]);
    }

    /// <summary>The exception for a type in which no tensor is stored.</summary>
    public static NotSupportedException Unknown<T>()
        => new($"{typeof(T).Name} is none of float, double, Half and BFloat16.");
}
