using System;

namespace LossDsl;

/// <summary>Scores: divides the logits by a temperature, z / T.</summary>
/// <param name="value">T: at least 1e-30, at most 1e30, not 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TemperatureAttribute(double value) : Attribute
{
    /// <summary>The temperature comes from <see cref="ValueFrom"/>.</summary>
    public TemperatureAttribute()
        : this(1)
    {
    }

    /// <summary>T.</summary>
    public double Value { get; } = value;

    /// <summary>Name of a property that gives T at each call.</summary>
    public string? ValueFrom { get; set; }
}

/// <summary>Scores: multiplies the scores by s, after any margin. Of scale and temperature a loss has one.</summary>
/// <param name="value">s: at least 1e-30, at most 1e30, not 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ScaleAttribute(double value) : Attribute
{
    /// <summary>The scale comes from <see cref="ValueFrom"/>.</summary>
    public ScaleAttribute()
        : this(1)
    {
    }

    /// <summary>s.</summary>
    public double Value { get; } = value;

    /// <summary>Name of a property that gives s at each call.</summary>
    public string? ValueFrom { get; set; }
}
