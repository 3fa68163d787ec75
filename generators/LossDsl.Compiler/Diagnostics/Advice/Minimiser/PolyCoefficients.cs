using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Coefficients of powers of 1 − p that are below −1/j, from which on a loss may rise with p.</summary>
internal static class PolyCoefficients
{
    /// <summary>A problem of the attribute that has such a coefficient, with the remedy; of the loss if none has.</summary>
    public static Problem Blame(Judged judged, Rule rule, params string[] arguments)
    {
        var low = judged.Uses.Where(IsLow).ToList();
        if (low.Count == 0)
            return judged.Breaks(rule, arguments);
        var remedy = new Remedy($"Set {(low.Count == 1 ? Argument(low[0]) : "coefficients")} to at least −1/j",
            low.Select(Mend).ToEquatable());
        return low[0].Breaks(rule, Argument(low[0]), arguments) with { Remedies = new[] { remedy }.ToEquatable() };
    }

    private static bool IsLow(Term use) => Powers(use).Any(power => power.Epsilon < -1.0 / power.J);

    private static string Argument(Term use) => use.Name == "PolyLoss" ? "Epsilons" : "Epsilon";

    private static IEnumerable<(int J, double Epsilon)> Powers(Term use) => use.Name switch
    {
        "PolyLoss" => (use.Use["Epsilons"]?.Numbers ?? default).Select((epsilon, i) => (i + 1, epsilon)),
        "PolyTerm" when use.Use["Epsilon"]?.Numbers is { Count: 1 } epsilon => [((int)use.Use["Power"]!.Numbers!.Value[0], epsilon[0])],
        _ => [],
    };

    private static Edit Mend(Term use)
    {
        var mended = Powers(use).Select(power => power.Epsilon >= -1.0 / power.J ? Numbers.Exactly(power.Epsilon) : Least(power.J))
            .ToList();
        if (use.Name == "PolyTerm")
            return use.Edit(EditKind.SetArgument, "Epsilon", mended[0]);
        // Several positional numbers are one argument: the attribute is written anew.
        var flag = use.Use["Weighted"]?.Flag is { } weighted ? $", Weighted = {(weighted ? "true" : "false")}" : "";
        return use.Edit(EditKind.ReplaceAttribute, text: $"PolyLoss({string.Join(", ", mended)}{flag})");
    }

    private static string Least(int j) => Math.Log(j, 2) % 1 == 0 ? Numbers.Exactly(-1.0 / j) : $"-1.0 / {j}";
}
