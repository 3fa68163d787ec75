namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What TorchSharp spells cross_entropy and nll_loss.</summary>
public static partial class CrossEntropies
{
    [Loss(Head.Softmax, IgnoreIndex = -100)]
    [CrossEntropy]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Mean(Per.Torch)]
    public sealed partial class Mean
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = -100)]
    [CrossEntropy]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Sum]
    public sealed partial class Sum
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = -100)]
    [CrossEntropy]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [NoReduction]
    public sealed partial class None
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = 1)]
    [CrossEntropy]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Mean(Per.Torch)]
    public sealed partial class MeanIgnoring1
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = 1)]
    [CrossEntropy]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Sum]
    public sealed partial class SumIgnoring1
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = 1)]
    [CrossEntropy]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [NoReduction]
    public sealed partial class NoneIgnoring1
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = -100)]
    [CrossEntropy]
    [ClassWeights]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Mean(Per.Torch)]
    public sealed partial class WeightedMean
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = -100)]
    [CrossEntropy]
    [ClassWeights(Order = WeightOrder.InsideSmoothing)]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Sum]
    public sealed partial class WeightedSum
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = -100)]
    [CrossEntropy]
    [ClassWeights(Order = WeightOrder.InsideSmoothing)]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [NoReduction]
    public sealed partial class WeightedNone
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = 1)]
    [CrossEntropy]
    [ClassWeights]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Mean(Per.Torch)]
    public sealed partial class WeightedMeanIgnoring1
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = 1)]
    [CrossEntropy]
    [ClassWeights(Order = WeightOrder.InsideSmoothing)]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [Sum]
    public sealed partial class WeightedSumIgnoring1
    {
        public double Alpha { get; set; }
    }

    [Loss(Head.Softmax, IgnoreIndex = 1)]
    [CrossEntropy]
    [ClassWeights(Order = WeightOrder.InsideSmoothing)]
    [LabelSmoothing(AlphaFrom = nameof(Alpha))]
    [NoReduction]
    public sealed partial class WeightedNoneIgnoring1
    {
        public double Alpha { get; set; }
    }
}
