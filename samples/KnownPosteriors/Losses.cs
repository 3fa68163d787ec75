using LossDsl;

namespace KnownPosteriors;

// None is declared for a goal: what they decide, and how P(y|x) is to be had from their scores, stands in the text that shows
// when you hover over them, and in their generated half.

[Loss(Head.Softmax, Classes = 4)]
[CrossEntropy]
public sealed partial class CrossEntropyLoss;

[Loss(Head.Softmax, Classes = 4)]
[CrossEntropy]
[Focal(Gamma = 3)]
public sealed partial class FocalLoss;

[Loss(Head.Softmax, Classes = 4)]
[PolyLoss(2.0)]
public sealed partial class Poly1Loss;

[Loss(Head.Softmax, Classes = 4)]
[GeneralizedCrossEntropy(Q = 0.5)]
public sealed partial class RobustLoss;

[Loss(Head.Softmax, Classes = 4)]
[CrossEntropy]
[LogitAdjustment(1)]
public sealed partial class BalancedSoftmaxLoss;

// As published, with the effective number of examples for weights: they correct the prior in part, which is what the rule says.
#pragma warning disable LDSL101
[Loss(Head.Softmax, Classes = 4)]
[CrossEntropy]
[LabelDistributionMargin(0.5)]
[Scale(4)]
[EffectiveNumber(0.9999, FromEpoch = 32)]
public sealed partial class LdamDrwLoss;
#pragma warning restore LDSL101

[Loss(Head.Softmax, Classes = 4)]
[PolyLoss(1.0)]
[Focal(Gamma = 1)]
[InverseFrequency]
[LabelSmoothing(0.1)]
public sealed partial class ComposedLoss;

[Loss(Head.Sigmoid, Classes = 4)]
[CrossEntropy]
[AsymmetricFocus(Positive = 0, Negative = 3)]
public sealed partial class AsymmetricLoss;
