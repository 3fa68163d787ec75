using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms of detectors, whose targets between 0 and 1 are qualities or distances to a centre.</summary>
internal static class DetectionTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("QualityFocal", Stage.BaseTerm,
            new("Beta") { Symbol = "β", Default = 2, Low = 1, High = 100 },
            new("Error", ParameterKind.Choice) { Choices = ["Absolute", "Expected"] },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Binary,
            Element = a =>
            {
                var p = a.Scope.Of(Side.Positive);
                var error = a.Choice("Error", "Absolute") == "Absolute" ? a.Scope.Error : a.Scope.OfSides(p.OneMinusP, p.P);
                // A smoothed target may exceed 1 by a rounding, and the expected error fall below 0.
                return Pow(Abs(error), a["Beta"]) * CrossEntropy(a);
            },
            Formula = "−|t − p|^β (t log p + (1 − t) log(1 − p))",
            Paper = "Li et al. 2020, arXiv:2006.04388",
        },
        new("Varifocal", Stage.BaseTerm,
            new("Alpha") { Symbol = "α", Default = 0.75, Low = 0, LowOpen = true },
            new("Gamma") { Symbol = "γ", Default = 2, Low = 0, High = 100 },
            new("Positives", ParameterKind.Choice) { Choices = ["ByTarget", "One"] },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Binary,
            NoTargetMap = true,
            Element = a => Select(
                Less(a.Constant(0), a.Scope.Target),
                a.Choice("Positives", "ByTarget") == "ByTarget" ? a.Scope.Target : a.Constant(1),
                a["Alpha"] * Pow(a.Scope.Of(Side.Positive).P, a["Gamma"])) * CrossEntropy(a),
            Formula = "−t (t log p + (1 − t) log(1 − p)) where t > 0, −α p^γ log(1 − p) where t = 0",
            Paper = "Zhang et al. 2021, arXiv:2008.13367",
        },
        new("GaussianFocal", Stage.BaseTerm,
            new("Alpha") { Symbol = "α", Default = 2, Low = 0, High = 100 },
            new("Gamma") { Symbol = "γ", Default = 4, Low = 0, LowOpen = true, High = 100 },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Binary,
            NumbersOnly = true,
            NoTargetMap = true,
            Element = a =>
            {
                Expr Focal(LabelProbability label) => Pow(label.OneMinusP, a["Alpha"]) * label.LogP;
                var centre = Equal(a.Scope.Target, a.Constant(1));
                return -Select(
                    centre,
                    Focal(a.Scope.Of(Side.Positive)),
                    Pow(1 - a.Scope.Target, a["Gamma"]) * Focal(a.Scope.Of(Side.Negative)));
            },
            Formula = "−(1 − p)^α log p where t = 1, −(1 − t)^γ p^α log(1 − p) elsewhere",
            Paper = "Law and Deng 2018, arXiv:1808.01244",
        },
    ];

    /// <summary>−t log p − (1 − t) log(1 − p).</summary>
    private static Expr CrossEntropy(AttributeArguments a)
        => -a.Scope.OfSides(a.Scope.Of(Side.Positive).LogP, a.Scope.Of(Side.Negative).LogP);
}
