namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What TorchSharp spells multi_margin_loss, for five classes.</summary>
public static partial class Hinges
{
    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 1, Coefficient = 0.2)]
    [Mean]
    public sealed partial class Mean
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 1, Coefficient = 0.2)]
    [Sum]
    public sealed partial class Sum
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 1, Coefficient = 0.2)]
    [NoReduction]
    public sealed partial class None
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 1, Coefficient = 0.2)]
    [ClassWeights]
    [Mean(Per.Valid)]
    public sealed partial class WeightedMean
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 1, Coefficient = 0.2)]
    [ClassWeights]
    [Sum]
    public sealed partial class WeightedSum
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 1, Coefficient = 0.2)]
    [ClassWeights]
    [NoReduction]
    public sealed partial class WeightedNone
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 2, Coefficient = 0.2)]
    [Mean]
    public sealed partial class SquaredMean
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 2, Coefficient = 0.2)]
    [Sum]
    public sealed partial class SquaredSum
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 2, Coefficient = 0.2)]
    [NoReduction]
    public sealed partial class SquaredNone
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 2, Coefficient = 0.2)]
    [ClassWeights]
    [Mean(Per.Valid)]
    public sealed partial class WeightedSquaredMean
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 2, Coefficient = 0.2)]
    [ClassWeights]
    [Sum]
    public sealed partial class WeightedSquaredSum
    {
        public double Margin { get; set; }
    }

    [Loss(Head.Softmax)]
    [MulticlassHinge(Form = HingeForm.WestonWatkins, MarginFrom = nameof(Margin), Power = 2, Coefficient = 0.2)]
    [ClassWeights]
    [NoReduction]
    public sealed partial class WeightedSquaredNone
    {
        public double Margin { get; set; }
    }
}
