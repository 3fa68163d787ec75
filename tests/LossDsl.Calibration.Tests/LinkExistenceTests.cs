using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// A link that is offered gives P(y|x) at the minimiser, which there is; of base terms beside what all labels share, at
/// several numbers of classes.
/// </summary>
public class LinkExistenceTests
{
    private static readonly Dictionary<string, AttributeUse[]> Terms = new()
    {
        ["mae"] = [Gce(1)],
        ["gce"] = [Gce(0.7)],
        ["gce2"] = [Gce(2)],
        ["agce"] = [Use("AsymmetricGeneralizedCrossEntropy", Number("Q", 0.5))],
        ["aul"] = [Use("AsymmetricUnhinged")],
        ["ael"] = [Use("AsymmetricExponential")],
        ["poly"] = [Use("PolyTerm", Number("Power", 2), Number("Epsilon", 1))],
        ["poly6"] = [Use("PolyTerm", Number("Power", 6), Number("Epsilon", 1))],
        ["brier"] = [Use("Brier")],
        ["tv"] = [Use("TotalVariation")],
        ["rce"] = [Use("ReverseCrossEntropy")],
        ["dual"] = [Use("DualFocal", Number("Epsilon", 1))],
        ["dual.1"] = [Use("DualFocal", Number("Epsilon", 0.1))],
        ["bootstrapping"] = [Use("Bootstrapping", Number("Beta", 0.8))],
        ["ce"] = [Use("CrossEntropy")],
        ["focal"] = [Use("CrossEntropy"), Use("Focal", Number("Gamma", 2))],
        ["capped"] = [Use("PolyLoss", Number("Epsilons", -1.5))],
        ["ce and mae"] = [Use("CrossEntropy", Number("Coefficient", 0.1)), Gce(1)],
    };

    private static readonly Dictionary<string, AttributeUse[]> Beside = new()
    {
        ["nothing"] = [],
        ["smoothing"] = [Use("LabelSmoothing", Number("Alpha", 0.3))],
        ["prior smoothing"] = [Use("PriorSmoothing", Number("Alpha", 0.2))],
        ["Brier"] = [Use("Brier")],
        ["confidence penalty"] = [Use("ConfidencePenalty", Number("Coefficient", 1))],
        ["confidence reward"] = [Use("ConfidencePenalty", Number("Coefficient", -0.05))],
        ["weights and smoothing"] = [Use("InverseFrequency"), Use("LabelSmoothing", Number("Alpha", 0.2))],
    };

    /// <summary>Scores so far apart are at infinity, where slopes at p = 0 are finite.</summary>
    private const double Out = 20;

