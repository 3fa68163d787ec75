namespace LossDsl.Compiler;

/// <summary>What it costs to compute an operator again.</summary>
public enum Cost
{
    /// <summary>A few instructions, or nothing.</summary>
    Little,

    /// <summary>A transcendental function, whose value is worth keeping from one loop to the next.</summary>
    Transcendental,
}

/// <summary>Between which bounds the values of an operator are, infinities and NaN aside.</summary>
public enum Range
{
    /// <summary>Nothing is concluded.</summary>
    Unknown,

    /// <summary>What <see cref="Signs"/> concludes from the operands, or from the number itself.</summary>
    OfOperands,

    /// <summary>Above 0.</summary>
    Positive,

    /// <summary>At least 0.</summary>
    NonNegative,

    /// <summary>At most 0.</summary>
    NonPositive,
}

/// <summary>Which way a function of one operand goes.</summary>
public enum Monotony
{
    /// <summary>Nothing is concluded.</summary>
    Unknown,

    /// <summary>Its slope is above 0 everywhere.</summary>
    Rises,

    /// <summary>Its slope is below 0 everywhere.</summary>
    Falls,
}

/// <summary>Which way a function of one operand bends.</summary>
public enum Curvature
{
    /// <summary>Nothing is concluded.</summary>
    Unknown,

    /// <summary>Its slope never falls.</summary>
    Convex,

    /// <summary>Its slope never rises.</summary>
    Concave,

    /// <summary>Its slope is the same everywhere.</summary>
    Linear,
}

/// <summary>The shape of a function of one operand.</summary>
/// <param name="Monotony">Which way it goes.</param>
/// <param name="Curvature">Which way it bends.</param>
/// <param name="From">The least operand for which it is defined.</param>
public sealed record Curve(Monotony Monotony, Curvature Curvature, double From = double.NegativeInfinity)
{
    /// <summary>That of an operator of no operand, of several, or along an axis: what follows from theirs is a rule of its own.</summary>
    public static Curve OfOperands { get; } = new(Monotony.Unknown, Curvature.Unknown);

    /// <summary>Whether its slope never falls.</summary>
    public bool IsConvex => Curvature is Curvature.Convex or Curvature.Linear;

    /// <summary>Whether its slope never rises.</summary>
    public bool IsConcave => Curvature is Curvature.Concave or Curvature.Linear;
}

/// <summary>How published losses are recognised where an operator stands in them.</summary>
public enum Recognition
{
    /// <summary>It is arithmetic, of which few hyper-parameters make more or less.</summary>
    Arithmetic,

    /// <summary>It tells losses apart: a loss with it is none without.</summary>
    Telling,
}

/// <summary>
/// What analyses, schedules and names ask of every operator. Each fact is said in each row; one that nobody knows is said to be
/// unknown, so that a new fact is a question to all rows.
/// </summary>
/// <param name="Cost">What it costs to compute it again.</param>
/// <param name="Range">Between which bounds its values are.</param>
/// <param name="Curve">The shape of a function of one operand.</param>
/// <param name="Recognition">How published losses are recognised.</param>
/// <param name="Hint">The name of a result that nothing else names.</param>
public sealed record OperatorFacts(Cost Cost, Range Range, Curve Curve, Recognition Recognition, string Hint);
