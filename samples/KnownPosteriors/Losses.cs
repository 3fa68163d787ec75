using LossDsl;

namespace KnownPosteriors;

// All are declared for accuracy, also those that were made for another goal, or for none: their scores then do not decide for it,
// which is what the rules say that are switched off here, and Predict does, which is what the sample is about. What each of them
// decides, and how P(y|x) is to be had from its scores, stands in the text that shows when you hover over it.
#pragma warning disable LDSL101, LDSL202, LDSL209, LDSL303

[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[CrossEntropy]
public sealed partial class CrossEntropyLoss;

[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[CrossEntropy]
[Focal(Gamma = 3)]
public sealed partial class FocalLoss;

[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[PolyLoss(2.0)]
public sealed partial class Poly1Loss;

[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[GeneralizedCrossEntropy(Q = 0.5)]
public sealed partial class RobustLoss;

[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[CrossEntropy]
[LogitAdjustment(1)]
public sealed partial class BalancedSoftmaxLoss;

// As published, with the effective number of examples for weights, and a scale for scores that no layer normalises.
[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[CrossEntropy]
[LabelDistributionMargin(0.5)]
[Scale(4)]
[EffectiveNumber(0.9999, FromEpoch = 32)]
public sealed partial class LdamDrwLoss;

[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[PolyLoss(1.0)]
[Focal(Gamma = 1)]
[InverseFrequency]
[LabelSmoothing(0.1)]
public sealed partial class ComposedLoss;

// The loss draws nothing: it is told how the training loop draws rows.
[Loss(Head.Softmax, Classes = 4, For = Goal.Accuracy)]
[CrossEntropy]
[Resampled(0)]
public sealed partial class ResampledLoss;

[Loss(Head.Sigmoid, Classes = 4, For = Goal.Accuracy)]
[CrossEntropy]
[AsymmetricFocus(Positive = 0, Negative = 3)]
public sealed partial class AsymmetricLoss;
