using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>The terms on softmax probabilities against their formulas, and where formulas as they stand break down.</summary>
public class ProbabilityTermTests
{
    private static readonly double[] Logits = [0.7, -1.3, 2.1, 0.2];
    private static readonly double[] Matrix = [0.7, 0.1, 0.2, 0, 0.1, 0.8, 0, 0.1, 0.1, 0.05, 0.6, 0.2, 0.1, 0.05, 0.2, 0.7];

    // The loss of a row from its probabilities and targets, which are 0 and 1 for a label.
    private static readonly Dictionary<string, (AttributeUse[] Uses, Func<double[], double[], double> Loss)> Terms = new()
    {
        ["generalised cross-entropy"] = ([Term("GeneralizedCrossEntropy", ("Q", 0.6))], Linear(p => (1 - Math.Pow(p, 0.6)) / 0.6)),
        ["sum of exponentials"] = ([Term("GeneralizedCrossEntropy", ("Q", -1))], Linear(p => (1 / p) - 1)),
        ["q = 0 is cross-entropy"] = ([Term("GeneralizedCrossEntropy", ("Q", 0))], Linear(p => -Math.Log(p))),
        ["so it is at run time"] = ([Use("GeneralizedCrossEntropy", Bound("QFrom", "Zero"))], Linear(p => -Math.Log(p))),
        ["q at run time"] = ([Use("GeneralizedCrossEntropy", Bound("QFrom", "Half"))], Linear(p => 2 * (1 - Math.Sqrt(p)))),
        ["truncated"] = ([Term("GeneralizedCrossEntropy", ("Q", 0.6), ("Truncation", 0.12))],
            Linear(p => (1 - Math.Pow(Math.Max(p, 0.12), 0.6)) / 0.6)),
        ["asymmetric generalised cross-entropy"] =
            ([Term("AsymmetricGeneralizedCrossEntropy", ("A", 0.4), ("Q", 1.5))],
                Linear(p => (Math.Pow(1.4, 1.5) - Math.Pow(0.4 + p, 1.5)) / 1.5)),
        ["asymmetric unhinged"] =
            ([Term("AsymmetricUnhinged", ("A", 2.5), ("Q", 0.7))], Linear(p => (Math.Pow(2.5 - p, 0.7) - Math.Pow(1.5, 0.7)) / 0.7)),
        ["asymmetric exponential"] = ([Term("AsymmetricExponential", ("A", 0.7))], Linear(p => Math.Exp(-p / 0.7))),
        ["encouraging loss"] =
            ([Term("EncouragingLoss", ("LogEnd", 0.5))],
                Linear(p => -Math.Log(p) + (p < 0.5 ? Math.Log(1 - p) : Math.Log(0.5) - (2 * (p - 0.5))))),
        ["normalised cross-entropy"] = ([Term("NormalizedCrossEntropy")], Normalized(p => -Math.Log(p))),
        ["normalised focal"] = ([Term("NormalizedFocal", ("Gamma", 0.5))], Normalized(p => -Math.Sqrt(1 - p) * Math.Log(p))),
        ["normalised generalised cross-entropy"] =
            ([Term("NormalizedGeneralizedCrossEntropy", ("Q", 0.7))], Normalized(p => 1 - Math.Pow(p, 0.7))),
        ["symmetric cross-entropy"] =
            ([Term("CrossEntropy", ("Coefficient", 0.1)), Term("ReverseCrossEntropy", ("LogZero", -3))],
                (p, t) => Sum(p, k => (-0.1 * t[k] * Math.Log(p[k])) - (p[k] * Math.Max(Math.Log(t[k]), -3)))),
        ["Jensen–Shannon"] = ([Term("JensenShannon", ("TargetWeight", 0.3))], JensenShannon),
        ["soft bootstrapping"] =
            ([Term("Bootstrapping", ("Beta", 0.8))], (p, t) => Sum(p, k => -((0.8 * t[k]) + (0.2 * p[k])) * Math.Log(p[k]))),
        ["hard bootstrapping"] =
            ([Use("Bootstrapping", Number("Beta", 0.8), new Argument("Belief", Choice: "Hard"))],
                (p, t) => Sum(p, k => -0.8 * t[k] * Math.Log(p[k])) - (0.2 * Math.Log(p.Max()))),
        ["Brier"] = ([Term("Brier")], (p, t) => Sum(p, k => (p[k] - t[k]) * (p[k] - t[k]))),
        ["spherical"] = ([Term("Spherical")], (p, t) => Sum(p, k => t[k] * (1 - (p[k] / Math.Sqrt(Sum(p, j => p[j] * p[j])))))),
        ["pseudo-spherical"] =
            ([Term("Spherical", ("Power", 1.5))],
                (p, t) => Sum(p, k => t[k] * (1 - Math.Sqrt(p[k] / Math.Pow(Sum(p, j => Math.Pow(p[j], 1.5)), 1 / 1.5))))),
        ["total variation"] = ([Term("TotalVariation")], (p, t) => 0.5 * Sum(p, k => Math.Abs(p[k] - t[k]))),
        ["Kullback–Leibler"] = ([Term("KullbackLeibler")], (p, t) => Sum(p, k => t[k] == 0 ? 0 : t[k] * Math.Log(t[k] / p[k]))),
        ["dual focal"] = ([Term("DualFocal", ("Epsilon", 1e-3))],
            (p, t) => Sum(p, k => -Math.Log(1.001 - ((p[k] - t[k]) * (p[k] - t[k]))))),
        ["complement entropy"] = ([Term("ComplementEntropy")], ComplementEntropy),
        ["confidence penalty"] =
            ([Term("CrossEntropy", ("Coefficient", 0)), Term("ConfidencePenalty", ("Coefficient", 0.3))],
                (p, _) => 0.3 * Sum(p, k => p[k] * Math.Log(p[k]))),
        ["asymmetric single label"] =
            ([Term("CrossEntropy"), Term("AsymmetricSingleLabel", ("GammaPositive", 1), ("GammaNegative", 3)),
                Term("LabelSmoothing", ("Alpha", 0.2))],
                    (p, t) => Sum(p, k => -((0.8 * t[k]) + 0.05) * (t[k] == 1 ? 1 - p[k] : Math.Pow(p[k], 3)) * Math.Log(p[k]))),
        ["noise matrix"] = ([Term("CrossEntropy"), Term("NoiseMatrix")],
            (p, t) => -Math.Log(Sum(p, k => Matrix[(Label(t) * 4) + k] * p[k]))),
        ["expected cost"] = ([Term("ExpectedCost")], (p, t) => Sum(p, k => Matrix[(Label(t) * 4) + k] * p[k])),
        ["target matrix"] = ([Term("CrossEntropy"), Term("TargetMatrix")],
            (p, t) => Sum(p, k => -Matrix[(Label(t) * 4) + k] * Math.Log(p[k]))),
    };

