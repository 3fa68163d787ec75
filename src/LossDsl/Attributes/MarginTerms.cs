using System;

namespace LossDsl;

/// <summary>Which differences of scores a multi-class hinge adds up.</summary>
public enum HingeForm
{
    /// <summary>That to the best other class: max(0, m + max_(k≠y) s_k − s_y)^a (Crammer &amp; Singer 2001).</summary>
    CrammerSinger,

    /// <summary>
    /// Those to all other classes: Σ_(k≠y) max(0, m + s_k − s_y)^a (Weston &amp; Watkins 1999). torch's MultiMarginLoss divides by
    /// C: a coefficient of 1/C.
    /// </summary>
    WestonWatkins,

    /// <summary>Each class against zero: max(0, m − s_y)^a + Σ_(k≠y) max(0, m + s_k)^a (Rifkin &amp; Klautau 2004).</summary>
    OneVersusAll,
}

/// <summary>
/// Base term: a multi-class hinge on the scores. At the hinge the gradient is half of that beside it. Targets are class
/// indices; modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MulticlassHingeAttribute : Attribute
{
    /// <summary>Which differences are added up; default that to the best other class.</summary>
    public HingeForm Form { get; set; } = HingeForm.CrammerSinger;

    /// <summary>m: at least 0, at most 1e30; default 1.</summary>
    public double Margin { get; set; } = 1;

    /// <summary>Name of a property that gives m at each call.</summary>
    public string? MarginFrom { get; set; }

    /// <summary>a, 1 or 2: 2 is the squared hinge; default 1.</summary>
    public int Power { get; set; } = 1;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the margin in scores, max_(k≠y) s_k − s_y, which is below 0 where the label wins (Carlini &amp; Wagner 2017,
/// arXiv:1608.04644). It is unbounded below. Targets are class indices; modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogitMarginAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the label-distributionally robust loss LDR-KL, λ log((1/C) Σ_k exp((s_k − s_y + c [k ≠ y])/λ)) (Zhu et al. 2023,
/// arXiv:2112.14869). As λ → 0 it is the hinge of Crammer and Singer; with λ = 1 and c = 0 the cross-entropy minus log C.
/// The published code normalises the scores first, by <see cref="NormalisedScoresAttribute"/>. Targets are class indices;
/// modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LabelDistributionallyRobustAttribute : Attribute
{
    /// <summary>c: at least 0, at most 1e30; default 2.</summary>
    public double Margin { get; set; } = 2;

    /// <summary>Name of a property that gives c at each call.</summary>
    public string? MarginFrom { get; set; }

    /// <summary>λ: at least 1e-30, at most 1e30; default 1.</summary>
    public double Lambda { get; set; } = 1;

    /// <summary>Name of a property that gives λ at each call.</summary>
    public string? LambdaFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the Z-loss (1/a) log(1 + exp(a (b − z_y))) on standardised scores z_k = (s_k − μ)/σ, with mean and standard
/// deviation over the classes of the row (de Brébisson &amp; Vincent 2016, arXiv:1604.08859). A variance below 1e-30 counts as
/// 1e-30, and a score of −∞ of a class that is not masked has no finite loss. Not to be confused with the penalty on the
/// log-sum-exp, <see cref="LogSumExpPenaltyAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ZLossAttribute : Attribute
{
    /// <summary>a: at least 1e-30, at most 1e30; default 1.</summary>
    public double A { get; set; } = 1;

    /// <summary>Name of a property that gives a at each call.</summary>
    public string? AFrom { get; set; }

    /// <summary>b: at most 1e30 in magnitude; default 1.</summary>
    public double B { get; set; } = 1;

    /// <summary>Name of a property that gives b at each call.</summary>
    public string? BFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the unhinged loss, 1 − (s_y − (1/C) Σ_k s_k) under a softmax head, 1 − s_k where a label of a sigmoid head applies
/// and 1 + s_k where it does not (van Rooyen et al. 2015, arXiv:1505.07634, whose binary loss 1 − y v it is). The losses of all
/// labels add up to a constant, so that evenly flipped labels do not move its minimiser. It has no lower bound and its gradient
/// never fades: bound the scores, by a <see cref="SoftcapAttribute"/> for example, or penalise their size
/// (<see cref="LogitPenaltyAttribute"/>). A score of −∞ of a class that is not masked has no finite loss.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnhingedAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the difference of logits ratio (max_(k≠y) s_k − s_y)/(s_(1) − s_(3) + ε) with the largest score and the third
/// (DLR, the loss that AutoAttack increases: Croce &amp; Hein 2020, arXiv:2003.01690). Neither a shift nor, but for ε, a scale of
/// the scores changes it; it is at most 1, and 0 where the margin is. It needs three classes: fewer are an error of the
/// declaration, or of the call where it does not tell. Of equal scores each counts, and where they tie the gradient is shared;
/// where the first three are equal the denominator is ε. Targets are class indices; modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DifferenceOfLogitsRatioAttribute : Attribute
{
    /// <summary>ε: at least 1e-30, at most 1e30; default 1e-12, that of the published code.</summary>
    public double Epsilon { get; set; } = 1e-12;

    /// <summary>Name of a property that gives ε at each call.</summary>
    public string? EpsilonFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
