using System;

namespace LossDsl;

/// <summary>
/// Raw scores: caps the logits softly, c tanh(z/c), so that none exceeds c in magnitude (Bello et al. 2017,
/// arXiv:1611.09940; Gemma 2, arXiv:2408.00118). A logit of −∞ becomes −c: masked classes need <see cref="ClassMaskAttribute"/>.
/// </summary>
/// <param name="cap">c: at least 1e-30, at most 1e30.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SoftcapAttribute(double cap) : Attribute
{
    /// <summary>The cap comes from <see cref="CapFrom"/>.</summary>
    public SoftcapAttribute()
        : this(0)
    {
    }

    /// <summary>c.</summary>
    public double Cap { get; } = cap;

    /// <summary>Name of a property that gives c at each call.</summary>
    public string? CapFrom { get; set; }
}

/// <summary>
/// Raw scores: each call gives a mask (N,C), and classes with 0 have the score −∞, hence probability 0 and no gradient.
/// They take no part in label smoothing, in means over the classes or in regularisers. At least one class of a row must be
/// open; a row whose label is masked has an infinite loss.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClassMaskAttribute : Attribute;
