namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What TorchSharp spells binary_cross_entropy, soft_margin_loss and multilabel_soft_margin_loss.</summary>
public static partial class BinaryCrossEntropies
{
    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [Mean]
    public sealed partial class Mean;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [Sum]
    public sealed partial class Sum;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [NoReduction]
    public sealed partial class None;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [PositiveWeights]
    [Mean]
    public sealed partial class PositiveMean;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [PositiveWeights]
    [Sum]
    public sealed partial class PositiveSum;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [PositiveWeights]
    [NoReduction]
    public sealed partial class PositiveNone;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [Mean]
    public sealed partial class WeightedMean;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [Sum]
    public sealed partial class WeightedSum;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [NoReduction]
    public sealed partial class WeightedNone;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [PositiveWeights]
    [Mean]
    public sealed partial class WeightedPositiveMean;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [PositiveWeights]
    [Sum]
    public sealed partial class WeightedPositiveSum;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [PositiveWeights]
    [NoReduction]
    public sealed partial class WeightedPositiveNone;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [Mean(Over = Axis.Class)]
    [Mean(Over = Axis.Sample)]
    public sealed partial class RowsOfMean;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [Mean(Over = Axis.Class)]
    [Sum(Over = Axis.Sample)]
    public sealed partial class RowsOfSum;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [Mean(Over = Axis.Class)]
    [Mean(Over = Axis.Sample)]
    public sealed partial class WeightedRowsOfMean;

    [Loss(Head.Sigmoid)]
    [CrossEntropy]
    [ClassWeights]
    [Mean(Over = Axis.Class)]
    [Sum(Over = Axis.Sample)]
    public sealed partial class WeightedRowsOfSum;
}
