using System;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms of a regression that are negative log-likelihoods.</summary>
internal static class RegressionLikelihoodRows
{
    public static readonly AttributeRow[] All =
    [
        new("PoissonNll", Stage.BaseTerm,
            new("Prediction", ParameterKind.Choice) { Choices = ["LogRate", "Rate"] },
            new("Epsilon")
            {
                Symbol = "ε", Default = 1e-8, Low = 1e-30, High = 1,
                OnlyWith = ("Prediction", "Rate", "it belongs to Prediction = PoissonPrediction.Rate; a logarithm of a rate needs none"),
            },
            new("Full", ParameterKind.Flag),
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                var (z, t) = (a.Scope.Scores, a.Scope.Target);
                var loss = a.Choice("Prediction", "LogRate") == "LogRate" ? Exp(z) - (t * z) : z - (t * Log(z + a["Epsilon"]));
                if (!a.Flag("Full", false))
                    return loss;
                var stirling = (t * Log(t)) - t + (0.5 * Log(2 * Math.PI * t));
                return loss + Select(Less(a.Constant(1), t), stirling, a.Constant(0));
            },
            Formula = "e^z − t z, or z − t log(z + ε)",
        },
        new("GaussianNll", Stage.BaseTerm,
            new("Epsilon") { Symbol = "ε", Default = 1e-6, Low = 1e-30, High = 1e15 },
            new("Full", ParameterKind.Flag),
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                var d = a.Scope.Residual;
                // As in torch the gradient passes the bound: a variance that has come too low would else stay there.
                var given = a.Graph.Input(InputTable.Variances);
                var variance = given + Stop(Max(a["Epsilon"], given) - given);
                return 0.5 * (Log(variance) + (d * d / variance) + (a.Flag("Full", false) ? Math.Log(2 * Math.PI) : 0));
            },
            Formula = "½ (log v + (z − t)²/v); v = max(σ², ε)",
            Paper = "Nix and Weigend 1994, doi:10.1109/ICNN.1994.374138",
        },
        new("BalancedMse", Stage.BaseTerm,
            new("Centres", ParameterKind.Numbers) { Symbol = "c", Low = -1e15, High = 1e15, MaxLength = 256 },
            new("Weights", ParameterKind.Numbers) { Symbol = "w", Low = 0, LowOpen = true, High = 1e15, AsLongAs = "Centres" },
            new("Variances", ParameterKind.Numbers) { Symbol = "v", Low = 0, High = 1e15, AsLongAs = "Centres", Optional = true },
            new("Noise") { Symbol = "σ", Default = 1, Low = 1e-10, High = 1e10, Binding = "NoiseFrom" },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                var (z, d, noise) = (a.Scope.Scores, a.Scope.Residual, a["Noise"] * a["Noise"]);
                var (weights, variances) = (a.List("Weights"), a.List("Variances"));
                var exponents = a.List("Centres").Select((centre, k) =>
                {
                    var variance = variances.Length == 0 ? a.Constant(0) : variances[k];
                    return Log(weights[k]) - (0.5 * Log1p(variance / noise)) - ((z - centre) * (z - centre) / (2 * (variance + noise)));
                });
                return (d * d) + (2 * noise * LogSum([.. exponents]));
            },
            Formula = "(z − t)² + 2σ² log Σ_k w_k √(σ²/(v_k + σ²)) exp(−½ (z − c_k)²/(v_k + σ²))",
            Paper = "Ren et al. 2022, arXiv:2203.16427",
        },
    ];

    /// <summary>log Σ e^a over a list: the largest, which cancels out of the derivative, stands before the sum.</summary>
    private static Expr LogSum(Expr[] exponents)
    {
        var largest = Stop(Tree(exponents, Max));
        return largest + Log(Tree([.. exponents.Select(exponent => Exp(exponent - largest))], (a, b) => a + b));
    }

    /// <summary>A binary operator over a list, balanced, so that long lists make no deep expression.</summary>
    private static Expr Tree(Expr[] list, Func<Expr, Expr, Expr> combine)
        => list.Length == 1 ? list[0] : combine(
            Tree([.. list.Take(list.Length / 2)], combine),
            Tree([.. list.Skip(list.Length / 2)], combine));
}
