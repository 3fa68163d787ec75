using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms that compare the score of the label with those of the other classes.</summary>
internal static class MarginTermRows
{
    /// <summary>The variance below which the scores of a row count as equal: what is standardised is then 0, and has no slope.</summary>
    private const double LeastVariance = 1e-30;

    public static readonly AttributeRow[] All =
    [
        new("MulticlassHinge", Stage.BaseTerm,
            new("Form", ParameterKind.Choice) { Choices = ["CrammerSinger", "WestonWatkins", "OneVersusAll"] },
            new("Margin") { Symbol = "m", Default = 1, Low = 0, Binding = "MarginFrom" },
            new("Power") { Symbol = "a", Default = 1, Low = 1, High = 2, Whole = true },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            Row = a => a.Choice("Form", "CrammerSinger") switch
            {
                "CrammerSinger" => Hinge(a, OtherMaximum(a) - AtLabel(a.Scope.Scores)),
                "WestonWatkins" => SumClass(Select(a.Scope.IsLabel, a.Constant(0), Hinge(a, a.Scope.Scores - AtLabel(a.Scope.Scores)))),
                _ => SumClass(Hinge(a, Select(a.Scope.IsLabel, -a.Scope.Scores, a.Scope.Scores))),
            },
            Formula = "max(0, m + max_(k≠y) s_k − s_y)^a, Σ_(k≠y) max(0, m + s_k − s_y)^a or Σ_k max(0, m ± s_k)^a",
            Paper = "Crammer & Singer 2001; Weston & Watkins 1999; Rifkin & Klautau 2004",
        },
        new("LogitMargin", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            Row = a => OtherMaximum(a) - AtLabel(a.Scope.Scores),
            Formula = "max_(k≠y) s_k − s_y",
            Paper = "Carlini & Wagner 2017, arXiv:1608.04644",
        },
        new("LabelDistributionallyRobust", Stage.BaseTerm,
            new("Margin") { Symbol = "c", Default = 2, Low = 0, Binding = "MarginFrom" },
            new("Lambda") { Symbol = "λ", Default = 1, Low = 1e-30, Binding = "LambdaFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            Row = a =>
            {
                var scores = Select(a.Scope.IsLabel, a.Scope.Scores, a.Scope.Scores + a["Margin"]);
                return -(a["Lambda"] * (AtLabel(LogSoftmax(scores / a["Lambda"])) + Log(a.Scope.OpenClasses)));
            },
            Formula = "λ log((1/C) Σ_k exp((s_k − s_y + c [k ≠ y])/λ))",
            Paper = "Zhu et al. 2023, arXiv:2112.14869",
        },
        new("ZLoss", Stage.BaseTerm,
            new("A") { Symbol = "a", Default = 1, Low = 1e-30, Binding = "AFrom" },
            new("B") { Symbol = "b", Default = 1, Binding = "BFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Terms = (a, label) => [new(-(LogSigmoid(a["A"] * (Standardised(a) - a["B"])) / a["A"]), a.Flag("Weighted", true))],
            Formula = "(1/a) log(1 + exp(a (b − (s_y − μ)/σ))), μ and σ those of the scores of the row",
            Paper = "de Brébisson & Vincent 2016, arXiv:1604.08859",
        },
        new("Unhinged", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            Heads = Heads.Softmax | Heads.Sigmoid,
            Terms = (a, label) => [new(1 - Advantage(a, label.Side), a.Flag("Weighted", true))],
            Formula = "1 − (s_y − (1/C) Σ_k s_k); 1 ∓ s_k for a sigmoid",
            Paper = "van Rooyen et al. 2015, arXiv:1505.07634",
        },
        new("DifferenceOfLogitsRatio", Stage.BaseTerm,
            new("Epsilon") { Symbol = "ε", Default = 1e-12, Low = 1e-30, Binding = "EpsilonFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            LeastClasses = 3,
            Row = a => (OtherMaximum(a) - AtLabel(a.Scope.Scores)) / (SpreadOfThree(a) + a["Epsilon"]),
            Formula = "(max_(k≠y) s_k − s_y)/(s_(1) − s_(3) + ε), s_(1) ≥ s_(2) ≥ s_(3) the largest scores",
            Paper = "Croce & Hein 2020, arXiv:2003.01690",
        },
    ];

    private static Expr Hinge(AttributeArguments a, Expr excess)
        => Pow(Max(a.Constant(0), a["Margin"] + excess), a["Power"]);

    private static Expr OtherMaximum(AttributeArguments a)
        => MaxClass(Select(a.Scope.IsLabel, a.Constant(double.NegativeInfinity), a.Scope.Scores));

    /// <summary>What the score of an outcome is above the mean of all.</summary>
    private static Expr Advantage(AttributeArguments a, Side side) => side switch
    {
        Side.Positive => a.Scope.Scores,
        Side.Negative => -a.Scope.Scores,
        _ => a.Scope.Scores - Mean(a, a.Scope.Scores),
    };

    /// <summary>The largest score minus the third, each of several equal ones counted.</summary>
    private static Expr SpreadOfThree(AttributeArguments a)
    {
        var scores = a.Scope.Scores;
        var (zero, one, nothing) = (a.Constant(0), a.Constant(1), a.Constant(double.NegativeInfinity));

        Expr Below(Expr bound) => MaxClass(Select(Less(scores, bound), scores, nothing));
        Expr NotBelow(Expr bound) => SumClass(Select(Less(scores, bound), zero, one));

        var first = MaxClass(scores);
        var second = Below(first);
        var two = a.Constant(2.5);
        return Select(Less(two, NotBelow(first)), zero, first - Select(Less(two, NotBelow(second)), second, Below(second)));
    }

    private static Expr Mean(AttributeArguments a, Expr x) => SumClass(a.Scope.Open(x)) / a.Scope.OpenClasses;

    private static Expr Standardised(AttributeArguments a)
    {
        var score = a.Scope.Open(a.Scope.Scores);
        var deviation = score - Mean(a, score);
        var variance = Mean(a, deviation * deviation);
        var equal = Less(variance, a.Constant(LeastVariance));
        return Select(equal, a.Constant(0), deviation / Sqrt(Select(equal, a.Constant(1), variance)));
    }
}
