namespace LossDsl.Catalogue;

/// <summary>
/// Balanced softmax: cross-entropy of the logits + log n_k (Ren et al. 2020, arXiv:2007.10740).
/// <para>Follows the paper. Used in training only: at inference take the logits as they are.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LogitAdjustment]
public sealed partial class BalancedSoftmaxLoss;
