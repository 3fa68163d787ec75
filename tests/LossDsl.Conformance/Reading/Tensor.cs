using System;
using System.Globalization;

namespace LossDsl.Conformance;

/// <summary>A tensor of a vector file, row-major; integers and booleans are held as doubles, exactly.</summary>
/// <param name="Type"><c>f64</c>, <c>i64</c> or <c>bool</c>.</param>
/// <param name="Shape">The lengths of the axes; empty for a scalar.</param>
/// <param name="Data">The entries.</param>
internal sealed record Tensor(string Type, int[] Shape, double[] Data)
{
    public bool IsScalar => Shape.Length == 0;

    /// <summary>The entries of an integer tensor.</summary>
    public long[] Integers()
    {
        if (Type != "i64")
            throw new MalformedVectorException($"a tensor of type {Type} stands where class ids or counts are expected");
        return Array.ConvertAll(Data, Integer);
    }

    /// <summary>A number that must be whole.</summary>
    public static long Integer(double value) => Math.Floor(value).Equals(value)
        ? checked((long)value)
        : throw new MalformedVectorException(
            $"{value.ToString(CultureInfo.InvariantCulture)} stands where a class id or a count is expected");

    public override string ToString() => $"{Type}[{string.Join(",", Shape)}]";
}
