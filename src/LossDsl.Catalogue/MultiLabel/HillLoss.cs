namespace LossDsl.Catalogue;

/// <summary>
/// Hill loss for labels that may be missing: negatives cost (λ − p) p², whose slope falls again towards p = 1; positives have
/// a margin of 1 (Zhang et al. 2021, arXiv:2112.07368).
/// <para>As the official code, with a mean over the elements.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[Hill]
[PositiveMargin(1)]
public sealed partial class HillLoss;
