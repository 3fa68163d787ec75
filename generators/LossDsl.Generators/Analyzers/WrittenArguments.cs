using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators;

/// <summary>The arguments of an attribute as they are written.</summary>
internal static class WrittenArguments
{
    /// <summary>
    /// What makes up one argument, by the property that it sets: several for a <c>params</c> array, none if it is left out.
    /// </summary>
    public static List<AttributeArgumentSyntax> Of(string property, AttributeData attribute, AttributeSyntax syntax)
    {
        var written = new List<AttributeArgumentSyntax>();
        var arguments = syntax.ArgumentList?.Arguments ?? default;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (PropertyOf(arguments[i], i, attribute.AttributeConstructor) == property)
                written.Add(arguments[i]);
        }

        return written;
    }

    /// <summary>The property that the argument at a position sets, or null if the attribute has no such parameter.</summary>
    public static string? PropertyOf(AttributeArgumentSyntax argument, int position, IMethodSymbol? constructor)
    {
        if (argument.NameEquals is { } property)
            return property.Name.Identifier.ValueText;
        if (argument.NameColon is { } parameter)
            return ArgumentReader.PropertyName(parameter.Name.Identifier.ValueText);
        if (constructor is null || constructor.Parameters.IsEmpty)
            return null;
        var last = constructor.Parameters.Length - 1;
        return ArgumentReader.PropertyName(constructor.Parameters[position < last ? position : last].Name);
    }

    /// <summary>The value of an argument as one writes it in the place of what is written.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="written">The expressions that it is written as: several for a <c>params</c> array.</param>
    public static string Value(Argument argument, AttributeData attribute, IReadOnlyList<ExpressionSyntax> written)
    {
        if (argument.Choice is { } choice)
            return Given(argument.Name, attribute) is { Kind: TypedConstantKind.Enum, Type: { } type } ? $"{type.Name}.{choice}"
                : $"\"{choice}\"";
        if (argument.Bound is { } bound)
            return $"nameof({bound.Name})";
        if (argument.Flag is { } flag)
            return flag ? "true" : "false";
        if (argument.Integer is { } integer)
            return integer.ToString(CultureInfo.InvariantCulture);
        var numbers = string.Join(", ", (argument.Numbers ?? default).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        return written.Any(IsArray) ? $"[{numbers}]" : numbers;
    }

    private static bool IsArray(ExpressionSyntax expression) => expression is ArrayCreationExpressionSyntax
        or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax;

    private static TypedConstant Given(string property, AttributeData attribute) => attribute.NamedArguments
        .Where(named => named.Key == property).Select(named => named.Value)
        .Concat(attribute.ConstructorArguments.Where((_, i)
            => ArgumentReader.PropertyName(attribute.AttributeConstructor!.Parameters[i].Name) == property))
        .First();
}
