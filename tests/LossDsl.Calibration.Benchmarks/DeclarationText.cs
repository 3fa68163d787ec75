using System;
using System.Globalization;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Calibration.Benchmarks;

/// <summary>Declarations as a person would write them.</summary>
internal static class DeclarationText
{
    /// <summary>The source of a class.</summary>
    /// <param name="declaration">A declaration without bound properties.</param>
    /// <param name="space">The namespace to put it in.</param>
    public static string Of(Declaration declaration, string space)
    {
        var parts = declaration.Parts.Select(part => $"    {Attributes(part.Attributes)} partial class {part.Name};\n");
        return $"using LossDsl;\nnamespace {space};\n{Attributes(declaration.Attributes)}\npublic sealed partial class "
            + $"{declaration.Type.Name}\n{{\n{string.Concat(parts)}}}\n";
    }

    private static string Attributes(EquatableArray<AttributeUse> uses) => string.Join(" ", uses.Select(use =>
        use.Arguments.Count == 0 ? $"[{use.Name}]"
            : $"[{use.Name}({string.Join(", ", use.Arguments.OrderBy(argument => IsSettable(use, argument)).Select(argument => Argument(use, argument)))})]"));

    private static bool IsSettable(AttributeUse use, Argument argument) => Property(use, argument).CanWrite;

    private static string Argument(AttributeUse use, Argument argument)
    {
        var type = Property(use, argument).PropertyType;
        var value = argument switch
        {
            { Choice: { } choice } => $"{type.Name}.{choice}",
            { Flag: { } flag } => flag ? "true" : "false",
            { Numbers: { } numbers } when type.IsArray =>
                $"new {(type == typeof(int[]) ? "int" : "double")}[] {{ {string.Join(", ", numbers.Select(Number))} }}",
            { Integer: { } integer } => integer.ToString(CultureInfo.InvariantCulture),
            { Numbers: { } numbers } => Number(numbers[0]),
            _ => throw new InvalidOperationException($"{use.Name}.{argument.Name} is bound to a property"),
        };
        return IsSettable(use, argument) ? $"{argument.Name} = {value}"
            : $"{char.ToLowerInvariant(argument.Name[0])}{argument.Name[1..]}: {value}";
    }

    private static System.Reflection.PropertyInfo Property(AttributeUse use, Argument argument)
        => typeof(LossAttribute).Assembly.GetType($"LossDsl.{use.Name}Attribute")!.GetProperty(argument.Name)!;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
