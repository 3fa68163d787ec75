namespace LossDsl.Catalogue;

/// <summary>
/// Cross-entropy + λ (log Σ_k exp z_k)², the "z-loss" that keeps the logits of language models from drifting (Chowdhery et
/// al. 2022, arXiv:2204.02311).
/// <para>Averages the penalty over the valid rows, as the cross-entropy.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LogSumExpPenalty(CoefficientFrom = nameof(Coefficient))]
public sealed partial class LogSumExpRegularizedLoss
{
    /// <summary>λ, at least 0 and at most 1e30; default 1e-4.</summary>
    public double Coefficient { get; init; } = 1e-4;
}
