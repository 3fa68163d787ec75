namespace LossDsl.Catalogue;

/// <summary>
/// Cross-entropy + λ times a regulariser that sharpens the distribution over the other classes (Kobayashi 2019, BMVC).
/// <para>As the official code, λ = 0.3.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LargeMarginInSoftmax(0.3)]
public sealed partial class LargeMarginInSoftmaxLoss;
