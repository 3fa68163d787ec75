using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LossDsl.Generators.Tests;

/// <summary>Reads formulas, to find what no reader could make sense of.</summary>
internal static partial class Formula
{
    /// <summary>Formulas, each in one piece again.</summary>
    public static IReadOnlyList<string> Joined(IEnumerable<string> lines)
    {
        var formulas = new List<string>();
        foreach (var line in lines)
        {
            if (formulas.Count > 0 && Continues().IsMatch(line))
                formulas[^1] += " " + line.Trim();
            else
                formulas.Add(line.Trim());
        }

        return formulas;
    }

    /// <summary>Everything that is wrong with a formula; nothing if nothing is.</summary>
    public static IEnumerable<string> Faults(string formula)
    {
        foreach (Match twice in Doubled().Matches(formula))
            yield return "says twice " + twice.Groups[1].Value;
        foreach (Match factor in Subtracted().Matches(formula))
            yield return "multiplies by what reads as a difference: " + factor.Value;
        foreach (Match twice in Signs().Matches(formula))
            yield return "has two signs: " + twice.Value;
        if (formula.Contains("Infinity", StringComparison.Ordinal) || formula.Contains("NaN", StringComparison.Ordinal)
            || formula.Contains('…'))
            yield return "has no number";
        foreach (var index in Unbound(formula))
            yield return "has an unbound index " + index;
    }

    /// <summary>The indices that no sum or maximum around them binds; k and y are bound outside.</summary>
    private static IEnumerable<string> Unbound(string formula)
    {
        // What is open: a bracket, or a sum with its index, which ends with the next summand, or with the bracket around it.
        var open = new Stack<string>();
        foreach (Match token in Tokens().Matches(formula))
        {
            var text = token.Value;
            if (token.Groups["sum"].Success)
                open.Push(token.Groups["sum"].Value);
            else if (text is "(" or "[" || token.Groups["bar"].Success)
                open.Push("(");
            else if (token.Groups["index"].Success)
            {
                var bound = open.FirstOrDefault(scope => scope != "(") ?? "k";
                if (token.Groups["index"].Value is var index && index != "y" && index != bound)
                    yield return $"{index} at {token.Index} inside one of {bound}";
            }
            else
            {
                while (open.Count > 0 && open.Peek() != "(")
                    open.Pop();
                if (text is ")" or "]" or "|" && open.Count > 0)
                    open.Pop();
            }
        }
    }

    [GeneratedRegex(@"^( {9}|    )[^ ]|^ {6,8}    ")]
    private static partial Regex Continues();

    [GeneratedRegex(@"(\[[^\[\]]+\]) \1")]
    private static partial Regex Doubled();

    [GeneratedRegex(@"(?<=[\])\w])(?<!else|if) −\S+")]
    private static partial Regex Subtracted();

    [GeneratedRegex(@"[−+] ?[−+]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"(Σ|max)_(?<sum>[kjih]) |_y?(?<index>[kjihy])\b|(?<![\w_])(?<index>[kjih]) (=|≠|<|≥) |(?<bar>(?<=[\s(\[|−^/√]|^)\|(?=\S))|[()\[\],|]| [−+=] | if | else ")]
    private static partial Regex Tokens();
}
