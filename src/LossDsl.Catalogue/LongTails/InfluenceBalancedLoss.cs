namespace LossDsl.Catalogue;

/// <summary>
/// Influence-balanced loss: cross-entropy times α/(‖p − t‖₁ ‖f‖₁ + ε) (Park et al. 2021, arXiv:2110.02444).
/// <para>As the official code, the factor is differentiated and α = 1000, ε = 0.001. Calls give the L1 norms of the
/// features.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[InfluenceBalance]
public sealed partial class InfluenceBalancedLoss;
