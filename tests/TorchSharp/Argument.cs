using System;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What an argument or a result is; the shim has the same list.</summary>
internal enum Kind : long
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    IntList,
    TensorList,
    OptionalTensorList,
    String,
    Device,
    DoubleList,
    Generator,
}

/// <summary>The shim's Value: a kind, 64 bits, and a length or a device's index.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public Kind Kind;
    public long Bits;
    public long Length;
}

/// <summary>One argument of an operator. What is kept as an object stays alive for the length of the call.</summary>
internal readonly struct Argument
{
    public readonly Kind Kind;
    public readonly object? Object;
    public readonly long Bits;

    private Argument(Kind kind, long bits, object? value = null)
    {
        Kind = kind;
        Bits = bits;
        Object = value;
    }

    public static Argument None => default;

    public static implicit operator Argument(Tensor? tensor) =>
        tensor is null ? default : new(Kind.Tensor, tensor.Handle, tensor);

    public static implicit operator Argument(long value) => new(Kind.Int, value);
    public static implicit operator Argument(int value) => new(Kind.Int, value);
    public static implicit operator Argument(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(bool value) => new(Kind.Bool, value ? 1 : 0);
    public static implicit operator Argument(long? value) => value is { } number ? number : default(Argument);
    public static implicit operator Argument(double? value) => value is { } number ? number : default(Argument);
    public static implicit operator Argument(ScalarType value) => (long)value;
    public static implicit operator Argument(ScalarType? value) => value is { } type ? (long)type : default(Argument);
    public static implicit operator Argument(long[]? value) => value is null ? default : new(Kind.IntList, value.Length, value);
    public static implicit operator Argument(double[] value) => new(Kind.DoubleList, value.Length, value);
    public static implicit operator Argument(Tensor[] value) => new(Kind.TensorList, value.Length, value);
    public static implicit operator Argument(string? value) => value is null ? default : new(Kind.String, value.Length, value);
    public static implicit operator Argument(Device? value) => value is null ? default : new(Kind.Device, (long)value.type, value);
    public static implicit operator Argument(Generator? value) => value is null ? default : new(Kind.Generator, value.Handle, value);
    public static implicit operator Argument(Scalar? value) => value is null ? default : value.ToArgument();

    /// <summary>A list whose entries may be null, for indices.</summary>
    public static Argument Optional(Tensor?[] value) => new(Kind.OptionalTensorList, value.Length, value);
}
