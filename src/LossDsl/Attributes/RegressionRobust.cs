using System;

namespace LossDsl;

/// <summary>
/// Base term of a regression: log cosh(z − t), a parabola for small errors and |z − t| − log 2 for large ones, smooth
/// everywhere; accurate for errors of any size.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogCoshAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the Charbonnier loss √(x² + 1) − 1 of x = (z − t)/c, also called pseudo-Huber
/// (Charbonnier et al. 1994, doi:10.1109/ICIP.1994.413553). Scaled as in Barron 2019 (arXiv:1701.03077), whose family has
/// it at α = 1, and in kornia, where c = 1. The form c √(x² + 1) of image restoration has <see cref="Coefficient"/> = c.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CharbonnierAttribute : Attribute
{
    /// <summary>c: at least 1e-15, at most 1e15, in units of the target; default 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Name of a property that gives c at each call.</summary>
    public string? ScaleFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the Cauchy (Lorentzian) loss log(1 + ½ x²) of x = (z − t)/c, scaled as in Barron 2019
/// (arXiv:1701.03077), whose family has it at α = 0, and in kornia, where c = 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CauchyAttribute : Attribute
{
    /// <summary>c: at least 1e-15, at most 1e15, in units of the target; default 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Name of a property that gives c at each call.</summary>
    public string? ScaleFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the Geman-McClure loss 2 x²/(x² + 4) of x = (z − t)/c, which goes to 2 for outliers. Scaled
/// as in Barron 2019 (arXiv:1701.03077), whose family has it at α = −2, and in kornia, where c = 1; Geman and McClure
/// 1985 have x²/(x² + 1).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GemanMcClureAttribute : Attribute
{
    /// <summary>c: at least 1e-15, at most 1e15, in units of the target; default 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Name of a property that gives c at each call.</summary>
    public string? ScaleFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the Welsch (Leclerc) loss 1 − exp(−½ x²) of x = (z − t)/c, which goes to 1 for outliers.
/// Scaled as in Barron 2019 (arXiv:1701.03077), whose family has it at α = −∞, and in kornia, where c = 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WelschAttribute : Attribute
{
    /// <summary>c: at least 1e-15, at most 1e15, in units of the target; default 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Name of a property that gives c at each call.</summary>
    public string? ScaleFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the wing loss of d = z − t, w log(1 + |d|/ε) for |d| &lt; w and |d| − C beyond, with C such
/// that the parts meet (Feng et al. 2018, arXiv:1711.06753). Made for facial landmarks in pixels.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WingAttribute : Attribute
{
    /// <summary>
    /// w: at least 1e-15, at most 1e15, in units of the target; default 5, as in segmentation_models.pytorch; the paper's
    /// best is 10.
    /// </summary>
    public double Width { get; set; } = 5;

    /// <summary>Name of a property that gives w at each call.</summary>
    public string? WidthFrom { get; set; }

    /// <summary>
    /// ε: at least 1e-15, at most 1e15, in units of the target; default 0.5, as in segmentation_models.pytorch; the paper's
    /// best is 2.
    /// </summary>
    public double Curvature { get; set; } = 0.5;

    /// <summary>Name of a property that gives ε at each call.</summary>
    public string? CurvatureFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the balanced L1 loss of d = z − t, (α/b)(b|d| + 1) log(b|d| + 1) − α|d| for |d| &lt; 1 and
/// γ|d| + γ/b − α beyond, with b = e^(γ/α) − 1: its slope is α log(b|d| + 1) up to 1 and γ beyond
/// (Pang et al. 2019, arXiv:1904.02701). Follows the paper; mmdetection's further parameter β makes a kink at 0 unless it
/// is 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BalancedL1Attribute : Attribute
{
    /// <summary>α, how much inliers weigh, in [0.1, 100]; default 0.5.</summary>
    public double Alpha { get; set; } = 0.5;

    /// <summary>γ, the slope of outliers, in [0.001, 8]; default 1.5.</summary>
    public double Gamma { get; set; } = 1.5;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>The function that maps the size of an error to the factor of <see cref="FocalRAttribute"/>.</summary>
public enum FocalActivation
{
    /// <summary>2 σ(β|d|) − 1, which is tanh(½ β|d|).</summary>
    Sigmoid,

    /// <summary>tanh(β|d|).</summary>
    Tanh,
}

/// <summary>
/// Base term of a regression: focal-R, |d|^p a(β|d|)^γ with d = z − t: an absolute (p = 1) or squared (p = 2) error that
/// counts little where it is small already (Yang et al. 2021, arXiv:2102.09554). The factor is differentiated.
/// </summary>
/// <param name="power">p in [1, 100]: 1 for the focal L1 loss, 2 for the focal MSE.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FocalRAttribute(double power) : Attribute
{
    /// <summary>p.</summary>
    public double Power { get; } = power;

    /// <summary>β: at least 1e-15, at most 1e15, in the inverse unit of the target; default 0.2.</summary>
    public double Beta { get; set; } = 0.2;

    /// <summary>Name of a property that gives β at each call.</summary>
    public string? BetaFrom { get; set; }

    /// <summary>γ in (0, 100]; default 1.</summary>
    public double Gamma { get; set; } = 1;

    /// <summary>Name of a property that gives γ at each call.</summary>
    public string? GammaFrom { get; set; }

    /// <summary>a: the logistic function, which is the default of the reference, or the hyperbolic tangent.</summary>
    public FocalActivation Activation { get; set; } = FocalActivation.Sigmoid;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}
