using System;

namespace LossDsl;

/// <summary>
/// Base term of a regression: the squared error (z − t)², without a factor ½, as <c>torch.nn.MSELoss</c> has it. The ½ of
/// other texts is <see cref="Coefficient"/> = 0.5.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SquaredErrorAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>Base term of a regression: the absolute error |z − t|, with gradient 0 where z = t, as <c>torch.nn.L1Loss</c> has it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AbsoluteErrorAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: Huber's loss of d = z − t, ½ d² for |d| ≤ δ and δ (|d| − ½ δ) beyond, as
/// <c>torch.nn.HuberLoss</c> has it (Huber 1964, doi:10.1214/aoms/1177703732).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HuberAttribute : Attribute
{
    /// <summary>δ = 1, or as set.</summary>
    public HuberAttribute()
    {
    }

    /// <summary>δ as given.</summary>
    /// <param name="delta">δ: at least 1e-15, at most 1e15, in units of the target.</param>
    public HuberAttribute(double delta) => Delta = delta;

    /// <summary>δ, where the parabola ends: at least 1e-15, at most 1e15, in units of the target; default 1.</summary>
    public double Delta { get; set; } = 1;

    /// <summary>Name of a property that gives δ at each call.</summary>
    public string? DeltaFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the smooth L1 loss of d = z − t, ½ d²/β for |d| &lt; β and |d| − ½ β beyond, as
/// <c>torch.nn.SmoothL1Loss</c> has it: Huber's loss over β (Girshick 2015, arXiv:1504.08083). What torch calls β = 0 is
/// <see cref="AbsoluteErrorAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SmoothL1Attribute : Attribute
{
    /// <summary>β = 1, or as set.</summary>
    public SmoothL1Attribute()
    {
    }

    /// <summary>β as given.</summary>
    /// <param name="beta">β: at least 1e-15, at most 1e15, in units of the target.</param>
    public SmoothL1Attribute(double beta) => Beta = beta;

    /// <summary>β, where the parabola ends: at least 1e-15, at most 1e15, in units of the target; default 1.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>Name of a property that gives β at each call.</summary>
    public string? BetaFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the quantile ("pinball") loss, q (t − z) where z &lt; t and (1 − q)(z − t) beyond. Its
/// minimiser is the q-quantile of the target (Koenker and Bassett 1978, doi:10.2307/1913643). Some libraries, such as
/// pytorch-forecasting, have twice that: <see cref="Coefficient"/> = 2.
/// </summary>
/// <param name="levels">
/// q in (0, 1): one for every output, or one for each of C outputs, in their order; then the loss has C outputs.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QuantileAttribute(params double[] levels) : Attribute
{
    /// <summary>q, one number or one per output.</summary>
    public double[] Levels { get; } = levels;

    /// <summary>Name of a property that gives q at each call, one number for every output.</summary>
    public string? LevelFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the ε-insensitive loss of support vector regression, max(0, |z − t| − ε): errors up to ε
/// cost nothing (Drucker et al. 1996, "Support Vector Regression Machines").
/// </summary>
/// <param name="epsilon">ε: above 0, at most 1e30, in units of the target.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EpsilonInsensitiveAttribute(double epsilon) : Attribute
{
    /// <summary>ε comes from <see cref="EpsilonFrom"/>.</summary>
    public EpsilonInsensitiveAttribute()
        : this(0)
    {
    }

    /// <summary>ε, the half-width of the dead zone.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Name of a property that gives ε at each call.</summary>
    public string? EpsilonFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}
