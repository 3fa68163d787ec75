using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Verdicts and numbers in the words of messages.</summary>
internal static class Statement
{
    private const int Most = 8;

    /// <summary>
    /// Numbers per class in parentheses, with three decimals, or as many digits as tell them from 0 and 1: of many the first
    /// and the last.
    /// </summary>
    public static string Vector(IEnumerable<double> values)
    {
        var texts = values.Select(Share).ToList();
        return $"({string.Join(", ", texts.Count <= Most ? texts : [.. texts.Take(Most - 2), "…", texts[texts.Count - 1]])})";
    }

    private static string Share(double value)
    {
        var text = value.ToString("0.###", CultureInfo.InvariantCulture);
        return text == "0" && Math.Abs(value) > 1e-9 ? Numbers.Text(value)
            : text == "1" && Math.Abs(1 - value) > 1e-9 ? $"1 − {Numbers.Text(1 - value)}"
            : text;
    }

    /// <summary>Which classes numbers are of, where some stand for all; nothing for null.</summary>
    public static string OfClasses(IReadOnlyList<int>? classes) => classes is null ? "" : $" of classes {string.Join(", ", classes)}";

    /// <summary>That a counterexample is of fewer classes than there are; nothing if it is of as many, or nobody knows.</summary>
    public static string OfFewer(Counterexample by, Declaration declaration)
        => by.Scores.Count > 1 && declaration.Classes is { } classes && classes > by.Posterior.Count
            ? FormattableString.Invariant($"with {(by.Posterior.Count == 2 ? "two" : "three")} classes in the place of {classes}, ")
            : "";

    /// <summary>The declaration, where the class prior is part of a counterexample to a goal; else null.</summary>
    public static Declaration? OfPrior(Declaration declaration, Goal goal)
        => goal == Goal.BalancedAccuracy || LossModel.Of(declaration).NeedsCounts ? declaration : null;

    /// <summary>
    /// The classes that a counterexample is about, in its order, where they stand for more with a declared prior; null where
    /// they stand for themselves.
    /// </summary>
    /// <param name="by">The counterexample.</param>
    /// <param name="ofPrior">The declaration, where the class prior is part of it; else null.</param>
    public static int[]? Classes(Counterexample by, Declaration? ofPrior)
        => ofPrior?.Prior is { } all && all.Count > by.Posterior.Count ? Priors.Chosen(all, by.Posterior.Count) : null;

    /// <summary>Which of the two accuracies a goal is.</summary>
    public static string Words(Goal goal) => goal == Goal.BalancedAccuracy ? "balanced accuracy" : "accuracy";

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
    /// <param name="declaration">The declaration.</param>
    /// <param name="ofPrior">It, where the class prior is part of the counterexample; else null.</param>
    public static string Of(Counterexample by, Declaration declaration, Declaration? ofPrior = null)
    {
        var isOutput = by.Scores.Count == 1;
        var given = isOutput ? $"P(y|x) = {Numbers.Text(by.Posterior[1])}" : $"P(y|x) = {Vector(by.Posterior)}";
        var classes = Classes(by, ofPrior);
        var prior = ofPrior is null || isOutput ? ""
            : ofPrior.Prior is null ? $", for example with class prior {Vector(by.Prior)},"
            : $" with class prior {Vector(by.Prior)}{OfClasses(classes)}";
        var gives = isOutput ? $"p = {Numbers.Text(by.Probabilities[1])}" : Told(by);
        var regret = by.Regret.ToString("0.###", CultureInfo.InvariantCulture);
        return $"{(classes is null ? OfFewer(by, declaration) : "")}at {given}{prior} its "
            + $"{(IsFar(by) ? "risk is lowest as scores go to infinity, where the link" : "minimiser")} gives {gives}, "
            + (by.Goal == Goal.Probabilities ? $"off by {regret}" : $"which {Decision(by, isOutput, classes)} (regret {regret})");
    }

    /// <summary>The probabilities, with more digits where fewer would show two classes alike that are told apart.</summary>
    private static string Told(Counterexample by)
    {
        string Short(int k) => Share(by.Probabilities[k]);
        var isHidden = !IsTied(by) && Short(by.Predicted) == Short(by.Bayes);
        return isHidden ? $"({string.Join(", ", by.Probabilities.Select(p => p.ToString("G7", CultureInfo.InvariantCulture)))})"
            : Vector(by.Probabilities);
    }

    /// <summary>Whether the scores do not tell the classes apart: those of small units may be near in logits and do.</summary>
    private static bool IsTied(Counterexample by)
    {
        var difference = Math.Abs(by.Scores[by.Predicted] - by.Scores[by.Bayes]);
        return difference == 0 || (difference <= Decisions.TieWidth && (by.Failure == Failure.Tie || by.Goal == Goal.Probabilities));
    }

    /// <summary>Whether the infimum is at infinity.</summary>
    public static bool IsFar(Counterexample by) => by.Failure is Failure.AtInfinity or Failure.UnboundedBelow;

    private static string Decision(Counterexample by, bool isOutput, int[]? classes)
    {
        if (isOutput)
            return by.Failure == Failure.Tie ? "is neither outcome" : by.Predicted == 1 ? "says that the label applies"
                : "says that it does not apply";
        int Name(int k) => classes?[k] ?? k;
        return IsTied(by)
            ? $"does not tell class {Name(by.Bayes)} from {Name(by.Predicted)}"
            : $"predicts class {Name(by.Predicted)} instead of {Name(by.Bayes)}";
    }
}