    public static TheoryData<string> Names => [.. Terms.Keys];

    public static TheoryData<string, LossForm> Forms
    {
        get
        {
            var forms = new TheoryData<string, LossForm>();
            foreach (var (name, term) in Terms)
            {
                foreach (var form in LossModel.Of(Loss(term.Uses)).TargetKinds)
                    forms.Add(name, form);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_value_is_that_of_the_formula_and_the_gradient_its_slope(string name, LossForm form)
    {
        for (var label = 0; label < Logits.Length; label++)
        {
            var targets = form == LossForm.Labels ? OneHot(label) : [0.25, 0, 0.15, 0.6];
            var gradient = Gradient(name, form, Logits, label, targets, out var value);
            Assert.Equal(Formula(name, Logits, targets), value, 1e-13);
            const double Step = 1e-4;
            for (var k = 0; k < Logits.Length; k++)
            {
                double At(double shift)
                {
                    var moved = (double[])Logits.Clone();
                    moved[k] += shift;
                    return Formula(name, moved, targets);
                }

                Assert.Equal(((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step), gradient[k], 1e-10);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Far_out_values_and_gradients_are_finite(string name, LossForm form)
    {
        // The exponential of far scores is no number.
        if (name == "sum of exponentials")
            return;
        foreach (var far in new[] { 50.0, 300, 800 })
        {
            double[][] rows = [[far, 0, -far, 1], [-far, far, 0.5, -1], [0, 0, far, far], [far, far - 1, double.NegativeInfinity, 0]];
            foreach (var logits in rows)
            {
                for (var label = 0; label < 4; label++)
                {
                    if (double.IsNegativeInfinity(logits[label]))
                        continue;
                    // Whatever gives every class a share has an infinite loss where one has probability 0.
                    if (double.IsNegativeInfinity(logits[2]) && name is "target matrix" or "normalised cross-entropy" or "normalised focal")
                        continue;
                    var targets = form == LossForm.Labels ? OneHot(label) : double.IsNegativeInfinity(logits[2]) ? [0.5, 0.2, 0, 0.3]
                        : [0.25, 0, 0.15, 0.6];
                    var gradient = Gradient(name, form, logits, label, targets, out var value);
                    Assert.True(double.IsFinite(value), $"value {value} at {string.Join(", ", logits)}, label {label}");
                    Assert.True(gradient.All(double.IsFinite),
                        $"gradient {string.Join(", ", gradient)} at {string.Join(", ", logits)}, label {label}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Beside_other_attributes_the_gradient_is_the_slope_too(string name, LossForm form)
    {
        AttributeUse[][] companions =
        [
            [Term("Focal", ("Gamma", 1.5))],
            [Term("Focal", ("Gamma", 0.5)), Term("LabelSmoothing", ("Alpha", 0.1))],
            [Term("LabelSmoothing", ("Alpha", 0.1)), Term("ConfidencePenalty", ("Coefficient", -0.2)), Term("Temperature", ("Value", 0.7))],
        ];
        foreach (var beside in companions)
        {
            var uses = Terms[name].Uses.Concat(beside.Where(use => Terms[name].Uses.All(own => own.Name != use.Name))).ToArray();
            if (uses.Any(use => use.Name == "LabelSmoothing") && uses.Any(use => AttributeTable.Find(use.Name)!.NoTargetMap))
                continue;
            double[] targets = [0.25, 0.1, 0.05, 0.6];
            var gradient = Gradient(Loss(uses), form, Logits, 1, targets, out _);
            const double Step = 1e-4;
            for (var k = 0; k < Logits.Length; k++)
            {
                double At(double shift)
                {
                    var moved = (double[])Logits.Clone();
                    moved[k] += shift;
                    Gradient(Loss(uses), form, moved, 1, targets, out var value);
                    return value;
                }

                Assert.Equal(((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step), gradient[k], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("generalised cross-entropy", 1)]
    [InlineData("sum of exponentials", 1)]
    [InlineData("asymmetric generalised cross-entropy", 1.1832159566199232)]
    [InlineData("asymmetric unhinged", 0.8854674932955561)]
    [InlineData("normalised generalised cross-entropy", 0.7 / 3)]
    [InlineData("total variation", 1)]
    [InlineData("Jensen–Shannon", 1)]
    public void Close_to_certainty_the_loss_is_as_small_as_one_minus_p(string name, double slope)
    {
        var rest = Math.Exp(-41) + Math.Exp(-43) + Math.Exp(-42);
        var gradient = Gradient(name, LossForm.Labels, [0, -41, -43, -42], 0, null, out var value);
        Assert.Equal(1, value / (slope * rest), 1e-12);
        Assert.Equal(1, gradient[0] / (-slope * rest), 1e-12);
        Assert.Equal(1, gradient[1] / (slope * Math.Exp(-41)), 1e-12);
    }

    [Theory]
    [InlineData("generalised cross-entropy")]
    [InlineData("asymmetric generalised cross-entropy")]
    [InlineData("asymmetric unhinged")]
    [InlineData("spherical")]
    public void A_focal_factor_of_infinite_slope_leaves_a_finite_gradient(string name)
    {
        var declaration = Loss([.. Terms[name].Uses, Use("Focal", Number("Gamma", 0.5))]);
        foreach (var gap in new[] { 30.0, 740, 800 })
        {
            var gradient = Gradient(declaration, LossForm.Labels, [0, -gap, -gap - 1, -gap], 0, null, out _);
            Assert.All(gradient, entry => Assert.True(double.IsFinite(entry), $"{gap}: {entry}"));
        }
    }

    [Fact]
    public void The_reference_of_normalised_focal_stops_its_factors()
    {
        var stopped = Gradient(Loss(Use("NormalizedFocal", Number("Gamma", 2), new Argument("Gradient", Choice: "Stop"))), LossForm.Labels,
            Logits, 1, null, out _);
        var p = Softmax(Logits);
        double Value(double[] q) => Math.Pow(1 - p[1], 2) * Math.Log(q[1]) / Sum(p, k => Math.Pow(1 - p[k], 2) * Math.Log(q[k]));
        for (var k = 0; k < Logits.Length; k++)
        {
            var (above, below) = ((double[])Logits.Clone(), (double[])Logits.Clone());
            above[k] += 1e-5;
            below[k] -= 1e-5;
            Assert.Equal((Value(Softmax(above)) - Value(Softmax(below))) / 2e-5, stopped[k], 1e-9);
        }
    }

    private static AttributeUse Term(string name, params (string Name, double Value)[] numbers)
        => Use(name, [.. numbers.Select(number => Number(number.Name, number.Value))]);

    private static Func<double[], double[], double> Linear(Func<double, double> term) => (p, t) => Sum(p, k => t[k] * term(p[k]));

    private static Func<double[], double[], double> Normalized(Func<double, double> term)
        => (p, t) => Sum(p, k => t[k] * term(p[k])) / Sum(p, k => term(p[k]));

    private static double JensenShannon(double[] p, double[] t)
    {
        static double Divergence(double a, double m) => a == 0 ? 0 : a * Math.Log(a / m);
        return Sum(p, k => (0.3 * Divergence(t[k], (0.3 * t[k]) + (0.7 * p[k])))
            + (0.7 * Divergence(p[k], (0.3 * t[k]) + (0.7 * p[k])))) / (-0.7 * Math.Log(0.7));
    }

    private static double ComplementEntropy(double[] p, double[] t)
        => Sum(p, k => t[k] == 1 ? 0 : -(p[k] / (1 - p[Label(t)])) * Math.Log(p[k] / (1 - p[Label(t)]))) / 3;

    private static double Sum(double[] p, Func<int, double> summand) => Enumerable.Range(0, p.Length).Sum(summand);

    private static int Label(double[] targets) => Array.IndexOf(targets, 1);

    private static double[] OneHot(int label) => [.. Enumerable.Range(0, 4).Select(k => k == label ? 1.0 : 0)];

    private static double[] Softmax(double[] logits)
    {
        var sum = logits.Sum(Math.Exp);
        return Array.ConvertAll(logits, logit => Math.Exp(logit) / sum);
    }

    private static double Formula(string name, double[] logits, double[] targets) => Terms[name].Loss(Softmax(logits), targets);

    private static double[] Gradient(string name, LossForm form, double[] logits, int label, double[]? targets, out double value)
        => Gradient(Loss(Terms[name].Uses), form, logits, label, targets, out value);

    private static double[] Gradient(Declaration declaration, LossForm form, double[] logits, int label, double[]? targets,
        out double value)
    {
        var loss = Pipeline.Run(LossCompilation.Of(declaration).Lowered(form)).Last().Loss;
        var row = new IrEvaluator(loss, new RowInputs(
            logits,
            label,
            [.. loss.Components.Select(_ => 1.0)],
            new Dictionary<string, double[]>(),
            new Dictionary<string, double> { ["Zero"] = 0, ["Half"] = 0.5 })
        {
            Inputs = targets is null ? new Dictionary<string, double[]>() : new Dictionary<string, double[]> { ["targets"] = targets },
            Matrices = new[] { "noiseMatrix", "costMatrix", "targetMatrix" }.ToDictionary(matrix => matrix, _ => Matrix),
        });
        value = Enumerable.Range(0, loss.Components.Count).Sum(row.Component);
        return row.Gradient();
    }
}
