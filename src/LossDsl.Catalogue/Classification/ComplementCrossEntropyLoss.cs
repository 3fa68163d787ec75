namespace LossDsl.Catalogue;

/// <summary>
/// Complement cross-entropy: cross-entropy minus γ times the entropy of the other classes over C − 1, which spreads what the
/// label leaves evenly (Kim et al. 2021, arXiv:2009.02189).
/// <para>Follows the paper, with its γ = −1 as a coefficient.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[ComplementEntropy(Coefficient = -1)]
public sealed partial class ComplementCrossEntropyLoss;
