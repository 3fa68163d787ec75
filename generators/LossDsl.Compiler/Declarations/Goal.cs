namespace LossDsl.Compiler;

/// <summary>What the scores of a loss are for, as its author declares it.</summary>
public enum Goal
{
    /// <summary>Not said.</summary>
    Unspecified,

    /// <summary>The least error rate.</summary>
    Accuracy,

    /// <summary>The least mean of the error rates of the classes.</summary>
    BalancedAccuracy,

    /// <summary>Class probabilities from the head's link.</summary>
    Probabilities,

    /// <summary>None of these.</summary>
    None,
}
