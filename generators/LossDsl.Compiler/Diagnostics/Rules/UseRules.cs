using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Rules about how losses are used; LDSL601 and on.</summary>
public static class UseRules
{
    /// <summary>LDSL601.</summary>
    public static readonly Rule ProbabilitiesAsLogits = Of("LDSL601", "Probabilities are passed as logits",
        "'{0}' is what a {1} gave, and '{2}' makes probabilities of its logits itself: pass the scores before the {1}");

    /// <summary>LDSL602.</summary>
    public static readonly Rule ScoresAsProbabilities = Of("LDSL602", "Scores are read as probabilities",
        "The {0} of '{1}' is not P(y|x) in the population limit of '{2}'; {3} is");

    /// <summary>LDSL603.</summary>
    public static readonly Rule LargestScore = Of("LDSL603", "Raw scores decide where the loss needs its link",
        "In the population limit of '{0}', {1} does not decide for {2}; {3} does");

    /// <summary>LDSL604.</summary>
    public static readonly Rule TrainingLossInEvaluation = Of("LDSL604", "A loss made for training is read in evaluation",
        "'{0}' contains {1}, which shape training: this value compares with no other loss, and is no log-likelihood",
        ProblemSeverity.Info);

    /// <summary>LDSL605.</summary>
    public static readonly Rule NeverDisposed = Of("LDSL605", "The tensor of a loss is never disposed",
        "Nobody disposes the tensor that '{0}' gives: its memory and its graph wait for the garbage collector; "
            + "declare it with 'using var'");

    /// <summary>LDSL606.</summary>
    public static readonly Rule WeightedSampler = Of("LDSL606", "A weighted sampler draws rows for a loss that corrects the prior",
        "Rows are drawn by the weights '{0}', and '{1}' has [{2}]: if both correct the class prior, declare the sampler with [Resampled], "
            + "and what they do together is judged",
        ProblemSeverity.Info);

    /// <summary>LDSL607.</summary>
    public static readonly Rule MeanOfMeans = Of("LDSL607", "Gradients of means with different denominators are added up",
        "Each batch of '{0}' {1}, so that gradients accumulated over batches are not those of the batches together: {2}");

    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [ProbabilitiesAsLogits, ScoresAsProbabilities, LargestScore, TrainingLossInEvaluation, NeverDisposed, WeightedSampler, MeanOfMeans];

    private static Rule Of(string id, string title, string message, ProblemSeverity severity = ProblemSeverity.Warning)
        => new(id, title, message, severity) { Category = RuleTable.Usage };
}
