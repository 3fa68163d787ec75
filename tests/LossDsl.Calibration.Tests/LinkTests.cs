using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Inverse links, at minimisers that another library finds.</summary>
public class LinkTests
{
    public static TheoryData<string, int> WithFormula
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (id, classes) in TruthMappings.Softmax.Keys.SelectMany(id => new[] { (id, 2), (id, 3) }))
            {
                if (Link(id, classes).Expression is not null)
                    data.Add(id, classes);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WithFormula))]
    public void Formulas_give_the_posterior_at_the_minimiser(string id, int classes)
    {
        var prior = TruthRow.Prior(classes);
        var declaration = TruthMappings.Declared(id, classes, prior);
        var link = Link(id, classes);
        var risk = new IndependentRisk(declaration, prior);
        double[][] posteriors = classes == 2 ? [[0.3, 0.7], [0.85, 0.15]] : [[0.5, 0.3, 0.2], [0.15, 0.25, 0.6]];
        foreach (var posterior in posteriors)
        {
            var (_, _, best) = risk.Search(posterior, [0]);
            var values = new IrEvaluator(link.Expression!, Row(best, prior)).Value(link.Expression!.Components[0].Value);
            for (var k = 0; k < classes; k++)
                Assert.Equal(posterior[k], values[k] / values.Sum(), 1e-6);
        }
    }

    [Theory]
    [InlineData("ce", LinkKind.Closed)]
    [InlineData("focal2", LinkKind.Closed)]
    [InlineData("poly1_m1_5", LinkKind.Partial)]
    [InlineData("ls01", LinkKind.Partial)]
    [InlineData("brier", LinkKind.Closed)]
    [InlineData("vs", LinkKind.Closed)]
    [InlineData("mae", LinkKind.None)]
    [InlineData("enc75", LinkKind.None)]
    [InlineData("nce", LinkKind.None)]
    [InlineData("squentropy", LinkKind.NullVector)]
    public void Kinds_say_how_far_a_link_reaches(string id, LinkKind kind) => Assert.Equal(kind, Link(id, 3).Kind);

    /// <summary>The minimisers of a normalised loss are at infinity, whatever makes the search for them end early.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Resampled")]
    [InlineData("InverseFrequency")]
    [InlineData("LogitAdjustment")]
    public void Where_minimisers_are_at_infinity_there_is_none(string attribute)
    {
        AttributeUse[] term = [Compiler.Tests.Declare.Use("NormalizedCrossEntropy")];
        var declaration = Compiler.Tests.Declare.Loss(attribute.Length == 0 ? term : [.. term, Compiler.Tests.Declare.Use(attribute)]);
        Assert.Empty(LossCompiler.Check(declaration));
        var last = Compiler.Calibration.Decide(declaration, default).Last;
        Assert.Equal((LinkKind.None, true, false), (last.Link.Kind, last.Link.IsAtInfinity, last.IsAttained));
    }

    private static LinkDescription Link(string id, int classes)
        => Compiler.Calibration.Decide(TruthMappings.Declared(id, classes, TruthRow.Prior(classes)), default).Last.Link;

    private static RowInputs Row(double[] logits, double[] prior)
        => new(logits, 0, [1], new Dictionary<string, double[]> { [ClassInputTable.Counts] = [.. prior.Select(share => share * 10_000)] },
            new Dictionary<string, double>());
}
