using System.Collections.Generic;
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
        var lowered = LossCompilation.Of(Loss(Uses)).Lowered(LossForm.Labels);
        var expected = Pipeline.Run(lowered).Select(stage => stage.Loss).ToList();
        foreach (var order in Permutations(Uses))
        {
            var permuted = LossCompilation.Of(Loss(order)).Lowered(LossForm.Labels);
            Assert.Equal(lowered, permuted);
            Assert.Equal(expected, Pipeline.Run(permuted).Select(stage => stage.Loss));
        }
    }

    [Fact]
    public void Another_coefficient_is_another_loss()
        => Assert.NotEqual(
            LossCompilation.Of(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)))).Lowered(LossForm.Labels),
            LossCompilation.Of(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 2.5)))).Lowered(LossForm.Labels));

    [Fact]
    public void A_bound_value_gives_what_the_constant_gives()
    {
        var inputs = new RowInputs([0.3, -1.2, 2.1, 0.4], 1, [0.7], new Dictionary<string, double[]>(),
            new Dictionary<string, double> { ["Gamma"] = 1.37 });
        var constant = new IrEvaluator(Compiled(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 1.37)))), inputs);
        var bound = new IrEvaluator(Compiled(Loss(Use("CrossEntropy"), Use("Focal", Bound("GammaFrom", "Gamma")))), inputs);
        Assert.Equal(constant.Component(0), bound.Component(0), 1e-15);
        Assert.All(constant.Gradient().Zip(bound.Gradient()), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }
}
