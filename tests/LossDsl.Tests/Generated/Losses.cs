namespace LossDsl.Tests.Generated;

[Loss(Head.Softmax)]
[CrossEntropy]
public sealed partial class Plain;

[Loss(Head.Softmax)]
[CrossEntropy]
[NoReduction]
public sealed partial class PlainPerRow;

[Loss(Head.Softmax, IgnoreIndex = -100)]
[PolyLoss(1.0, -0.5)]
[Focal(Gamma = 2)]
[InverseFrequency]
[LogSumExpPenalty(1e-2)]
public sealed partial class WeightedFocal;

// It is to have many sweeps, whatever it decides.
#pragma warning disable LDSL203
[Loss(Head.Softmax)]
[PolyLoss(1.0)]
[Focal(Gamma = 1.5)]
[LabelSmoothing(0.1)]
[LogitAdjustment(1)]
[Temperature(1.5)]
[LogSumExpPenalty(1e-2)]
[NoReduction]
public sealed partial class SmoothedFocal;
#pragma warning restore LDSL203

[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(GammaFrom = nameof(Gamma))]
[LabelSmoothing(AlphaFrom = nameof(Alpha))]
[ClassWeights]
[Mean(By = Per.Torch)]
public sealed partial class TorchLike
{
    public double Gamma { get; init; } = 0.7;

    public double Alpha { get; init; } = 0.2;
}
