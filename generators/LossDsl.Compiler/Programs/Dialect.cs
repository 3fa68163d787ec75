using System;
using System.Globalization;

namespace LossDsl.Compiler;

/// <summary>How one back end spells operators and numbers.</summary>
/// <param name="Operator">The text of an operator, with {0}, {1}, {2} for the operands.</param>
/// <param name="Number">The text of a number.</param>
internal sealed record Dialect(Func<OperatorRow, string> Operator, Func<double, string> Number)
{
    /// <summary>Double precision.</summary>
    public static readonly Dialect Double = new(
        row => row.Double ?? row.Plain!.Replace("T.", "Math."),
        DoubleText);

    /// <summary>Plain loops over T.</summary>
    public static readonly Dialect Plain = new(
        row => row.Plain!,
        value => value switch
        {
            0 => "T.Zero",
            1 => "T.One",
            double.PositiveInfinity => "T.PositiveInfinity",
            double.NegativeInfinity => "T.NegativeInfinity",
            _ => double.IsNaN(value) ? "T.NaN" : $"T.CreateChecked({DoubleText(value)})",
        });

    /// <summary>Vectors of floats, to which numbers convert.</summary>
    public static readonly Dialect Vector = new(
        row => row.Vector ?? row.Plain!.Replace("T.", "V."),
        value => double.IsInfinity((float)value) || double.IsNaN(value)
            ? DoubleText((float)value).Replace("double.", "float.")
            : ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f");

    /// <summary>A double as C#, round-trip and in no culture.</summary>
    public static string DoubleText(double value)
    {
        if (double.IsNaN(value))
            return "double.NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + ".0" : text;
    }
}
