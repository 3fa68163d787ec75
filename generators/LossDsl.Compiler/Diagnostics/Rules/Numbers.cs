using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Numbers in messages and remedies.</summary>
internal static class Numbers
{
    /// <summary>A number as people write it, of three digits; what is nearer to 0 than computations are is 0.</summary>
    public static string Text(double value)
        => (Math.Abs(value) < 1e-9 ? 0 : value).ToString(Math.Abs(value) >= 999.5 ? "0" : "G3", CultureInfo.InvariantCulture);

    /// <summary>Several of them.</summary>
    public static string Text(IEnumerable<double> values) => string.Join(", ", values.Select(Text));

    /// <summary>A computed number as C#, of six digits.</summary>
    public static string Code(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A number that is known exactly, as C#.</summary>
    public static string Exactly(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
