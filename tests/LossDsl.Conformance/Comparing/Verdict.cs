using System;
using System.Collections.Generic;
using System.Globalization;

namespace LossDsl.Conformance;

/// <summary>The outcome of comparing one evaluation, entry by entry, with what it should have been.</summary>
internal sealed class Verdict
{
    /// <summary>The worst error of values relative to their scale.</summary>
    public double ValueError { get; private set; }

    /// <summary>The same for gradients.</summary>
    public double GradientError { get; private set; }

    /// <summary>The first deviation that is not tolerated.</summary>
    public string? Failure { get; private set; }

    /// <summary>How many entries were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>How many entries differ for a declared reason.</summary>
    public int Explained { get; private set; }

    /// <summary>The declared reasons for which entries differ.</summary>
    public SortedSet<string> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>A verdict without comparison.</summary>
    public static Verdict Failed(string message) => new() { Failure = message };

    /// <summary>Compares a value.</summary>
    public void Value(string name, double observed, double expected, double scale, Tolerance tolerance)
        => ValueError = Math.Max(ValueError, Compare(name, observed, expected, scale, tolerance));

    /// <summary>Compares an entry of the gradient.</summary>
    public void Gradient(string name, double observed, double expected, double scale, Tolerance tolerance)
        => GradientError = Math.Max(GradientError, Compare(name, observed, expected, scale, tolerance));

    /// <summary>Notes an entry that differs by an artefact of the reference.</summary>
    public void Explain(string reason)
    {
        Explained++;
        Reasons.Add(reason);
    }

    /// <summary>
    /// Notes an entry of which a deviation speaks: it must be finite, and within the bound of the deviation where that has
    /// one.
    /// </summary>
    public void Explain(string name, double observed, double expected, double scale, Tolerance tolerance, Deviation deviation)
    {
        if (!double.IsFinite(observed))
            Failure ??= string.Create(CultureInfo.InvariantCulture,
                $"{name} is {observed:R}, which no deviation of the reference ({expected:R}) explains");
        else if (Math.Abs(observed - expected) <= tolerance.Absolute + (tolerance.Relative * scale))
            Compared++;
        else if (deviation.Within is { } bound && Math.Abs(observed - expected) > bound * scale)
            Failure ??= string.Create(CultureInfo.InvariantCulture,
                $"{name} is {observed:R}, not {expected:R}; the declared deviation is {bound:R} × {scale:0.0e+0}");
        else
        {
            Explained++;
            Reasons.Add(deviation.Reason);
        }
    }

    /// <summary>Fails unless a deviation was needed: nothing stays excused by habit.</summary>
    public void MustExplain(Deviation deviation)
    {
        if (Explained == 0)
            Failure ??= $"the declared deviation does not occur: {deviation.Reason}";
    }

    private double Compare(string name, double observed, double expected, double scale, Tolerance tolerance)
    {
        Compared++;

        // Beside an infinity no scale is left; and what is not finite has to be met exactly.
        if (!double.IsFinite(scale))
            scale = Math.Abs(expected);
        var error = observed.Equals(expected) ? 0 : Math.Abs(observed - expected);
        var tolerated = double.IsFinite(expected) ? tolerance.Absolute + (tolerance.Relative * scale) : 0;

        // Written so that NaN fails.
        if (!(error <= tolerated))
        {
            Failure ??= string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is {observed:R}, not {expected:R}; {error:0.0e+0} exceeds {tolerance.Absolute:0e+0} + {tolerance.Relative:0e+0} × {scale:0.0e+0}");
        }

        return tolerance.RelativeError(error, scale);
    }
}

/// <summary>How large an error may be: absolute + relative × scale.</summary>
internal readonly record struct Tolerance(double Absolute, double Relative)
{
    /// <summary>
    /// An error relative to its scale. For small scales, where the absolute part of the tolerance prevails, only what
    /// exceeds that part counts.
    /// </summary>
    public double RelativeError(double error, double scale)
    {
        if (double.IsNaN(error))
            return double.PositiveInfinity;
        if (Relative * scale < Absolute)
            error = Math.Max(0, error - Absolute);
        return error == 0 ? 0 : error / scale;
    }
}
