namespace LossDsl.Catalogue;

/// <summary>
/// Soft bootstrapping: cross-entropy with the targets β t + (1 − β) p (Reed et al. 2015, arXiv:1412.6596).
/// <para>The prediction in the target is differentiated too, as in the paper.</para>
/// </summary>
[Loss(Head.Softmax)]
[Bootstrapping(BetaFrom = nameof(Beta))]
public sealed partial class BootstrappingLoss
{
    /// <summary>β in [0, 1]; default 0.95. At 1 it is the cross-entropy.</summary>
    public double Beta { get; init; } = 0.95;
}
