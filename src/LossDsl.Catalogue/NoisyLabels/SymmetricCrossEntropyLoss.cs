namespace LossDsl.Catalogue;

/// <summary>
/// Symmetric cross-entropy, α times the cross-entropy + β times the reverse cross-entropy, in which log 0 is −4 (Wang et al.
/// 2019, arXiv:1908.06112).
/// <para>The published defaults are those for CIFAR-10. Without the clamp of probabilities of published code.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy(CoefficientFrom = nameof(Alpha))]
[ReverseCrossEntropy(LogZero = -4, CoefficientFrom = nameof(Beta))]
public sealed partial class SymmetricCrossEntropyLoss
{
    /// <summary>α, at most 1e30 in magnitude; default 0.1.</summary>
    public double Alpha { get; init; } = 0.1;

    /// <summary>β, at most 1e30 in magnitude; default 1.</summary>
    public double Beta { get; init; } = 1;
}
