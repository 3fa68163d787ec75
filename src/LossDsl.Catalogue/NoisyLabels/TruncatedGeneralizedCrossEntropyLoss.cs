namespace LossDsl.Catalogue;

/// <summary>
/// Truncated generalised cross-entropy: (1 − p_y^q)/q where p_y is above k, constant below (Zhang and Sabuncu 2018,
/// arXiv:1805.07836).
/// <para>Follows the paper; published code subtracts the constant from every row, which leaves the gradient as it is.</para>
/// </summary>
[Loss(Head.Softmax)]
[GeneralizedCrossEntropy(Q = 0.7, Truncation = 0.5)]
public sealed partial class TruncatedGeneralizedCrossEntropyLoss;
