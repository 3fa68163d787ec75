namespace LossDsl;

/// <summary>The stages that scores pass through, in their order.</summary>
public enum ScoreStage
{
    /// <summary>After caps and masks of the logits.</summary>
    Raw,

    /// <summary>After normalisation.</summary>
    Normalised,

    /// <summary>After margins, which depend on the label.</summary>
    Margined,

    /// <summary>After scale, temperatures and adjustment to the prior: what the link reads.</summary>
    Adjusted,
}
