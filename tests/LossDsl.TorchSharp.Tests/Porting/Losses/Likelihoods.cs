namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What TorchSharp spells poisson_nll_loss and gaussian_nll_loss.</summary>
public static partial class Likelihoods
{
    [Loss(Head.Identity)]
    [PoissonNll(Full = false)]
    [Mean]
    public sealed partial class PoissonMean;

    [Loss(Head.Identity)]
    [PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = 1e-8f, Full = false)]
    [Mean]
    public sealed partial class RateMean;

    [Loss(Head.Identity)]
    [PoissonNll(Full = false)]
    [Sum]
    public sealed partial class PoissonSum;

    [Loss(Head.Identity)]
    [PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = 1e-8f, Full = false)]
    [Sum]
    public sealed partial class RateSum;

    [Loss(Head.Identity)]
    [PoissonNll(Full = false)]
    [NoReduction]
    public sealed partial class PoissonNone;

    [Loss(Head.Identity)]
    [PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = 1e-8f, Full = false)]
    [NoReduction]
    public sealed partial class RateNone;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 1e-6f, Full = false)]
    [Sum(Over = Axis.Class)]
    [Mean(Over = Axis.Sample)]
    public sealed partial class GaussianMean;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 1e-6f, Full = false)]
    [Sum]
    public sealed partial class GaussianSum;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 1e-6f, Full = false)]
    [NoReduction]
    public sealed partial class GaussianNone;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 0.5, Full = false)]
    [Sum(Over = Axis.Class)]
    [Mean(Over = Axis.Sample)]
    public sealed partial class GaussianWideMean;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 0.5, Full = false)]
    [Sum]
    public sealed partial class GaussianWideSum;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 0.5, Full = false)]
    [NoReduction]
    public sealed partial class GaussianWideNone;

    [Loss(Head.Identity)]
    [PoissonNll(Full = true)]
    [Mean]
    public sealed partial class PoissonFullMean;

    [Loss(Head.Identity)]
    [PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = 1e-8f, Full = true)]
    [Mean]
    public sealed partial class RateFullMean;

    [Loss(Head.Identity)]
    [PoissonNll(Full = true)]
    [Sum]
    public sealed partial class PoissonFullSum;

    [Loss(Head.Identity)]
    [PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = 1e-8f, Full = true)]
    [Sum]
    public sealed partial class RateFullSum;

    [Loss(Head.Identity)]
    [PoissonNll(Full = true)]
    [NoReduction]
    public sealed partial class PoissonFullNone;

    [Loss(Head.Identity)]
    [PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = 1e-8f, Full = true)]
    [NoReduction]
    public sealed partial class RateFullNone;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 1e-6f, Full = true)]
    [Sum(Over = Axis.Class)]
    [Mean(Over = Axis.Sample)]
    public sealed partial class GaussianFullMean;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 1e-6f, Full = true)]
    [Sum]
    public sealed partial class GaussianFullSum;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 1e-6f, Full = true)]
    [NoReduction]
    public sealed partial class GaussianFullNone;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 0.5, Full = true)]
    [Sum(Over = Axis.Class)]
    [Mean(Over = Axis.Sample)]
    public sealed partial class GaussianWideFullMean;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 0.5, Full = true)]
    [Sum]
    public sealed partial class GaussianWideFullSum;

    [Loss(Head.Identity)]
    [GaussianNll(Epsilon = 0.5, Full = true)]
    [NoReduction]
    public sealed partial class GaussianWideFullNone;
}
