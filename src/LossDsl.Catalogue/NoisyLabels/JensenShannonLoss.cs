namespace LossDsl.Catalogue;

/// <summary>
/// Generalised Jensen-Shannon divergence of label and prediction, scaled to lie between cross-entropy and mean absolute error
/// (Englesson and Azizpour 2021, arXiv:2105.04522).
/// <para>The divergence of one prediction; the consistency between augmentations is no part of it.</para>
/// </summary>
[Loss(Head.Softmax)]
[JensenShannon(TargetWeightFrom = nameof(TargetWeight))]
public sealed partial class JensenShannonLoss
{
    /// <summary>The weight of the label in the mixture, in (0, 1); default 0.5.</summary>
    public double TargetWeight { get; init; } = 0.5;
}
