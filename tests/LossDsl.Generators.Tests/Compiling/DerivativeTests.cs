using System;
using System.Linq;
using Xunit;
using static LossDsl.Generators.Tests.Comparison;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Terms that are p log p beside every modulator, where rewrites have limits to take: they compile, and the gradient is
/// right.
/// </summary>
public class DerivativeTests
{
    [Fact]
    public void ProductsWithALimit()
    {
        string[] terms = ["CrossEntropy", "PolyLoss(1)", "GeneralizedCrossEntropy(Q = 0.5)"];
        string[] modulators =
            ["AsymmetricSingleLabel(GammaNegative = 1)", "AsymmetricSingleLabel(GammaPositive = 1, GammaNegative = 1)",
                "AsymmetricSingleLabel(GammaNegative = 2)", "Focal(Gamma = 1)", "Focal(Gamma = 0.5)"];
        string[] targets = ["LabelSmoothing(0.1)", "PriorSmoothing(0.1)", "TargetMatrix"];
        var losses = (from term in terms
                      from modulator in modulators
                      from target in targets
                      select (Attributes: $"[{term}] [{modulator}] [{target}]", Target: target)).ToList();
        var (left, right) = Run(
            string.Concat(losses.Select((one, i) =>
                $"[Loss(Head.Softmax, For = Goal.None)] {one.Attributes} public sealed partial class L{i};\n")),
            string.Concat(losses.Select((one, i) =>
                $"left.Add(GradientCheck.Run(new L{i}({Arguments(one.Target)}), new GradientCheckOptions {{ Tolerance = 1e-6, Classes = "
                    + $"3 }}).Passed ? {i} : -1); right.Add({i});\n")));
        Assert.Equal(right, left);
    }

    private static string Arguments(string target) => target switch
    {
        "TargetMatrix" => "[0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.1, 0.3, 0.6]",
        "PriorSmoothing(0.1)" => "new ClassCounts([6, 3, 1])",
        _ => "",
    };
}
