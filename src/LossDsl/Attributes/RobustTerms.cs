using System;

namespace LossDsl;

/// <summary>What a model believes of a row, of which <see cref="BootstrappingAttribute"/> takes a share for the target.</summary>
public enum Belief
{
    /// <summary>Its probabilities.</summary>
    Soft,

    /// <summary>The class with the highest probability.</summary>
    Hard,
}

/// <summary>
/// Base term: generalised cross-entropy, (1 − p_y^q)/q, between cross-entropy at q = 0 and the mean absolute error 1 − p_y at
/// q = 1 (Zhang &amp; Sabuncu 2018, arXiv:1805.07836). It is the comp-sum family Φ^τ with τ = 1 + q (Mao et al. 2023,
/// arXiv:2304.07288): at q = −1 the sum of exponentials, 1/p_y − 1, which like every q below 0 grows as fast as the exponential
/// of the scores do.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GeneralizedCrossEntropyAttribute : Attribute
{
    /// <summary>q in [−1, 100]; default 0.7.</summary>
    public double Q { get; set; } = 0.7;

    /// <summary>Name of a property that gives Q at each call.</summary>
    public string? QFrom { get; set; }

    /// <summary>
    /// k in (0, 1): a loss above that of p = k counts as (1 − k^q)/q and has no gradient. Left out, nothing is truncated.
    /// </summary>
    public double Truncation { get; set; } = double.NaN;

    /// <summary>Name of a property that gives Truncation at each call.</summary>
    public string? TruncationFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: reverse cross-entropy, −Σ_k p_k log t_k with log 0 = A; −A (1 − p_y) for a label (Wang et al. 2019,
/// arXiv:1908.06112, where α [CrossEntropy] + β [ReverseCrossEntropy] is symmetric cross-entropy). Nothing is clamped but log t.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReverseCrossEntropyAttribute : Attribute
{
    /// <summary>A: below 0, at least −1e30; default −4. Published code that clamps targets at 1e-4 has log 1e-4 ≈ −9.21.</summary>
    public double LogZero { get; set; } = -4;

    /// <summary>Name of a property that gives LogZero at each call.</summary>
    public string? LogZeroFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the generalised Jensen–Shannon divergence of the targets t and the probabilities p, with m = π t + (1 − π) p:
/// (π KL(t‖m) + (1 − π) KL(p‖m)) / (−(1 − π) log(1 − π)), which goes from cross-entropy at π → 0 to the mean absolute error
/// at π → 1 (Englesson &amp; Azizpour 2021, arXiv:2105.04522). Targets that are numbers are to sum to 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JensenShannonAttribute : Attribute
{
    /// <summary>π in (0, 1), the weight of the targets; default ½.</summary>
    public double TargetWeight { get; set; } = 0.5;

    /// <summary>Name of a property that gives TargetWeight at each call.</summary>
    public string? TargetWeightFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: bootstrapping, cross-entropy with targets that give way to the prediction, −Σ_k (β t_k + (1 − β) b_k) log p_k
/// (Reed et al. 2015, arXiv:1412.6596). Where b is the probabilities themselves they are differentiated too.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BootstrappingAttribute : Attribute
{
    /// <summary>β in [0, 1); default 0.95. The paper has 0.95 for a soft and 0.8 for a hard belief.</summary>
    public double Beta { get; set; } = 0.95;

    /// <summary>Name of a property that gives Beta at each call.</summary>
    public string? BetaFrom { get; set; }

    /// <summary>What b is: the probabilities, or 1 at the most probable class and 0 elsewhere.</summary>
    public Belief Belief { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
