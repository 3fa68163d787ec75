using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>What a loss is worth knowing for, without a warning.</summary>
public class MinimiserNoteTests
{
    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy]", "Predicts the class of the largest P(y|x).")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [LogitAdjustment]", "Predicts the class of the largest P(y|x)/π_y.",
        "softmax(z) is not P(y|x); ToProbabilities gives it.")]
    [InlineData("[Loss(Head.Softmax, Prior = new[] { 0.5, 0.5 })] [CrossEntropy]",
        "Predicts the class of the largest P(y|x), and of the largest P(y|x)/π_y.")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency(FromEpoch = 10)]",
        "From epoch 0 on it predicts the class of the largest P(y|x).",
        "From epoch 10 on it predicts the class of the largest P(y|x)/π_y.",
        "softmax(z) is not P(y|x); ToProbabilities gives it.")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [EffectiveNumber(0.9999)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Resampled(0.5)]",
        "softmax(z) is not P(y|x); ToProbabilities gives it.",
        "In the population limit it predicts argmax P(y|x)/π_y^0.5.",
        "[Resampled] says how rows are drawn for training, with class shares π'_k ∝ π_k^q, q = 0.5, as weights π^(q − 1) of rows would; "
            + "P(y|x) and π are of the data set they are drawn from.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy]")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [AlphaBalance(0.25)]", "p > 1/2 means P(y|x) > 0.75; Predict knows the threshold.",
        "p is not P(y|x); ToProbabilities gives it.")]
    [InlineData("[Loss(Head.Sigmoid, For = Goal.Accuracy)] [CrossEntropy] [AlphaBalance(0.25)]",
        "p is not P(y|x); ToProbabilities gives it.")]
    [InlineData("[Loss(Head.Sigmoid, For = Goal.Probabilities)] [CrossEntropy] [AlphaBalance(0.25)]",
        "p > 1/2 means P(y|x) > 0.75; Predict knows the threshold.", "p is not P(y|x); ToProbabilities gives it.")]
    [InlineData("[Loss(Head.Identity)] [Huber]")]
    public void All(string attributes, params string[] notes) => Assert.Equal(notes, Of(attributes));

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [TotalVariation]", "there is no way back to it: φ'(0) is finite", true)]
    [InlineData("[Loss(Head.Softmax)] [TotalVariation]", "The gradient vanishes", true)]
    [InlineData("[Loss(Head.Softmax)] [TotalVariation] [LabelSmoothing(0.1)]", "The gradient vanishes", true)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [TotalVariation]", "The gradient vanishes", false)]
    [InlineData("[Loss(Head.Softmax)] [GeneralizedCrossEntropy(Q = 0.05)]", "The gradient vanishes", true)]
    [InlineData("[Loss(Head.Softmax)] [NormalizedCrossEntropy] [TotalVariation]", "nothing keeps scores from growing", true)]
    [InlineData("[Loss(Head.Softmax)] [NormalizedCrossEntropy] [TotalVariation] [LogitPenalty(0.01)]", "nothing keeps scores from growing",
        false)]
    [InlineData("[Loss(Head.Softmax)] [TotalVariation]", "nothing keeps scores from growing", true)]
    [InlineData("[Loss(Head.Softmax)] [Brier]", "nothing keeps scores from growing", false)]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] [MulticlassHinge]", "nothing keeps scores from growing", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy]", "nothing keeps scores from growing", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [AngularMargin(0.5)] [Scale(64)]", "depends on which cosines occur together", true)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [AdditiveMargin(0.35)] [Scale(64)]", "depends on which cosines occur together", false)]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ProbabilityShift(0.25)]", "up to 0.2 all get p = 0.25", true)]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ProbabilityShift(0.25)] [AsymmetricFocus]", "all get p", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [LabelSmoothing(0.75, Share = SmoothingShare.OtherClasses)]",
        "For up to C = 4 classes", true)]
    [InlineData("[Loss(Head.Softmax, Classes = 5)] [CrossEntropy] [LabelSmoothing(0.75, Share = SmoothingShare.OtherClasses)]",
        "classes the label gets", false)]
    public void Among(string attributes, string note, bool isThere)
        => Assert.Equal(isThere, Of(attributes).Any(one => one.Contains(note, System.StringComparison.Ordinal)));

    private static string[] Of(string attributes)
    {
        var compilation = Compilations.Create($"using LossDsl;\n{attributes} public sealed partial class X;");
        var declaration = DeclarationReader.Read(compilation.GetTypeByMetadataName("X")!, default)!;
        Assert.Empty(LossCompiler.Check(declaration));
        return [.. LossCompiler.Judge(declaration, default).Notes];
    }
}
