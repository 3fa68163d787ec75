namespace LossDsl.Catalogue;

/// <summary>
/// LDAM with deferred re-weighting: from epoch 160 on, weights by effective number (Cao et al. 2019, arXiv:1906.07413).
/// <para>As the official code, on cosines; its weights too are scaled to sum to C. Every call gives the epoch.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LabelDistributionMargin]
[Scale(30)]
[EffectiveNumber(0.9999, FromEpoch = 160)]
public sealed partial class LdamDrwLoss;
