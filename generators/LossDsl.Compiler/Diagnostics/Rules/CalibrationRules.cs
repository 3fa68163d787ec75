using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Rules about verdicts: what the minimiser decides, and the way back to probabilities; LDSL101 and on, LDSL301 and on.</summary>
public static class CalibrationRules
{
    /// <summary>LDSL101.</summary>
    public static readonly Rule MissesGoal = Rule.OfCalibration("LDSL101", "The minimiser of the loss misses the goal",
        "'{0}' {1} in the population limit: {2}");

    /// <summary>LDSL102.</summary>
    public static readonly Rule SmallBias = Rule.OfCalibration("LDSL102", "The minimiser of the loss is a little off the goal",
        "'{0}' {1} in the population limit, but nearly: {2}");

    /// <summary>LDSL103.</summary>
    public static readonly Rule Undecided = new("LDSL103", "Whether the minimiser of the loss reaches the goal is not known",
        "Whether '{0}' {1} in the population limit is not decided: {2}", ProblemSeverity.Info)
    {
        Category = RuleTable.Calibration,
    };

    /// <summary>LDSL104.</summary>
    public static readonly Rule RisesWithProbability = Rule.Explanation("LDSL104", "The loss of a label rises with its probability",
        "The loss of a label has to fall with its probability p at least up to 1/2, and does not at p = {1}. With '{0}', in the "
            + "population limit, {2}");

    /// <summary>LDSL105.</summary>
    public static readonly Rule Capped = Rule.OfCalibration("LDSL105", "Confidence is capped",
        "In the population limit '{0}' gives no class a probability above about {1}, even where P(y|x) = 1: from there on the loss of a "
            + "label rises");

    /// <summary>LDSL106.</summary>
    public static readonly Rule UnboundedBelow = Rule.Explanation("LDSL106", "The risk has no lower bound",
        "The risk of '{0}' has no lower bound in the population limit: {1}");

    /// <summary>LDSL108.</summary>
    public static readonly Rule SmoothedTooMuch = Rule.Explanation("LDSL108", "Labels are smoothed too much",
        "With C = {1} classes the label keeps 1 − α = {2} of the target and each other class gets α/(C − 1) = {3}: "
        + "in the population limit '{0}' does not prefer the label");

    /// <summary>LDSL109.</summary>
    public static readonly Rule InconsistentHinge = Rule.Explanation("LDSL109", "A hinge is not consistent for three classes and more",
        "The {1} hinge of '{0}' is not consistent for accuracy from C = 3 on{2}: in the population limit, {3}");

    /// <summary>LDSL110.</summary>
    public static readonly Rule SmallScale = Rule.Explanation("LDSL110", "Cosines have too small a scale",
        "Scores are cosines: with scale {1} and {2} '{0}' gives a label at most p = {3}, in the population limit too, "
            + "even where P(y|x) = 1");

    /// <summary>LDSL112.</summary>
    public static readonly Rule ScaledByClass = Rule.Explanation("LDSL112", "Scores with a scale for each class are not comparable",
        "[{1}] scales the scores of each class by another number, so in the population limit "
        + "the largest score of '{0}' need not be that of the wanted class; use Predict and ToProbabilities");

    /// <summary>LDSL114.</summary>
    public static readonly Rule TiesAtInfinity = Rule.Explanation("LDSL114", "A normalised loss ties at infinity",
        "From C = 3 on the risk of '{0}' is lowest at infinity in the population limit, where the leading classes may stand in any order: "
            + "{1}");

    /// <summary>LDSL302.</summary>
    public static readonly Rule NoLink = Rule.Explanation("LDSL302", "There is no way back to probabilities",
        "'{0}' is to give probabilities, and P(y|x) cannot be had from its scores in the population limit: {1}");

    /// <summary>LDSL303.</summary>
    public static readonly Rule ThresholdMoved = Rule.Explanation("LDSL303", "The threshold is not where p is one half",
        "In the population limit p > 1/2 means P(y|x) > {1} for the outputs of '{0}'; decide with Predict");

    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        MissesGoal, SmallBias, Undecided, RisesWithProbability, Capped, UnboundedBelow, SmoothedTooMuch, InconsistentHinge,
        SmallScale, ScaledByClass, TiesAtInfinity, NoLink, ThresholdMoved,
    ];
}
