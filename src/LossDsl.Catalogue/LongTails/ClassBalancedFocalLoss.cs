namespace LossDsl.Catalogue;

/// <summary>
/// Class-balanced focal loss: binary focal loss of every class, each row weighted by (1 − β)/(1 − β^n_y) (Cui et al. 2019,
/// arXiv:1901.05555).
/// <para>As the official code: sigmoid per class, the weight of the label on the whole row. It divides by the number of
/// labels; here the mean is over the rows.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[Focal(GammaFrom = nameof(Gamma))]
[EffectiveNumber(BetaFrom = nameof(Beta), Of = WeightOf.Row)]
[Mean(Per.Valid)]
public sealed partial class ClassBalancedFocalLoss
{
    /// <summary>β in [0, 1); default 0.9999.</summary>
    public double Beta { get; init; } = 0.9999;

    /// <summary>γ in [0, 100]; default 2.</summary>
    public double Gamma { get; init; } = 2;
}
