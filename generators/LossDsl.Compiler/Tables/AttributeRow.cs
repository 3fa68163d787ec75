using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Where in the canonical order of composition an attribute acts.</summary>
public enum Stage
{
    /// <summary>The declaration itself: head, classes, ignored label.</summary>
    Loss,

    /// <summary>From raw to adjusted scores.</summary>
    Scores,

    /// <summary>A summand of the loss per label.</summary>
    BaseTerm,

    /// <summary>A factor on every base term.</summary>
    Modulator,

    /// <summary>From losses per label to the loss of the row.</summary>
    Target,

    /// <summary>A weight per class.</summary>
    Weight,

    /// <summary>A component of its own.</summary>
    Regulariser,

    /// <summary>How rows become one number.</summary>
    Aggregation,
}

/// <summary>A summand of the loss per label.</summary>
/// <param name="Value">Its value, per class.</param>
/// <param name="Weighted">Whether class weights apply to it.</param>
public sealed record LabelTerm(Expr Value, bool Weighted);

/// <summary>
/// Everything the compiler knows about one attribute. Exactly one of the functions is set, the one of its stage. Adding an
/// attribute is adding a row.
/// </summary>
/// <param name="Name">The attribute's name without suffix.</param>
/// <param name="Stage">Where it acts; within a stage, attributes act in the order of the table.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record AttributeRow(string Name, Stage Stage, params ParameterRow[] Parameters)
{
    /// <summary>Scores from scores.</summary>
    public Func<AttributeArguments, Expr, Expr>? Scores { get; init; }

    /// <summary>The summands for a label whose log-probability is given.</summary>
    public Func<AttributeArguments, LabelProbability, IEnumerable<LabelTerm>>? Terms { get; init; }

    /// <summary>The factor for a label whose log-probability is given.</summary>
    public Func<AttributeArguments, LabelProbability, Expr>? Modulator { get; init; }

    /// <summary>The loss of the row from the losses of its labels.</summary>
    public Func<AttributeArguments, Expr, Expr>? Target { get; init; }

    /// <summary>The weight of each class.</summary>
    public Func<AttributeArguments, Expr>? Weight { get; init; }

    /// <summary>The value per row from the adjusted scores.</summary>
    public Func<AttributeArguments, Expr, Expr>? Regulariser { get; init; }

    /// <summary>What the constructor must be given: "counts", "weights" or nothing.</summary>
    public string? Needs { get; init; }

    /// <summary>The parameter by which repeated uses must differ; null if it may stand once only.</summary>
    public string? RepeatedBy { get; init; }

    /// <summary>The formula.</summary>
    public string Formula { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public string Paper { get; init; } = "";
}

/// <summary>The probability of one label, in the forms in which terms use it.</summary>
/// <param name="LogP">log p.</param>
public sealed record LabelProbability(Expr LogP)
{
    /// <summary>p.</summary>
    public Expr P => Functions.Exp(LogP);

    /// <summary>1 − p, without cancellation.</summary>
    public Expr OneMinusP => Functions.OneMinusExp(LogP);
}
