using System;
using System.Collections.Generic;
using System.Linq;

namespace LongTailedDigits;

/// <summary>A number over several seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation over seeds (n − 1), NaN for a single seed.</param>
public readonly record struct Spread(double Mean, double Deviation)
{
    /// <summary>The spread of some values, one per seed.</summary>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return new Spread(mean, Math.Sqrt(squares / (values.Count - 1)));
    }
}
