namespace LossDsl.Compiler;

/// <summary>How a declared loss predicts for its goal.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Goal">For what: accuracy or balanced accuracy.</param>
/// <param name="Why">What the documentation says of it, or why there is none.</param>
internal sealed record PredictionRule(PredictionKind Kind, Goal Goal, string Why)
{
    /// <summary>The rule for a declaration in the last phase of its schedule.</summary>
    /// <param name="goal">The declared goal.</param>
    /// <param name="last">What is known of that phase.</param>
    /// <param name="hasLink">Whether there is a way back to probabilities.</param>
    /// <param name="isElementwise">Whether outputs are judged one by one.</param>
    public static PredictionRule Of(Goal goal, PhaseReport last, bool hasLink, bool isElementwise)
    {
        var subject = isElementwise ? "p > 1/2" : "the largest score";
        var balanced = goal == Goal.BalancedAccuracy;
        var verdict = balanced ? last.Balanced : last.Accuracy;
        if (verdict.Holds && (verdict.Off is null || !hasLink))
            return new(PredictionKind.Largest, balanced ? Goal.BalancedAccuracy : Goal.Accuracy, Largest(subject, verdict));
        if (goal is Goal.Unspecified or Goal.None && last.Balanced.Holds)
            return new(PredictionKind.Largest, Goal.BalancedAccuracy, Largest(subject, last.Balanced));
        if (hasLink)
            return new(PredictionKind.Link, balanced ? Goal.BalancedAccuracy : Goal.Accuracy,
                $"by the link, since {subject} is "
                    + $"{(verdict.Off is not null ? "only nearly right" : verdict.Kind == VerdictKind.Violated ? "wrong" : "not known to "
                    + "be right")}");
        return new(PredictionKind.None, balanced ? Goal.BalancedAccuracy : Goal.Accuracy, verdict.Kind == VerdictKind.Violated
            ? $"no way to predict: {subject} is wrong ({verdict.Note}), and {last.Link.Text}"
            : $"no way to predict: {subject} is not known to be right ({verdict.Note}), and there is no link");
    }

    private static string Largest(string subject, CalibrationVerdict verdict)
        => $"{subject}, which is {(verdict.Off is null ? "" : "nearly ")}right "
            + $"{(verdict.Kind == VerdictKind.Proven ? "by proof" : "as far as was searched")}";
}

/// <summary>By what a prediction is made.</summary>
internal enum PredictionKind
{
    /// <summary>The largest score; under a head with a probability per element p &gt; 1/2.</summary>
    Largest,

    /// <summary>The probabilities of the link.</summary>
    Link,

    /// <summary>Nothing.</summary>
    None,
}
