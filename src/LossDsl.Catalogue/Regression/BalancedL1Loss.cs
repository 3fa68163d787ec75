namespace LossDsl.Catalogue;

/// <summary>
/// Balanced L1 loss of box regression (Pang et al. 2019, arXiv:1904.02701).
/// <para>Follows the paper, α = 0.5 and γ = 1.5; mmdetection has a further parameter, which is 1 there by default and
/// here.</para>
/// </summary>
[Loss(Head.Identity)]
[BalancedL1]
public sealed partial class BalancedL1Loss;
