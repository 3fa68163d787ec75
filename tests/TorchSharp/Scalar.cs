using System;

namespace TorchSharp;

/// <summary>
/// A number for operators. As in TorchSharp it can be disposed and is otherwise finalised, and it is not usable after
/// disposal (where TorchSharp's would crash); no scope knows of it.
/// </summary>
public sealed class Scalar : IDisposable
{
    private readonly Kind kind;
    private readonly long bits;
    private bool disposed;

    private Scalar(Kind kind, long bits)
    {
        this.kind = kind;
        this.bits = bits;
    }

    ~Scalar() => disposed = true;

    /// <summary>The widest type of the number's kind: Float64, Int64 or Bool.</summary>
    public torch.ScalarType Type => kind switch
    {
        Kind.Double => torch.ScalarType.Float64,
        Kind.Bool => torch.ScalarType.Bool,
        _ => torch.ScalarType.Int64,
    };

    internal double AsDouble => kind == Kind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => kind == Kind.Double ? checked((long)AsDouble) : Bits;

    private long Bits => disposed ? throw new InvalidOperationException("Scalar invalid -- empty handle.") : bits;

    public static implicit operator Scalar(bool value) => new(Kind.Bool, value ? 1 : 0);
    public static implicit operator Scalar(byte value) => new(Kind.Int, value);
    public static implicit operator Scalar(sbyte value) => new(Kind.Int, value);
    public static implicit operator Scalar(short value) => new(Kind.Int, value);
    public static implicit operator Scalar(int value) => new(Kind.Int, value);
    public static implicit operator Scalar(long value) => new(Kind.Int, value);
    public static implicit operator Scalar(Half value) => (double)value;
    public static implicit operator Scalar(BFloat16 value) => value.ToSingle();
    public static implicit operator Scalar(float value) => (double)value;
    public static implicit operator Scalar(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));

    public void Dispose()
    {
        disposed = true;
        GC.SuppressFinalize(this);
    }

    internal Argument ToArgument() => kind switch
    {
        Kind.Double => BitConverter.Int64BitsToDouble(Bits),
        Kind.Bool => Bits != 0,
        _ => Bits,
    };

    internal static Scalar From(in NativeValue value) => value.Kind switch
    {
        Kind.Double => BitConverter.Int64BitsToDouble(value.Bits),
        Kind.Bool => value.Bits != 0,
        Kind.Int => value.Bits,
        _ => throw new NotSupportedException($"a scalar of kind {value.Kind}"),
    };
}

/// <summary>Numbers to scalars and back.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
    public static byte ToByte(this Scalar value) => checked((byte)value.AsInt64);
    public static short ToInt16(this Scalar value) => checked((short)value.AsInt64);
    public static int ToInt32(this Scalar value) => checked((int)value.AsInt64);
    public static long ToInt64(this Scalar value) => value.AsInt64;
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
}
