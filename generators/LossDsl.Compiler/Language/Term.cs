using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// An attribute bound to its row: what the compiler knows of it, with the values that its author gave it, and where it
/// stands.
/// </summary>
/// <param name="Row">Its row.</param>
/// <param name="Use">Its arguments, as they are written.</param>
/// <param name="Part">The index of the part on which it stands, or −1 for the loss itself.</param>
/// <param name="Index">Its index among the attributes there.</param>
public sealed record Term(AttributeRow Row, AttributeUse Use, int Part, int Index)
{
    /// <summary>The attribute's name.</summary>
    public string Name => Row.Name;

    /// <summary>Where in the canonical order it acts.</summary>
    public Stage Stage => Row.Stage;

    /// <summary>The value of a parameter: that of its argument, else the default; null if it has neither.</summary>
    /// <param name="parameter">The parameter.</param>
    public TermValue? Value(string parameter) => Value(Row.Parameters.First(row => row.Name == parameter));

    /// <summary>The value of a parameter: that of its argument, else the default; null if it has neither.</summary>
    public TermValue? Value(ParameterRow parameter)
        => Written(parameter) ?? (parameter.Default is { } number ? new TermValue.Number(number) : null);

    /// <summary>The value that is written out for a parameter; null if none is.</summary>
    public TermValue? Written(ParameterRow parameter)
    {
        if (parameter.Binding is { } binding && Use[binding]?.Bound is { } bound)
            return new TermValue.Property(bound.Name, bound.Learnable);
        return Use[parameter.Name] switch
        {
            null => null,
            { Flag: { } flag } => new TermValue.Flag(flag),
            { Choice: { } choice } => new TermValue.Choice(choice),
            { Numbers: { } numbers } when parameter.Kind == ParameterKind.Numbers => new TermValue.List(numbers),
            { Numbers: { Count: > 0 } numbers } => new TermValue.Number(numbers[0]),
            _ => null,
        };
    }

    /// <summary>The number that a parameter is, given or by default; null if it is bound to a property, a list, or has none.</summary>
    public double? Number(string parameter) => Value(parameter) is TermValue.Number { Value: var number } ? number : null;

    /// <summary>The numbers of a parameter that is a list; empty if it is not given.</summary>
    public IReadOnlyList<double> List(string parameter) => Written(Row.Parameters.First(row => row.Name == parameter)) switch
    {
        TermValue.List list => [.. list.Values],
        TermValue.Number number => [number.Value],
        _ => [],
    };

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string parameter, bool otherwise = false) => Value(parameter) is TermValue.Flag { Value: var flag } ? flag : otherwise;

    /// <summary>The member of an enumeration that a parameter is; null if it is not given.</summary>
    public string? Choice(string parameter) => Value(parameter) is TermValue.Choice { Name: var choice } ? choice : null;

    /// <summary>The property that a parameter is bound to; null if it is not.</summary>
    public string? Property(string parameter) => Value(parameter) is TermValue.Property { Name: var property } ? property : null;

    /// <summary>Whether a flag is set, of an attribute that may have none of that name.</summary>
    public bool Given(string parameter, bool otherwise) => Use[parameter]?.Flag ?? otherwise;

    /// <summary>The member of an enumeration that a parameter is, of an attribute that may have none of that name.</summary>
    public string? Given(string parameter) => Use[parameter]?.Choice;

    /// <summary>The constant by which it multiplies all scores; null if it scales none, or by what is read at each call.</summary>
    public double? Scale => Row.Scales is not { } scales || Number(scales.Parameter) is not { } by ? null : scales.Divides ? 1 / by : by;

    /// <summary>When it sets in, and over how many epochs it rises; null where that is not given.</summary>
    public (double? From, double? Ramp) Schedule => (OfRole(ParameterRole.From), OfRole(ParameterRole.Ramp));

    private double? OfRole(ParameterRole role)
        => Row.Of(role) is { } row && Written(row) is TermValue.Number { Value: var number } ? number : null;

    /// <summary>Whether a parameter is given at all, as a constant or bound.</summary>
    public bool Has(string parameter) => Written(Row.Parameters.First(row => row.Name == parameter)) is not null;

    /// <summary>Whether the attribute has such a parameter, and it is given.</summary>
    public bool Gives(string parameter) => Row.Parameters.Any(row => row.Name == parameter) && Has(parameter);
}
