namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What TorchSharp spells mse_loss, l1_loss, huber_loss and smooth_l1_loss.</summary>
public static partial class Errors
{
    [Loss(Head.Identity)]
    [SquaredError]
    [Mean]
    public sealed partial class SquaredMean;

    [Loss(Head.Identity)]
    [SquaredError]
    [Sum]
    public sealed partial class SquaredSum;

    [Loss(Head.Identity)]
    [SquaredError]
    [NoReduction]
    public sealed partial class SquaredNone;

    [Loss(Head.Identity)]
    [AbsoluteError]
    [Mean]
    public sealed partial class AbsoluteMean;

    [Loss(Head.Identity)]
    [AbsoluteError]
    [Sum]
    public sealed partial class AbsoluteSum;

    [Loss(Head.Identity)]
    [AbsoluteError]
    [NoReduction]
    public sealed partial class AbsoluteNone;

    [Loss(Head.Identity)]
    [Huber(DeltaFrom = nameof(Delta))]
    [Mean]
    public sealed partial class HuberMean
    {
        public double Delta { get; set; }
    }

    [Loss(Head.Identity)]
    [Huber(DeltaFrom = nameof(Delta))]
    [Sum]
    public sealed partial class HuberSum
    {
        public double Delta { get; set; }
    }

    [Loss(Head.Identity)]
    [Huber(DeltaFrom = nameof(Delta))]
    [NoReduction]
    public sealed partial class HuberNone
    {
        public double Delta { get; set; }
    }

    [Loss(Head.Identity)]
    [SmoothL1(BetaFrom = nameof(Beta))]
    [Mean]
    public sealed partial class SmoothMean
    {
        public double Beta { get; set; }
    }

    [Loss(Head.Identity)]
    [SmoothL1(BetaFrom = nameof(Beta))]
    [Sum]
    public sealed partial class SmoothSum
    {
        public double Beta { get; set; }
    }

    [Loss(Head.Identity)]
    [SmoothL1(BetaFrom = nameof(Beta))]
    [NoReduction]
    public sealed partial class SmoothNone
    {
        public double Beta { get; set; }
    }
}
