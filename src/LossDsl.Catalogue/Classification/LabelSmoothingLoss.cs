namespace LossDsl.Catalogue;

/// <summary>
/// Cross-entropy with label smoothing, (1 − α) ℓ_y + (α/C) Σ_k ℓ_k (Szegedy et al. 2016, arXiv:1512.00567).
/// <para>As torch.nn.CrossEntropyLoss: the share α is spread over all classes, the label included.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LabelSmoothing(AlphaFrom = nameof(Alpha))]
public sealed partial class LabelSmoothingLoss
{
    /// <summary>α in [0, 1); default 0.1.</summary>
    public double Alpha { get; init; } = 0.1;
}
