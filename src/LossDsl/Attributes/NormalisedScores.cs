using System;

namespace LossDsl;

/// <summary>What scores are divided by.</summary>
public enum ScoreNormalisation
{
    /// <summary>The mean of their magnitudes.</summary>
    L1Mean,

    /// <summary>First log(1 + e^z), which is positive, then its mean.</summary>
    SoftplusMean,
}

/// <summary>
/// Normalised scores: divides the raw scores by their mean size over the classes, z_k/((1/C) Σ_j |z_j|), or the same of
/// log(1 + e^z) (Zhu et al. 2023, arXiv:2112.14869, whose code has both). A mean magnitude below 1e-37
/// counts as 1e-37: a row of zeros stays a row of zeros. The mean of log(1 + e^z) has no such bound: as it is computed by its
/// logarithm, rows of scores far below 0 keep their differences.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NormalisedScoresAttribute : Attribute
{
    /// <summary>What scores are divided by; default the mean of their magnitudes.</summary>
    public ScoreNormalisation By { get; set; } = ScoreNormalisation.L1Mean;
}
