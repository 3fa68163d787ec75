namespace LossDsl.Catalogue;

/// <summary>
/// Class-balanced cross-entropy, weights (1 − β)/(1 − β^n_k) scaled to sum to C (Cui et al. 2019, arXiv:1901.05555).
/// <para>Averages over the weight sum, as torch does with class weights. What the official code calls "softmax" is a binary
/// cross-entropy of softmax outputs, which this is not.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[EffectiveNumber(BetaFrom = nameof(Beta))]
public sealed partial class ClassBalancedLoss
{
    /// <summary>β in [0, 1); default 0.9999.</summary>
    public double Beta { get; init; } = 0.9999;
}
