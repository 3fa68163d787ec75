using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Verdicts and numbers in the words of messages.</summary>
internal static class Statement
{
    /// <summary>A number with three significant digits.</summary>
    public static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>Numbers per class, with three decimals.</summary>
    public static string Vector(IEnumerable<double> values)
        => $"({string.Join(", ", values.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)))})";

    /// <summary>A number as C# writes it.</summary>
    public static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What a goal asks of a loss that reaches it.</summary>
    public static string Reaches(Goal goal) => goal switch
    {
        Goal.Probabilities => "gives P(y|x) by the link of its head",
        Goal.BalancedAccuracy => "decides for balanced accuracy",
        _ => "decides for accuracy",
    };

    /// <summary>What is said of a loss that misses a goal, or both of those about decisions if none is declared.</summary>
    public static string Misses(Goal goal) => goal switch
    {
        Goal.Probabilities => "does not give P(y|x) by the link of its head",
        Goal.BalancedAccuracy => "does not decide for balanced accuracy",
        Goal.Accuracy => "does not decide for accuracy",
        _ => "decides neither for accuracy nor for balanced accuracy",
    };

    /// <summary>What refutes a verdict.</summary>
    /// <param name="by">The counterexample.</param>
    /// <param name="namesPrior">Whether the class prior is part of it.</param>
    public static string Of(Counterexample by, bool namesPrior)
    {
        var isOutput = by.Scores.Count == 1;
        var given = isOutput ? $"P(y|x) = {Number(by.Posterior[1])}" : $"P(y|x) = {Vector(by.Posterior)}";
        var probabilities = isOutput ? $"p = {Number(by.Probabilities[1])}" : Vector(by.Probabilities);
        var prior = namesPrior && !isOutput ? $", with class prior {Vector(by.Prior)}," : "";
        var gives = by.Failure is Failure.AtInfinity or Failure.UnboundedBelow ? "its risk is lowest as scores go to infinity, towards" : "its minimiser gives";
        var regret = $"regret {by.Regret.ToString("0.###", CultureInfo.InvariantCulture)}";
        if (by.Goal == Goal.Probabilities)
            return $"at {given} {gives} {probabilities}, off by {by.Regret.ToString("0.###", CultureInfo.InvariantCulture)}";
        var decision = by.Failure == Failure.Tie
            ? isOutput ? "which is neither outcome" : $"which does not tell class {by.Bayes} from {by.Predicted}"
            : isOutput ? by.Predicted == 1 ? "and predicts that the label applies" : "and predicts that the label does not apply"
            : $"and predicts class {by.Predicted} instead of {by.Bayes}";
        return $"at {given}{prior} {gives} {probabilities}{(decision.StartsWith("which", System.StringComparison.Ordinal) ? "," : "")} {decision} ({regret})";
    }
}
