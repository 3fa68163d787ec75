namespace LossDsl.Catalogue;

/// <summary>
/// Seesaw loss: the scores of other classes are lowered for rarer ones and raised for mistakes (Wang et al. 2021,
/// arXiv:2008.10032).
/// <para>Counts are those given at construction; the official code accumulates them while training. Without its separate
/// objectness branch.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Seesaw(PFrom = nameof(P), QFrom = nameof(Q))]
public sealed partial class SeesawLoss
{
    /// <summary>p of the mitigation factor, in [0, 100]; default 0.8.</summary>
    public double P { get; init; } = 0.8;

    /// <summary>q of the compensation factor, in [0, 100]; default 2.</summary>
    public double Q { get; init; } = 2;
}
