using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

public class PermutationTests
{
    private static readonly AttributeUse[] Uses =
    [
        Use("CrossEntropy"),
        Use("PolyTerm", Number("Power", 2), Number("Epsilon", 0.5)),
        Use("PolyTerm", Number("Power", 1), Number("Epsilon", 1)),
        Use("Focal", Number("Gamma", 2)),
        Use("LabelSmoothing", Number("Alpha", 0.1)),
        Use("InverseFrequency"),
        Use("LogSumExpPenalty", Number("Coefficient", 1e-4)),
    ];

    [Fact]
    public void The_order_of_attributes_means_nothing_after_any_pass()
    {
        var lowered = Pipeline.Lower(Loss(Uses));
        var expected = Pipeline.Run(lowered).Select(stage => stage.Loss).ToList();
        foreach (var order in Permutations(Uses))
        {
            var permuted = Pipeline.Lower(Loss(order));
            Assert.Equal(lowered, permuted);
            Assert.Equal(expected, Pipeline.Run(permuted).Select(stage => stage.Loss));
        }
    }

    [Fact]
    public void Another_coefficient_is_another_loss()
        => Assert.NotEqual(
            Pipeline.Lower(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)))),
            Pipeline.Lower(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 2.5)))));

    [Fact]
    public void A_bound_value_and_a_constant_have_the_same_structure()
    {
        var constant = Compiled(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 1.37))));
        var bound = Compiled(Loss(Use("CrossEntropy"), Use("Focal", Bound("GammaFrom", "Gamma"))));
        Assert.Equal(
            constant.Nodes.Select(node => node.Op == Op.Constant && node.Value == 1.37 ? Op.Parameter : node.Op),
            bound.Nodes.Select(node => node.Op));
    }
}