    public static TheoryData<string, int> Compositions
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (term, classes) in Terms.Keys.SelectMany(term => new[] { 2, 3, 4, 10 }.Select(classes => (term, classes))))
                data.Add(term, classes);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Compositions))]
    public void An_offered_link_is_right_at_every_minimiser(string term, int classes)
    {
        var offered = 0;
        foreach (var (name, beside) in Beside)
        {
            var declaration = Declared(classes, [.. Terms[term], .. beside]);
            // Some contradict each other.
            if (LossCompiler.Check(declaration).Any(problem => problem.Rule.Severity == ProblemSeverity.Error))
                continue;
            var link = Compiler.Calibration.Decide(declaration, default).Last.Link;
            if (link.Expression is not { } expression)
                continue;
            offered++;
            var (population, prior) = Risk(declaration);
            var descent = new RiskDescent(population.Under(prior));
            var program = new LossProgram(expression, population.Inputs(prior) with { Seeds = [0] });
            foreach (var posterior in Posteriors(classes))
            {
                var scores = descent.Minimum(posterior);
                Assert.True(scores is not null,
                    $"beside {name}: no minimiser at ({string.Join(", ", posterior)}), and a link: {link.Text}");
                program.Evaluate(scores, new double[classes]);
                double[] raw = [.. Enumerable.Range(0, classes)
                    .Select(k => Math.Max(0, program.Value(expression.Components[0].Value, 0, k)))];
                Assert.All(posterior.Select((share, k) => (share, raw[k] / raw.Sum())), pair => Assert.True(
                    Math.Abs(pair.share - pair.Item2) < 1e-4,
                        $"beside {name}: {pair.Item2} for {pair.share} at ({string.Join(", ", posterior)})"));
            }
        }

        Assert.True(offered > 0);
    }

    [Theory]
    [InlineData("gce2", "smoothing", 3)]
    [InlineData("mae", "smoothing", 3)]
    [InlineData("aul", "smoothing", 3)]
    [InlineData("ael", "prior smoothing", 4)]
    [InlineData("poly", "smoothing", 3)]
    [InlineData("mae", "Brier", 3)]
    [InlineData("tv", "Brier", 3)]
    [InlineData("rce", "Brier", 3)]
    [InlineData("poly6", "confidence reward", 2)]
    [InlineData("dual", "nothing", 10)]
    public void Where_minimisers_lie_on_faces_there_is_none(string term, string beside, int classes)
    {
        var declaration = Declared(classes, [.. Terms[term], .. Beside[beside]]);
        Assert.Equal(LinkKind.None, Compiler.Calibration.Decide(declaration, default).Last.Link.Kind);
        var (population, prior) = Risk(declaration);
        var descent = new RiskDescent(population.Under(prior));
        Assert.Contains(Posteriors(classes), posterior => descent.Minimum(posterior) is not { } scores
            || scores.Max() - scores.Min() > Out);
    }

    /// <summary>Of three classes the dual focal loss has a link, of ten none: without a number nothing is claimed.</summary>
    [Theory]
    [InlineData(3, LinkKind.Closed)]
    [InlineData(4, LinkKind.None)]
    [InlineData(0, LinkKind.None)]
    public void What_three_classes_show_is_claimed_for_three(int classes, LinkKind kind)
    {
        var uses = classes == 0 ? Terms["dual"] : [Softmax(classes), .. Terms["dual"]];
        Assert.Equal(kind, Compiler.Calibration.Decide(Loss(uses), default).Last.Link.Kind);
    }

    /// <summary>Where no theorem tells, descents do.</summary>
    [Theory]
    [InlineData("dual", 10, false)]
    [InlineData("mae", 10, false)]
    [InlineData("ce", 10, true)]
    [InlineData("brier", 4, true)]
    public void Minimisers_of_many_classes_are_looked_for(string term, int classes, bool attains)
    {
        var (population, _) = Risk(Declared(classes, Terms[term]));
        Assert.Equal(attains, new ManyClasses(population, 1, () => 100_000, default).Attain());
    }

    private static AttributeUse Gce(double q) => Use("GeneralizedCrossEntropy", Number("Q", q));

    private static AttributeUse Softmax(int classes)
        => Use("Loss", new Argument("Head", Choice: "Softmax"),
            new Argument("Classes", Integer: classes, Numbers: new double[] { classes }.ToEquatable()));

    private static Declaration Declared(int classes, AttributeUse[] uses)
        => Loss([uses.Any(use => use.Name is "PriorSmoothing" or "InverseFrequency")
            ? Use("Loss", new Argument("Head", Choice: "Softmax"),
                Number("Counts", [.. Enumerable.Range(0, classes).Select(k => Math.Round(1000 * Math.Pow(0.6, k)))]))
            : Softmax(classes), .. uses]);

    private static (Population Population, double[] Prior) Risk(Declaration declaration)
    {
        var lowered = new Vanish().Run(LossCompilation.Of(declaration).Trained(LossForm.Labels));
        var population = new Population(LossModel.Of(declaration), lowered, Pipeline.Differentiated(lowered), 1);
        return (population, population.PriorOf(declaration.Classes!.Value));
    }

    private static IEnumerable<double[]> Posteriors(int classes)
    {
        var random = new Random(classes);
        yield return [.. Enumerable.Range(0, classes).Select(k => k == 0 ? 0.95 : 0.05 / (classes - 1))];
        yield return [.. Enumerable.Range(0, classes).Select(k => k == classes - 1 ? 0.6 : 0.4 / (classes - 1))];
        if (classes > 2)
            yield return [.. Enumerable.Range(0, classes).Select(k => k < 2 ? 0.495 : 0.01 / (classes - 2))];
        for (var i = 0; i < 3; i++)
        {
            var raw = Enumerable.Range(0, classes).Select(_ => Math.Pow(random.NextDouble(), 1 + i) + 0.003).ToArray();
            yield return [.. raw.Select(share => share / raw.Sum())];
        }
    }
}
