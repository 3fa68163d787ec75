using LossDsl;

namespace Consumer;

// No comment of its own: with documentation switched on, that of the generated half must do.
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
[InverseFrequency]
[LabelSmoothing(0.1)]
[LogSumExpPenalty(1e-4)]
public sealed partial class TailLoss;
