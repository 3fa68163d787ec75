namespace LossDsl.Catalogue;

/// <summary>
/// ArcFace: cross-entropy of s cos(θ_y + m) for the label and s cos θ_k for the others (Deng et al. 2019, arXiv:1801.07698).
/// <para>The logits are cosines. Beyond θ + m = π it continues as a line, as the first official code; the present one takes
/// cos(θ + m) throughout and lets the gradient pass as if there were no margin.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[AngularMargin(0.5)]
[Scale(64)]
public sealed partial class ArcFaceLoss;
