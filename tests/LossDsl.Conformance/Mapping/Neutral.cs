using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using LossDsl.Compiler;

namespace LossDsl.Conformance;

/// <summary>
/// Values without effect, which references take and the language refuses as constants: a coefficient of 0, a temperature of 1. At
/// run time they are values like others, so they come from properties.
/// </summary>
internal static partial class Neutral
{
    /// <summary>Attributes with such values bound to properties, which are added to the others.</summary>
    public static string Bind(string attribute, List<(string Name, double Value)> properties)
    {
        if (WithArguments().Match(attribute) is not { Success: true } match
            || AttributeTable.Find(match.Groups["name"].Value) is not { } row)
            return attribute;
        var arguments = Separator().Split(match.Groups["arguments"].Value);
        var positional = arguments.TakeWhile(static argument => !argument.Contains('=', StringComparison.Ordinal)).Count();
        for (var i = 0; i < arguments.Length; i++)
        {
            var parts = arguments[i].Split(" = ");
            var name = i < positional ? Positional(row.Name, i) : parts[0];
            if (row.Parameters.FirstOrDefault(parameter =>
                string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)) is { } parameter
                && double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && NeutralOf(row, parameter).Equals(value) && BindingOf(row, parameter) is { } binding)
            {
                arguments[i] = $"{binding} = \"{Property(value, properties)}\"";
            }
        }

        // What has a name now must not stand before what has none.
        return $"{row.Name}({string.Join(", ", arguments.OrderBy(static argument => argument.Contains('=', StringComparison.Ordinal)))})";
    }

    private static double? NeutralOf(AttributeRow row, ParameterRow parameter) => parameter.Coefficients ? 0 : parameter.Neutral;

    private static string? BindingOf(AttributeRow row, ParameterRow parameter)
        => parameter.Binding
            ?? row.Parameters.FirstOrDefault(other => other.Name == parameter.Instead || other.Instead == parameter.Name)?.Binding;

    private static string? Positional(string attribute, int index)
        => typeof(LossAttribute).Assembly.GetType($"LossDsl.{attribute}Attribute")!.GetConstructors()
            .Select(constructor => constructor.GetParameters()).Where(parameters => parameters.Length > index)
            .OrderBy(static parameters => parameters.Length)
            .Select(parameters => parameters[index].Name).FirstOrDefault();

    private static string Property(double value, List<(string Name, double Value)> properties)
    {
        var name = "Constant" + Words.Text(Math.Abs(value)).Replace('.', '_').Replace('-', '_');
        if (properties.All(property => property.Name != name))
            properties.Add((name, value));
        return name;
    }

    [GeneratedRegex(@"^(?<name>\w+)\((?<arguments>[^{}()]*)\)$")]
    private static partial Regex WithArguments();

    [GeneratedRegex(", ")]
    private static partial Regex Separator();
}
