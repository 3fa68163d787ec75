using System;

namespace LossDsl;

/// <summary>What the outputs of a model for counts are.</summary>
public enum PoissonPrediction
{
    /// <summary>The logarithm z of the rate.</summary>
    LogRate,

    /// <summary>The rate z itself, above −ε.</summary>
    Rate,
}

/// <summary>
/// Base term of a regression: the negative log-likelihood of a count t under a Poisson distribution, e^z − t z, or
/// z − t log(z + ε) where the model puts out the rate; without log t! unless <see cref="Full"/>. Follows
/// <c>torch.nn.PoissonNLLLoss</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PoissonNllAttribute : Attribute
{
    /// <summary>Whether the outputs are logarithms of rates, which is the default, or rates.</summary>
    public PoissonPrediction Prediction { get; set; } = PoissonPrediction.LogRate;

    /// <summary>ε in [1e-30, 1]: keeps the logarithm of a rate finite; default 1e-8. For rates only.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>
    /// True adds Stirling's approximation of log t!, t log t − t + ½ log 2πt for t above 1, which no gradient sees.
    /// </summary>
    public bool Full { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: the negative log-likelihood of a value t under a normal distribution with the predicted
/// mean z and variance σ² (<see cref="LossInputs{T}.Variances"/>), ½ (log v + (z − t)²/v) with v = max(σ², ε); without
/// ½ log 2π unless <see cref="Full"/> (Nix and Weigend 1994, doi:10.1109/ICNN.1994.374138). Follows
/// <c>torch.nn.GaussianNLLLoss</c>. Gradients are computed with respect to the means (<see cref="LossOutputs{T}.Gradient"/>) and
/// the variances (<see cref="LossOutputs{T}.VarianceGradient"/>); where σ² is below ε the latter is that at ε, as in torch,
/// so that a variance that has come too low finds back.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GaussianNllAttribute : Attribute
{
    /// <summary>ε, the smallest variance that counts, in [1e-30, 1e15], in squared units of the target; default 1e-6.</summary>
    public double Epsilon { get; set; } = 1e-6;

    /// <summary>True adds the constant ½ log 2π.</summary>
    public bool Full { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}

/// <summary>
/// Base term of a regression: balanced MSE, which corrects the squared error for the distribution of the targets in
/// training, (z − t)² + 2σ² log Σ_k w_k √(σ²/(v_k + σ²)) exp(−½ (z − c_k)²/(v_k + σ²)) (Ren et al. 2022,
/// arXiv:2203.16427). That distribution is a histogram with centres c and weights w ("BNI" in the paper's code) or, with
/// variances v, a mixture of normal distributions ("GAI"). The factor 2σ² is that of the paper's code.
/// </summary>
/// <param name="centres">c, one per bin or component of the mixture, at most 256; at most 1e15 in magnitude.</param>
/// <param name="weights">w, as many: above 0, at most 1e15. Their sum does not matter to the gradient.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BalancedMseAttribute(double[] centres, double[] weights) : Attribute
{
    /// <summary>c, in units of the target.</summary>
    public double[] Centres { get; } = centres;

    /// <summary>w.</summary>
    public double[] Weights { get; } = weights;

    /// <summary>v, as many, in squared units of the target: at least 0, at most 1e15. Left out, all are 0: a histogram.</summary>
    public double[]? Variances { get; set; }

    /// <summary>σ, the noise of the prediction: at least 1e-10, at most 1e10, in units of the target; default 1.</summary>
    public double Noise { get; set; } = 1;

    /// <summary>Name of a property that gives σ at each call.</summary>
    public string? NoiseFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }
}
