namespace LossDsl.Torch.Tests;

/// <summary>Cross-entropy and nothing else.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
public sealed partial class Plain;

/// <summary>Cross-entropy of pixels, of which those with the label 255 do not count.</summary>
[Loss(Head.Softmax, IgnoreIndex = 255)]
[CrossEntropy]
public sealed partial class Pixels;

/// <summary>An ignore index that 32 bits do not hold.</summary>
[Loss(Head.Softmax, IgnoreIndex = (1L << 32) + 1)]
[CrossEntropy]
public sealed partial class Far;

/// <summary>Two components, class weights, rows to ignore.</summary>
[Loss(Head.Softmax, IgnoreIndex = -100)]
[PolyLoss(1.0)]
[Focal(Gamma = 2)]
[ClassWeights]
[LogSumExpPenalty(0.01)]
public sealed partial class PolyFocal;

/// <summary>Class counts and a matrix.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LogitAdjustment]
[TargetMatrix]
public sealed partial class Adjusted;

/// <summary>Two hyper-parameters that training adapts, in a loss that is reduced to one number.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Temperature(ValueFrom = nameof(Temperature))]
[Focal(GammaFrom = nameof(Gamma))]
public sealed partial class Learnt
{
    [Learnable]
    public double Temperature { get; init; } = 1.5;

    [Learnable]
    public double Gamma { get; init; } = 2;
}

/// <summary>A temperature and nothing else, to be learnt back.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Temperature(ValueFrom = nameof(Temperature))]
public sealed partial class Tempered
{
    [Learnable]
    public double Temperature { get; init; } = 1;
}

/// <summary>The same per row.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Temperature(ValueFrom = nameof(Temperature))]
[NoReduction]
public sealed partial class TemperedEach
{
    [Learnable]
    public double Temperature { get; init; } = 1.5;
}

/// <summary>A modulator that is a constant for the gradient, and a temperature that it depends on.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Temperature(ValueFrom = nameof(Temperature))]
[Focal(Gamma = 2, Gradient = Gradient.Stop)]
public sealed partial class Stopped
{
    [Learnable]
    public double Temperature { get; init; } = 1.5;
}

/// <summary>A schedule: class weights from epoch 2 on.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassWeights(FromEpoch = 2)]
public sealed partial class Deferred;

/// <summary>A number that each call reads, and is not learnt.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(GammaFrom = nameof(Gamma))]
public sealed partial class Bound
{
    public double Gamma { get; set; } = 2;
}

/// <summary>The loss of each row.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
[NoReduction]
public sealed partial class Each;

/// <summary>A sum over all rows.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Sum]
public sealed partial class Total;

/// <summary>A mean whose denominator every call gives.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Mean(Per.External)]
public sealed partial class External;

/// <summary>Half of the rows, those with the largest losses.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
[HardestExamples(Fraction = 0.5)]
public sealed partial class Hardest;

/// <summary>Class weights and weights per row in the denominator.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassWeights]
[Mean(Per.SampleWeights)]
public sealed partial class Weighed;

/// <summary>Classes that cannot be predicted.</summary>
[Loss(Head.Softmax)]
[ClassMask]
[CrossEntropy]
public sealed partial class Masked;

/// <summary>Weights per row by the norm of the features.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[InfluenceBalance]
public sealed partial class Influence;

/// <summary>A loss per element, for one output per row or several.</summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[AsymmetricFocus(Positive = 1, Negative = 4)]
public sealed partial class Tags;

/// <summary>The same, element by element.</summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[Temperature(ValueFrom = nameof(Temperature))]
[NoReduction]
public sealed partial class TagsEach
{
    [Learnable]
    public double Temperature { get; init; } = 1.5;
}

/// <summary>Soft targets and nothing else.</summary>
[Loss(Head.Softmax)]
[KullbackLeibler]
public sealed partial class SoftOnly;

/// <summary>Binary cross-entropy, of one output per row or several.</summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
public sealed partial class Single;

/// <summary>A regression.</summary>
[Loss(Head.Identity)]
[Huber(Delta = 0.5)]
public sealed partial class Regression;

/// <summary>A regression with predicted variances, which have a gradient too.</summary>
[Loss(Head.Identity)]
[GaussianNll]
public sealed partial class Gaussian;

/// <summary>A declaration that says what computes it.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[TensorEngine(TensorEngine.Operators)]
public sealed partial class ByOperators;
