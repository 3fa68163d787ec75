namespace LossDsl.Catalogue;

/// <summary>
/// Squentropy: cross-entropy plus the mean square of the logits of the other classes (Hui et al. 2023, arXiv:2302.03952).
/// <para>Follows the paper.</para>
/// </summary>
[Loss(Head.Softmax)]
[Squentropy]
public sealed partial class SquentropyLoss;
