using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that add a summand to the loss per label.</summary>
internal static class BaseTermRows
{
    /// <summary>Whether class weights apply to a base term.</summary>
    public static readonly ParameterRow Weighted = new("Weighted", ParameterKind.Flag)
    {
        Needs = new(row => row.Stage == Stage.Weight, "the loss has no class weights"),
    };

    /// <summary>What a base term is multiplied by; the lowering does it for every row that has this parameter.</summary>
    public static readonly ParameterRow Coefficient = new("Coefficient")
    {
        Role = ParameterRole.Coefficient,
        Symbol = "λ",
        Default = 1,
        Neutral = 0,
        Binding = "CoefficientFrom",
    };

    public static readonly AttributeRow[] All =
    [
        new("CrossEntropy", Stage.BaseTerm, Coefficient, Weighted)
        {
            Heads = Heads.Classification,
            IsLogLoss = true,
            Terms = (a, label) => [new(-label.LogP, a.Flag("Weighted", true))],
            Excludes = [("PolyLoss", "PolyLoss contains the cross-entropy already; add single powers with [PolyTerm]")],
            Formula = "−log p",
        },
        new("PolyLoss", Stage.BaseTerm,
            new("Epsilons", ParameterKind.Numbers) { Symbol = "ε", Coefficients = true, Binding = "EpsilonFrom" },
            Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) => a.List("Epsilons")
                .Select((epsilon, j) => new LabelTerm(epsilon * Power(label, j + 1), a.Flag("Weighted", true)))
                .Where((_, j) => !a.List("Epsilons")[j].Is(0))
                .Prepend(new LabelTerm(-label.LogP, true)),
            AlwaysWeighted = true,
            Formula = "−log p + Σ_j ε_j (1 − p)^j",
            Paper = "Leng et al. 2022, arXiv:2204.12511",
        },
        new("PolyTerm", Stage.BaseTerm,
            new("Power") { Symbol = "j", Low = 1, High = 1000, Whole = true, TakenBy = ("PolyLoss", "Epsilons") },
            new("Epsilon") { Symbol = "ε_j", Neutral = 0, Binding = "EpsilonFrom" },
            Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) => [new(a["Epsilon"] * Power(label, a.Whole("Power")), a.Flag("Weighted", true))],
            RepeatedBy = "Power",
            Formula = "ε (1 − p)^j",
            Paper = "Leng et al. 2022, arXiv:2204.12511",
        },
    ];

    private static Expr Power(LabelProbability label, int j) => Pow(label.OneMinusP, label.LogP.Graph.Constant(j));
}
