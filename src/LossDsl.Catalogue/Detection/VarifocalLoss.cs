namespace LossDsl.Catalogue;

/// <summary>
/// Varifocal loss: the cross-entropy weighted by the target t of positives, and by α p^γ for negatives (Zhang et al. 2021,
/// arXiv:2008.13367).
/// <para>As the official code, α = 0.75 and γ = 2, with a mean over the elements.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[Varifocal]
public sealed partial class VarifocalLoss;
