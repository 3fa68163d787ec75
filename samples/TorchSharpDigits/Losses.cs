using LossDsl;

namespace TorchSharpDigits;

[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
[EffectiveNumber(0.999)]
public sealed partial class EffectiveNumberFocal;

// What is learnable is a parameter of the module: one optimizer moves it together with the network.
[Loss(Head.Softmax)]
[CrossEntropy]
[Temperature(ValueFrom = nameof(Temperature))]
[LogitAdjustment(1)]
public sealed partial class TemperedBalancedSoftmax
{
    [Learnable]
    public double Temperature { get; set; } = 1;
}
