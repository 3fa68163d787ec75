using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What the numbers of an input may be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NumberRule
{
    /// <summary>Neither infinite nor NaN.</summary>
    Finite,

    /// <summary>Finite and not negative.</summary>
    NotNegative,

    /// <summary>In [0, 1].</summary>
    UnitInterval,
}

/// <summary>The rules of inputs whose meaning is that of the loss.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NumberRules
{
    /// <summary>What targets that are numbers may be: shares of a distribution, probabilities, or the values to predict.</summary>
    /// <param name="head">How scores become probabilities.</param>
    public static NumberRule OfTargets(Head head) => head switch
    {
        Head.Softmax => NumberRule.NotNegative,
        Head.Identity => NumberRule.Finite,
        _ => NumberRule.UnitInterval,
    };

    /// <summary>The rule in a message, after "it must be".</summary>
    /// <param name="rule">The rule.</param>
    public static string Text(NumberRule rule) => rule switch
    {
        NumberRule.Finite => "finite",
        NumberRule.NotNegative => "finite and not negative",
        _ => "in [0, 1]",
    };
}
