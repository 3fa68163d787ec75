namespace LossDsl.Tests.Inlining;

[Loss(Head.Softmax)]
[CrossEntropy]
public sealed partial class SmallKernel;

// It is to be large, whatever it decides.
#pragma warning disable LDSL101
[Loss(Head.Softmax)]
[PolyLoss(1.0, 0.5)]
[Focal(Gamma = 1.5)]
[LabelSmoothing(0.1)]
[EffectiveNumber(0.999, Order = WeightOrder.InsideSmoothing)]
[Temperature(2)]
[LogitAdjustment(1)]
[LogSumExpPenalty(1e-4)]
public sealed partial class LargeKernel;
#pragma warning restore LDSL101
