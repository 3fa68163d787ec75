namespace LossDsl.Runtime;

/// <summary>What the numbers of an input may be.</summary>
internal enum NumberRule
{
    /// <summary>Neither infinite nor NaN.</summary>
    Finite,

    /// <summary>Finite and not negative.</summary>
    NotNegative,

    /// <summary>In [0, 1].</summary>
    UnitInterval,
}
