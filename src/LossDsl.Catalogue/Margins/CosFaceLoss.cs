namespace LossDsl.Catalogue;

/// <summary>
/// CosFace (AM-softmax): cross-entropy of s (cos θ_k − [k = y] m) (Wang et al. 2018, arXiv:1801.09414).
/// <para>The logits are cosines. The paper has s = 64 and m = 0.35.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[AdditiveMargin(MarginFrom = nameof(Margin))]
[Scale(ValueFrom = nameof(Scale))]
public sealed partial class CosFaceLoss
{
    /// <summary>m, the margin in cosine; default 0.35.</summary>
    public double Margin { get; init; } = 0.35;

    /// <summary>s, above 0; default 64.</summary>
    public double Scale { get; init; } = 64;
}
