namespace LossDsl.Torch.Tests.Programs;

/// <summary>Cross-entropy with class weights, as TorchSharp divides by them.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassWeights]
[Mean(By = Per.Torch)]
public sealed partial class Weighted;

/// <summary>The same with a temperature that is learnt.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassWeights]
[Temperature(ValueFrom = nameof(Temperature))]
[Mean(By = Per.Torch)]
public sealed partial class WeightedTempered
{
    [Learnable]
    public double Temperature { get; init; } = 1;
}

/// <summary>Cross-entropy of words, of which those with the label −100 do not count.</summary>
[Loss(Head.Softmax, IgnoreIndex = -100)]
[CrossEntropy]
public sealed partial class NextWord;
