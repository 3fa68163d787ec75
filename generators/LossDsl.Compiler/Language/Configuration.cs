using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A declaration as text: attributes in the canonical order, values bound to properties to be filled in.</summary>
internal static class Configuration
{
    /// <summary>The attributes in square brackets, with property names for bound values.</summary>
    public static string Declared(Declaration declaration) => Describe(declaration, "{", "}", null);

    /// <summary>The same, with a mark behind what is an error to the host compiler or names no usable property.</summary>
    public static string Read(Declaration declaration, string mark) => Describe(declaration, "{", "}", null, mark);

    /// <summary>An argument of an attribute in that text.</summary>
    public static string Read(AttributeRow row, Argument argument, string mark) => Describe(row, argument, null, mark);

    /// <summary>The same as the inside of an interpolated string, with the values of the properties.</summary>
    public static string Interpolated(Declaration declaration) => Describe(declaration, "{{", "}}", name => "{" + name + "}");

    private static string Describe(Declaration declaration, string open, string close, Func<string, string>? property, string mark = "")
    {
        var model = LossModel.Of(declaration);
        var parts = model.Parts.Select(part => $" {part.Name} {open} {Describe(part.Terms, property, mark)} {close}");
        return Describe(model.Terms, property, mark) + string.Concat(parts);
    }

    private static string Describe(IEnumerable<Term> terms, Func<string, string>? property, string mark)
        => string.Join(" ", terms.Select(use => $"[{Describe(use.Row, use.Use, property, mark)}]{(use.Use.Unreadable ? mark : "")}"));

    private static string Describe(AttributeRow row, AttributeUse use, Func<string, string>? property, string mark)
    {
        var arguments = row.Parameters
            .SelectMany(parameter => new[] { use[parameter.Name], parameter.Binding is { } binding ? use[binding] : null })
            .Where(argument => argument is not null)
            .Select(argument => Describe(row, argument!, property, mark));
        var text = string.Join(", ", arguments);
        return text.Length == 0 ? row.Name : $"{row.Name}({text})";
    }

    private static string Describe(AttributeRow row, Argument argument, Func<string, string>? property, string mark)
    {
        if (argument.Bound is { } bound)
        {
            return property is null
                ? $"{argument.Name} = nameof({bound.Name}){(bound.State == BindingState.Usable ? "" : mark)}"
                : $"{row.Parameters.First(parameter => parameter.Binding == argument.Name).Name} = {property(bound.Name)}";
        }

        var value = argument.Flag is { } flag ? (flag ? "true" : "false")
            : argument.Choice ?? string.Join(", ",
                (argument.Numbers ?? default).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        return $"{argument.Name} = {value}";
    }
}
