using System;

namespace LossDsl;

/// <summary>How far a probability is from a target between 0 and 1; where the target is 0 or 1 both are the same.</summary>
public enum TargetError
{
    /// <summary>The distance |t − p|.</summary>
    Absolute,

    /// <summary>1 − p_t = t (1 − p) + (1 − t) p, the probability of an error where t is one of the label.</summary>
    Expected,
}

/// <summary>
/// Base term: quality focal loss, the cross-entropy with a target t between 0 and 1 times the error's power,
/// −|t − p|^β (t log p + (1 − t) log(1 − p)) (Li et al. 2020, arXiv:2006.04388). For targets of 0 and 1 it is the focal loss.
/// It has the focal factor in itself: modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QualityFocalAttribute : Attribute
{
    /// <summary>β in [1, 100], below which the slope at p = t has no finite value; default 2.</summary>
    public double Beta { get; set; } = 2;

    /// <summary>
    /// The error; the default is the paper's, <see cref="TargetError.Expected"/> is how torchvision's
    /// <c>sigmoid_focal_loss</c> takes targets between 0 and 1.
    /// </summary>
    public TargetError Error { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>What weight varifocal loss gives elements with a target above 0.</summary>
public enum PositiveWeighting
{
    /// <summary>Their target.</summary>
    ByTarget,

    /// <summary>1.</summary>
    One,
}

/// <summary>
/// Base term: varifocal loss, −t (t log p + (1 − t) log(1 − p)) where t &gt; 0 and −α p^γ log(1 − p) where t = 0, with the
/// intersection over union of a detection as its target t (Zhang et al. 2021, arXiv:2008.13367). It has the focal factor in
/// itself: modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VarifocalAttribute : Attribute
{
    /// <summary>α: above 0, at most 1e30; default 0.75.</summary>
    public double Alpha { get; set; } = 0.75;

    /// <summary>γ in [0, 100]; default 2.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>The weight of elements with a target above 0 (<c>iou_weighted</c> of published code).</summary>
    public PositiveWeighting Positives { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the focal loss of heat maps, whose targets are 1 at centres and fall off around them,
/// −(1 − p)^α log p where t = 1 and −(1 − t)^γ p^α log(1 − p) elsewhere (Law and Deng 2018, arXiv:1808.01244). It has the
/// focal factor in itself: modulators do not apply to it. The sum is usually divided by the number of centres
/// (<see cref="Per.External"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GaussianFocalAttribute : Attribute
{
    /// <summary>α in [0, 100], the focal exponent; default 2.</summary>
    public double Alpha { get; set; } = 2;

    /// <summary>γ in (0, 100], how fast the loss comes back with the distance from a centre; default 4.</summary>
    public double Gamma { get; set; } = 4;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
