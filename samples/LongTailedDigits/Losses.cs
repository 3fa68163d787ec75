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

// The margins are for cosines, which the network puts out for this loss (Contender.Cosines). Margins, scale and β are the
// published ones, and so is the deferred re-weighting: the weights act in the last 40 of 200 epochs. Of another number of
// epochs they act in the last fifth (TrainingPlan.SchedulePosition).
[Loss(Head.Softmax)]
[CrossEntropy]
[LabelDistributionMargin(0.5)]
[Scale(30)]
[EffectiveNumber(0.9999, FromEpoch = 160)]
public sealed partial class LdamDrw;

// γ and τ are the defaults of the published code (Kini et al. 2021, arXiv:2103.01550), which decides by the scores as they are.
#pragma warning disable LDSL112
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassDependentTemperature(0.3)]
[LogitAdjustment(1)]
public sealed partial class VectorScaling;
#pragma warning restore LDSL112

// The smoothing is light on purpose: it gives every class the same share of the target, and adjusted scores divide
// that share by the class prior, so the rare classes gain most from it.
[Loss(Head.Softmax)]
[PolyLoss(1.0)]             // cross-entropy + 1.0 (1 − p_y)
[Focal(Gamma = 0.5)]        // modulates both terms; the order of the attributes means nothing
[LogitAdjustment(1)]        // s = z + log π, for balanced accuracy
[LabelSmoothing(0.01)]
[LogSumExpPenalty(1e-4)]    // a component of its own
public sealed partial class ComposedLoss;
