namespace LossDsl.Catalogue;

/// <summary>
/// Distribution-balanced loss: re-balanced weights and negative-tolerant regularisation for long-tailed multi-label data,
/// with focal factor (Wu et al. 2020, arXiv:2007.09654).
/// <para>As the official code for COCO-MLT with 1909 training samples; declare your own with another number of
/// samples.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[CrossEntropy(Coefficient = 2)]
[Focal(2)]
[Rebalancing(Alpha = 0.1, Beta = 10, Mu = 0.2)]
[LogOddsAdjustment(Tau = 0.025, Samples = 1909)]
[NegativeTolerance(2)]
public sealed partial class DistributionBalancedLoss;
