namespace LossDsl.Compiler;

/// <summary>The value of a parameter.</summary>
public abstract record TermValue
{
    private TermValue()
    {
    }

    /// <summary>A number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(double Value) : TermValue;

    /// <summary>Several numbers.</summary>
    /// <param name="Values">The numbers.</param>
    public sealed record List(EquatableArray<double> Values) : TermValue;

    /// <summary>What a property of the class gives at each call.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="IsLearnable">Whether training adapts it.</param>
    public sealed record Property(string Name, bool IsLearnable) : TermValue;

    /// <summary>True or false.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Flag(bool Value) : TermValue;

    /// <summary>A member of an enumeration.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Choice(string Name) : TermValue;
}
