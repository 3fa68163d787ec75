using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>Links of losses of which numbers are known only to an instance or a call.</summary>
public class OpenLinkTests
{
    private static readonly double[] Prior = [0.5, 0.3, 0.2];
    private static readonly double[] Weights = [0.4, 1, 2.5];

    private static readonly Dictionary<string, (Declaration Declaration, LinkKind Kind, Dictionary<string, double>[] Values)> Cases = new()
    {
        ["Focal"] = (Loss(Ce, Use("Focal", Bound("GammaFrom", "G"))), LinkKind.Closed, Values("G", 0, 0.5, 2, 5)),
        ["Temperature"] = (Loss(Ce, Use("Temperature", Bound("ValueFrom", "T"))), LinkKind.Closed, Values("T", 0.5, 1, 3)),
        ["TemperedFocal"] = (Loss(Ce, Use("Focal", Bound("GammaFrom", "G")), Use("Temperature", Bound("ValueFrom", "T"))), LinkKind.Closed,
            [new() { ["G"] = 1.5, ["T"] = 2 }]),
        ["Adjusted"] = (Loss(Ce, Use("LogitAdjustment", Bound("TauFrom", "T"))), LinkKind.Closed, Values("T", 0.5, 1)),
        ["Penalised"] = (Loss(Ce, Use("LogSumExpPenalty", Bound("CoefficientFrom", "C"))), LinkKind.Closed, Values("C", 0.01, 1)),
        ["Poly"] = (Loss(Use("PolyLoss", Bound("EpsilonFrom", "E"))), LinkKind.Partial, Values("E", -0.5, 2)),
        ["Generalised"] = (Loss(Use("GeneralizedCrossEntropy", Bound("QFrom", "Q"))), LinkKind.Partial, Values("Q", 0.3, 0.7)),
        ["Smoothed"] = (Loss(Ce, Use("LabelSmoothing", Bound("AlphaFrom", "A"))), LinkKind.Partial, Values("A", 0.05, 0.2)),
        ["Margin"] = (Loss(Ce, Use("AdditiveMargin", Bound("MarginFrom", "M"))), LinkKind.Partial, Values("M", 0.2, 1)),
        ["Weighted"] = (Loss(Ce, Use("ClassWeights")), LinkKind.Closed, [[]]),
        ["WeightedFocal"] = (Loss(Ce, Use("Focal", Bound("GammaFrom", "G")), Use("ClassWeights")), LinkKind.Closed, Values("G", 0.5, 2)),
        ["WeightedSmoothing"] = (Loss(Ce, Use("LabelSmoothing", Number("Alpha", 0.1)), Use("ClassWeights")), LinkKind.Partial, [[]]),
        ["WeightedPenalty"] =
            (Loss(Use("PolyLoss", Number("Epsilons", 1)), Use("Focal", Number("Gamma", 2)), Use("ClassWeights"),
                Use("LogSumExpPenalty", Number("Coefficient", 0.01))), LinkKind.Closed, [[]]),
        ["Temperatures"] = (Loss(Ce, Use("ClassTemperatures")), LinkKind.Closed, [[]]),
        ["SigmoidFocal"] = (Loss(Head("Sigmoid"), Ce, Use("Focal", Bound("GammaFrom", "G"))), LinkKind.Closed, Values("G", 0.5, 2)),
        ["SigmoidWeights"] = (Loss(Head("Sigmoid"), Ce, Use("PositiveWeights")), LinkKind.Closed, [[]]),
        ["Shifted"] = (Loss(Head("Sigmoid"), Ce, Use("AsymmetricFocus", Bound("NegativeFrom", "N"), Bound("PositiveFrom", "P"))),
            LinkKind.Closed, [new() { ["N"] = 4, ["P"] = 1 }]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> Catalogue
        => [.. CatalogueDeclarations.Written.Where(loss => loss.Written.Head != Heads.Identity).Select(loss => loss.Written.Type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_formula_gives_the_posterior_at_the_minimiser_for_all_values(string name)
    {
        var (declaration, kind, all) = Cases[name];
        var link = Link(declaration);
        Assert.Equal(kind, link.Kind);
        var given = new Dictionary<string, double[]>
        {
            ["weights"] = Weights,
            ["positiveWeights"] = Weights,
            ["temperatures"] = [0.7, 1, 1.6]
        };
        foreach (var values in all)
        {
            var risk = new IndependentRisk(declaration, Prior, 0, values, given);
            foreach (var posterior in (double[][])[[0.5, 0.3, 0.2], [0.2, 0.25, 0.55]])
            {
                var (_, _, best) = risk.Search(posterior, [0]);
                var row = new RowInputs(best, 0, [1],
                    given.Append(new(ClassInputTable.Counts, [.. Prior.Select(share => share * 10_000)])).ToDictionary(), values)
                {
                    Inputs = new Dictionary<string, double[]> { [InputTable.Targets] = [1, 0, 0] },
                };
                var probabilities = new IrEvaluator(link.Expression!, row).Value(link.Expression!.Components[0].Value);
                var sum = declaration.Head == Heads.Softmax ? probabilities.Sum() : 1;
                for (var k = 0; k < 3; k++)
                    Assert.Equal(posterior[k], probabilities[k] / sum, 1e-6);
            }
        }
    }

    /// <summary>A softmax or sigmoid loss of the catalogue has the link of its defaults, whatever stands at its properties.</summary>
    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Losses_of_the_catalogue_have_the_links_of_their_defaults(string name)
    {
        var (written, atDefaults, _) = CatalogueDeclarations.Written.Single(loss => loss.Written.Type.Name == name);
        var (open, closed) = (Link(written), Link(atDefaults));
        Assert.Equal(closed.Expression is not null, open.Expression is not null);
        Assert.Equal(closed.Kind == LinkKind.None, open.Kind == LinkKind.None);
        Assert.Equal(closed.Kind == LinkKind.NullVector, open.Kind == LinkKind.NullVector);
    }

    [Fact]
    public void What_is_right_for_no_value_or_not_known_to_be_has_no_link()
    {
        Assert.Contains("φ'(0) is finite", None(Loss(Use("AsymmetricUnhinged", Bound("AFrom", "A"), Bound("QFrom", "Q")))),
            StringComparison.Ordinal);
        Assert.Contains("at L = 0.75", None(Loss(Use("EncouragingLoss", Bound("LogEndFrom", "L")))), StringComparison.Ordinal);
        // Frequencies decide which outputs have a cost where their label does not apply.
        Assert.Contains("class frequencies are given at construction",
            None(Loss(Head("Sigmoid"), Ce, Use("Equalization", Number("Threshold", 0.1)))), StringComparison.Ordinal);
        Assert.Contains("noiseMatrix is given at construction", None(Loss(Ce, Use("NoiseMatrix"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_a_constructor_takes_are_a_rule()
    {
        static PhaseReport Last(params AttributeUse[] uses) => Compiler.Calibration.Decide(Loss(uses), default).Last;
        var report = Last(Ce, Use("Focal", Number("Gamma", 2)), Use("ClassWeights"));
        Assert.Equal(VerdictKind.Undecided, report.Accuracy.Kind);
        Assert.Contains("given at construction", report.Accuracy.Note, StringComparison.Ordinal);
        Assert.Contains("argmax w_y P(y|x)", report.Note, StringComparison.Ordinal);
        // Smoothing and class weights together are no rule; a shift moves it.
        Assert.Null(Last(Ce, Use("LabelSmoothing", Number("Alpha", 0.1)),
            Use("ClassWeights", new Argument("Order", Choice: "InsideSmoothing"))).Note);
        Assert.Null(Last(Ce, Use("LogitAdjustment", Number("Tau", 1)), Use("ClassWeights")).Note);
    }

    /// <summary>Penalties on the gauge alone may be divided by another number than the weighted rows; what acts may not.</summary>
    [Fact]
    public void Only_what_fixes_the_gauge_may_be_divided_otherwise()
    {
        AttributeUse weights = Use("InverseFrequency"), smoothing = Use("LabelSmoothing", Number("Alpha", 0.1));
        Assert.Equal(LinkKind.Closed, Link(Loss(Ce, weights, Use("LogSumExpPenalty", Number("Coefficient", 0.01)))).Kind);
        Assert.Equal(LinkKind.NullVector, Link(Loss(Ce, weights, Use("ConfidencePenalty", Number("Coefficient", 0.1)))).Kind);
        Assert.NotEqual(LinkKind.NullVector, Link(Loss(Ce, smoothing, Use("LogSumExpPenalty", Number("Coefficient", 0.01)))).Kind);
    }

    private static string None(Declaration declaration)
    {
        var link = Link(declaration);
        Assert.Equal(LinkKind.None, link.Kind);
        return link.Text;
    }

    private static AttributeUse Ce => Use("CrossEntropy");

    private static Dictionary<string, double>[] Values(string name, params double[] values)
        => [.. values.Select(value => new Dictionary<string, double> { [name] = value })];

    private static LinkDescription Link(Declaration declaration) => Compiler.Calibration.Decide(declaration, default).Last.Link;
}
