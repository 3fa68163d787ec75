namespace LossDsl.Catalogue;

/// <summary>
/// Self-paced loss correction: focal loss with a margin of 1, in which from epoch 1 on negatives above p = 0.6 count as
/// positives (Zhang et al. 2021, arXiv:2112.07368).
/// <para>As the official code, with a mean over the elements. Every call gives the epoch.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[Focal(2)]
[PositiveMargin(1)]
[TargetCorrection(Threshold = 0.6, FromEpoch = 1)]
public sealed partial class SplcLoss;
