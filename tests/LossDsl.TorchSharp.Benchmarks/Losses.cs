using LossDsl;

namespace LossDsl.TorchSharp.Benchmarks;

[Loss(Head.Softmax)]
[CrossEntropy]
internal sealed partial class CrossEntropy;

[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
internal sealed partial class Focal;

[Loss(Head.Softmax)]
[PolyLoss(1.0)]
internal sealed partial class Poly1;

[Loss(Head.Sigmoid)]
[CrossEntropy]
[AsymmetricFocus(Positive = 1, Negative = 4)]
[ProbabilityShift(0.05)]
internal sealed partial class Asymmetric;

[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(GammaFrom = nameof(Gamma))]
internal sealed partial class LearnableFocal
{
    [Learnable]
    public double Gamma { get; set; } = 2;
}
