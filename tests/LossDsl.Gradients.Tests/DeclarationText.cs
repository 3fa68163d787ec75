using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>A declaration as the C# that its author would have written, with a factory for tests.</summary>
internal static class DeclarationText
{
    /// <summary>The source file.</summary>
    public static string Of(Declaration declaration, IReadOnlyDictionary<string, double> properties)
        => $$"""
            using System.Collections.Generic;
            using LossDsl;
            namespace {{declaration.Type.Namespace}};

            {{Lines(declaration.Attributes)}}
            public sealed partial class {{declaration.Type.Name}}
            {
            {{string.Join("\n", properties.Select(property => $"    {Mark(declaration, property.Key)}public double {property.Key} {{ get; init; }} = {Number(property.Value)};"))}}
            {{string.Join("\n", declaration.Parts.Select(part => $"{Lines(part.Attributes)}\npublic partial class {part.Name};"))}}
                public static Loss Create(IReadOnlyDictionary<string, double[]> classInputs, IReadOnlyDictionary<string, double[]> matrices)
                    => new {{declaration.Type.Name}}({{string.Join(", ", Arguments(declaration))}});
            }
            """;

    private static string Mark(Declaration declaration, string property)
        => LossModel.Of(declaration).Learnable.Any(learnable => learnable.Property == property) ? "[Learnable] " : "";

    /// <summary>What the constructor of the loss takes, in its order: numbers per class, then matrices.</summary>
    private static IEnumerable<string> Arguments(Declaration declaration)
    {
        var rows = LossModel.Of(declaration).All.Select(use => use.Row).ToList();
        return ClassInputTable.All.Select(input => input.Name).Where(name => rows.Any(row => row.Needs == name))
            .Select(name => name == ClassInputTable.Counts ? $"System.Array.ConvertAll(classInputs[\"{name}\"], n => (long)n)"
                : $"classInputs[\"{name}\"]")
            .Concat(rows.Select(row => row.NeedsMatrix).OfType<string>().Distinct().Select(name => $"matrices[\"{name}\"]"));
    }

    private static string Lines(EquatableArray<AttributeUse> attributes) => string.Join("\n", attributes.Select(Attribute));

    private static string Attribute(AttributeUse use)
    {
        // Positional is what only a constructor sets.
        var positional = Constructor(use).Where(parameter => use[PropertyOf(parameter)] is not null).ToList();
        var arguments = positional
            .Select(parameter =>
                (Argument: use[PropertyOf(parameter)]!, Text: "", Expanded: parameter.IsDefined(typeof(ParamArrayAttribute), false)))
            .Concat(use.Arguments.Where(argument => positional.All(parameter => PropertyOf(parameter) != argument.Name))
                .Select(argument => (Argument: argument, Text: argument.Name + " = ", Expanded: false)))
            .Select(argument => argument.Text + Value(use.Name, argument.Argument, argument.Expanded));
        return $"[{use.Name}({string.Join(", ", arguments)})]";
    }

    /// <summary>
    /// The parameters of the shortest constructor that sets what nothing else can; all are given, but for a list, which may
    /// be empty.
    /// </summary>
    private static ParameterInfo[] Constructor(AttributeUse use)
    {
        var type = AttributeType(use.Name);
        var needed = use.Arguments.Select(argument => argument.Name).Where(name => type.GetProperty(name)!.SetMethod is null).ToList();
        return type.GetConstructors()
            .Select(constructor => constructor.GetParameters())
            .Where(parameters =>
                parameters.All(parameter => use[PropertyOf(parameter)] is not null
                    || parameter.IsDefined(typeof(ParamArrayAttribute), false))
                    && needed.All(name => parameters.Any(parameter => PropertyOf(parameter) == name)))
            .MinBy(parameters => parameters.Length)
            ?? throw new InvalidOperationException($"no constructor of [{use.Name}] takes {string.Join(", ", needed)}");
    }

    private static string PropertyOf(ParameterInfo parameter) => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..];

    private static string Value(string attribute, Argument argument, bool expanded)
        => argument.Bound is { } bound ? $"nameof({bound.Name})"
            : argument.Flag is { } flag ? (flag ? "true" : "false")
            : argument.Choice is { } choice ? $"{Property(attribute, argument).Name}.{choice}"
            : argument.Integer is { } integer ? integer.ToString(CultureInfo.InvariantCulture)
            : Property(attribute, argument) == typeof(double[]) && !expanded ? $"new[] {{ {Numbers(argument)} }}"
            : Numbers(argument);

    private static string Numbers(Argument argument) => string.Join(", ", argument.Numbers!.Value.Select(Number));

    private static string Number(double value)
        => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";

    private static Type Property(string attribute, Argument argument) => AttributeType(attribute).GetProperty(argument.Name)!.PropertyType;

    private static Type AttributeType(string name)
        => typeof(LossAttribute).Assembly.GetType($"LossDsl.{name}Attribute", throwOnError: true)!;
}
