using LossDsl;

namespace LossDsl.Benchmarks;

[Loss(Head.Softmax)]
[CrossEntropy]
internal sealed partial class CrossEntropy;

[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
internal sealed partial class Focal;

[Loss(Head.Softmax)]
[PolyLoss(1.0)]
[Focal(Gamma = 2)]
[LabelSmoothing(0.1)]
[LogSumExpPenalty(1e-4)]
internal sealed partial class SmoothedPolyFocal;

[Loss(Head.Sigmoid)]
[CrossEntropy]
internal sealed partial class BinaryCrossEntropy;

[Loss(Head.Identity)]
[Huber(Delta = 1)]
internal sealed partial class Huber;
