namespace LossDsl.Catalogue;

/// <summary>
/// Quality focal loss, |t − p|^β times the cross-entropy with a target t between 0 and 1 (Li et al. 2020, arXiv:2006.04388).
/// <para>Follows the paper, β = 2, with a mean over the elements.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[QualityFocal]
public sealed partial class QualityFocalLoss;
