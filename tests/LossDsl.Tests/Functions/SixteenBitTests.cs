using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Functions;

/// <summary>Conversions of many numbers at a time against those of single ones.</summary>
public unsafe class SixteenBitTests
{
    private static readonly ushort[] AllBits = [.. Enumerable.Range(0, 65536).Select(bits => (ushort)bits)];

    [Fact]
    public void Every_number_of_sixteen_bits_widens()
    {
        var halves = Array.ConvertAll(AllBits, BitConverter.UInt16BitsToHalf);
        var brains = Array.ConvertAll(AllBits, bits => new BFloat16(bits));
        Assert.Equal(Array.ConvertAll(halves, half => (float)half), Read(halves));
        Assert.Equal(Array.ConvertAll(brains, brain => (float)brain), Read(brains));
    }

    /// <summary>Numbers of every exponent, ties, halfway to infinity, and NaN.</summary>
    [Fact]
    public void Numbers_narrow_to_the_nearest()
    {
        var random = new Random(1);
        float[] numbers =
        [
            .. Enumerable.Range(0, 400_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))),
            .. Enumerable.Range(0, 65536).Select(i => BitConverter.UInt32BitsToSingle(((uint)i << 16) | 0x8000)),
            .. Enumerable.Range(0, 65536).Select(i => BitConverter.UInt32BitsToSingle(0x33000000 + ((uint)i << 12))),
            65519, 65520, 65521, -65520, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0,
        ];
        Assert.Equal(Array.ConvertAll(numbers, number => (float)(Half)number), Array.ConvertAll(Write<Half>(numbers), half => (float)half));
        Assert.Equal(Array.ConvertAll(numbers, number => (float)(BFloat16)number),
            Array.ConvertAll(Write<BFloat16>(numbers), brain => (float)brain));
    }

    private static float[] Read<T>(T[] source)
        where T : unmanaged
    {
        var target = new float[source.Length];
        fixed (T* from = source)
        fixed (float* to = target)
            Storage.Read(from, 1, to, source.Length);
        return target;
    }

    private static T[] Write<T>(float[] source)
        where T : unmanaged
    {
        var target = new T[source.Length];
        fixed (float* from = source)
        fixed (T* to = target)
            Storage.Write(from, to, 1, source.Length);
        return target;
    }
}
