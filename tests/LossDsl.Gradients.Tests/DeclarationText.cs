using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>A declaration as the C# that its author would have written, with a factory for tests.</summary>
internal static class DeclarationText
{
    /// <summary>The source file.</summary>
    public static string Of(Declaration declaration, IReadOnlyDictionary<string, double> properties)
    {
        var needs = Needs(declaration);
        var arguments = string.Join(", ", new[] { needs.Counts ? "counts" : null, needs.Weights ? "weights" : null }.Where(argument => argument is not null));
        return $$"""
            using LossDsl;
            namespace {{declaration.Type.Namespace}};

            {{string.Join("\n", declaration.Attributes.Select(Attribute))}}
            public sealed partial class {{declaration.Type.Name}}
            {
            {{string.Join("\n", properties.Select(property => $"    public double {property.Key} {{ get; init; }} = {Number(property.Value)};"))}}
                public static SoftmaxLoss Create(long[] counts, double[] weights) => new {{declaration.Type.Name}}({{arguments}});
            }
            """;
    }

    /// <summary>What the constructor of the loss takes.</summary>
    public static (bool Counts, bool Weights) Needs(Declaration declaration)
    {
        var needs = declaration.Attributes.Select(use => AttributeTable.Find(use.Name)!.Needs).ToList();
        return (needs.Contains("counts"), needs.Contains("weights"));
    }

    private static string Attribute(AttributeUse use)
    {
        var positional = PositionalOf(use.Name);
        var arguments = use.Arguments
            .OrderByDescending(argument => positional.Contains(argument.Name))
            .Select(argument => (positional.Contains(argument.Name) ? "" : argument.Name + " = ") + Value(use.Name, argument));
        return $"[{use.Name}({string.Join(", ", arguments)})]";
    }

    private static string Value(string attribute, Argument argument)
        => argument.Bound is { } bound ? $"nameof({bound.Name})"
            : argument.Flag is { } flag ? (flag ? "true" : "false")
            : argument.Choice is { } choice ? $"{AttributeType(attribute).GetProperty(argument.Name)!.PropertyType.Name}.{choice}"
            : argument.Integer is { } integer ? integer.ToString(CultureInfo.InvariantCulture)
            : string.Join(", ", argument.Numbers!.Value.Select(Number));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.Contains('.') ? text : text + ".0";

    /// <summary>The parameters that a constructor of the attribute takes.</summary>
    private static HashSet<string> PositionalOf(string name)
        => [.. AttributeType(name)
            .GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..])];

    private static Type AttributeType(string name) => typeof(LossAttribute).Assembly.GetType($"LossDsl.{name}Attribute", throwOnError: true)!;
}
