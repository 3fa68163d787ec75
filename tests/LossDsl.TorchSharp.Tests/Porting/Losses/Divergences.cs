namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What TorchSharp spells kl_div of log_softmax, for five classes.</summary>
public static partial class Divergences
{
    [Loss(Head.Softmax)]
    [KullbackLeibler(Coefficient = 0.2)]
    [Mean]
    public sealed partial class Mean;

    [Loss(Head.Softmax)]
    [KullbackLeibler]
    [Sum]
    public sealed partial class Sum;

    [Loss(Head.Softmax)]
    [KullbackLeibler]
    [NoReduction]
    public sealed partial class None;
}
