namespace LossDsl;

/// <summary>What the scores of a loss are for.</summary>
public enum Goal
{
    /// <summary>Not said.</summary>
    Unspecified,

    /// <summary>The class with the largest score is to be the most probable one: the least error rate.</summary>
    Accuracy,

    /// <summary>
    /// The class with the largest score is to be that of the largest P(y|x)/π_y: the least mean of the error rates of the
    /// classes.
    /// </summary>
    BalancedAccuracy,

    /// <summary>The link of the head, applied to the logits, is to give the class probabilities: a strictly proper loss.</summary>
    Probabilities,

    /// <summary>None of these; nothing is judged.</summary>
    None,
}
