using LossDsl;

namespace LongTailedDigits;

// The losses that are compared. This is all there is: the other half of each class is generated when the sample is built.

[Loss(Head.Softmax)]
[CrossEntropy]
public sealed partial class PlainCrossEntropy;

[Loss(Head.Softmax)]
[CrossEntropy]
[LogitAdjustment(1)]
public sealed partial class BalancedSoftmax;

[Loss(Head.Softmax)]
[CrossEntropy]
[EffectiveNumber(0.999)]
public sealed partial class EffectiveNumberWeights;

[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
public sealed partial class FocalLoss;

[Loss(Head.Softmax)]
[PolyLoss(1.0)]
public sealed partial class Poly1;

// The smoothing is light on purpose: it gives every class the same share of the target, and adjusted scores divide
// that share by the class prior, so the rare classes gain most from it.
[Loss(Head.Softmax)]
[PolyLoss(1.0)]             // cross-entropy + 1.0 (1 − p_y)
[Focal(Gamma = 0.5)]        // modulates both terms; the order of the attributes means nothing
[LogitAdjustment(1)]        // s = z + log π, for balanced accuracy
[LabelSmoothing(0.01)]
[LogSumExpPenalty(1e-4)]    // a component of its own
public sealed partial class ComposedLoss;
