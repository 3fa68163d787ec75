using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Rules about attributes that work against each other; LDSL201 and on, LDSL401 and on.</summary>
public static class CompositionRules
{
    /// <summary>LDSL201.</summary>
    public static readonly Rule CorrectedTwice = Rule.Explanation("LDSL201", "The prior is corrected twice",
        "'{0}' corrects the prior twice, {1}: in the population limit it predicts argmax {2}, which is neither accuracy nor "
        + "balanced accuracy");

    /// <summary>LDSL202.</summary>
    public static readonly Rule CorrectedInPart = Rule.Explanation("LDSL202", "The prior is corrected in part",
        "[{0}] corrects the prior in part: in the population limit '{1}' predicts argmax {2}, which is neither accuracy nor "
        + "balanced accuracy");

    /// <summary>LDSL203.</summary>
    public static readonly Rule AdjustedLink = Rule.Explanation("LDSL203", "A logit adjustment needs a loss whose link is a power",
        "[LogitAdjustment] corrects the prior where the link of the terms is a power, as that of cross-entropy is; that of '{0}' is none. "
        + "In the population limit, {1}");

    /// <summary>LDSL204.</summary>
    public static readonly Rule SmoothedBeforeCorrection = Rule.Explanation("LDSL204", "Uniform label smoothing is divided by the prior",
        "[LabelSmoothing] makes P(y|x) into (1 − α) P(y|x) + α/C, of which [{0}] divides both summands by the prior: in the "
        + "population limit '{1}' favours rare classes more than it would without smoothing");

    /// <summary>LDSL205.</summary>
    public static readonly Rule PenaltyBesideAdjustment = Rule.Explanation(
        "LDSL205", "A penalty is not symmetric beside a logit adjustment",
        "[{0}] is the same for every class, and the scores that [LogitAdjustment] makes best are not: in the population limit "
        + "the penalty moves frequent and rare classes of '{1}' differently, which then decides neither by P(y|x) nor by "
        + "P(y|x)/π_y");

    /// <summary>LDSL207.</summary>
    public static readonly Rule MarginsMoveThreshold = Rule.Explanation("LDSL207", "Margins per class move the threshold",
        "The margins of [{0}] move the threshold between classes: in the population limit two classes tie at {1} times the "
        + "ratio of posteriors at which they would without, for class shares like {2}");

    /// <summary>LDSL209.</summary>
    public static readonly Rule OtherGoal = Rule.Explanation("LDSL209", "The loss is consistent for another goal",
        "The goal of '{0}' is {1}, but in the population limit the loss is consistent for {2}{3}");

    /// <summary>LDSL210.</summary>
    public static readonly Rule ResampledAndCorrected = Rule.Explanation("LDSL210", "The sampler and the loss both correct the prior",
        "Sampler and loss correct the prior of '{0}' together, {1}: in the population limit, of the data set that rows are drawn "
        + "from, it predicts argmax {2}, which is neither accuracy nor balanced accuracy");

    /// <summary>LDSL211.</summary>
    public static readonly Rule ScaleJump = Rule.OfCalibration("LDSL211", "The scale of the loss jumps with the schedule",
        "From epoch {0} on the weights of [{1}] have the mean {2}, and the mean of the loss does not divide by their sum: what "
        + "they weigh changes by that factor, and its gradient as if the learning rate did");

    /// <summary>LDSL402.</summary>
    public static readonly Rule OpposingTerms = Rule.OfCalibration("LDSL402", "Two attributes take back what each other does",
        "[{0}] takes the gradient of easy examples away, and [{1}] gives it back: the factor (1 − p)^γ makes the bonus vanish "
        + "as p goes to 1, so that in the population limit being surer than some p raises the loss");

    /// <summary>LDSL403.</summary>
    public static readonly Rule RepeatedTerm = Rule.OfCalibration("LDSL403", "The same term stands twice",
        "{0} and {1} have the same gradient up to a constant factor: keep one, with the sum of the coefficients");

    /// <summary>LDSL405.</summary>
    public static readonly Rule UnscaledMargin = Rule.OfCalibration("LDSL405", "A margin needs bounded scores",
        "[{0}] is a margin in units of logits, which have no bound: larger logits make up for it, and in the population limit "
        + "it changes the link from scores to probabilities, not how far classes are apart; normalise features and class vectors, "
        + "so that the scores are cosines, and scale these");

    /// <summary>LDSL410.</summary>
    public static readonly Rule LearnableMix = Rule.OfCalibration("LDSL410", "The weight of a part is learnable",
        "The weight of part '{0}' is learnable: in the population limit, as on any batch on which the loss of the part is positive, "
        + "it falls to the bound of its range, whatever the scores");

    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        CorrectedTwice, CorrectedInPart, AdjustedLink, SmoothedBeforeCorrection, PenaltyBesideAdjustment, MarginsMoveThreshold, OtherGoal,
            ResampledAndCorrected,
        ScaleJump,
        OpposingTerms, RepeatedTerm, UnscaledMargin, LearnableMix,
    ];
}
