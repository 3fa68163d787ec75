namespace LossDsl.Catalogue;

/// <summary>
/// Focal loss of heat maps around key points, with exponents α = 2 and γ = 4 (Law and Deng 2018, arXiv:1808.01244).
/// <para>Without the 1e-12 inside the logarithms of published code; a mean over the elements, where it divides by the number
/// of objects.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[GaussianFocal]
public sealed partial class GaussianFocalLoss;
