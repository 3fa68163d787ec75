namespace LossDsl.Catalogue;

/// <summary>
/// Cross-entropy of one Gumbel link p = exp(−exp(−z)) per class, for long-tailed detection (Alexandridis et al. 2022,
/// arXiv:2207.09809).
/// <para>Logits are held in [−4, 10], as in the official code; a mean over the elements.</para>
/// </summary>
[Loss(Head.Gumbel)]
[CrossEntropy]
[ScoreClamp(-4, 10)]
public sealed partial class GumbelCrossEntropyLoss;
