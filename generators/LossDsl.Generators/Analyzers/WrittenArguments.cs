using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators;

/// <summary>The arguments of an attribute as they are written.</summary>
internal static class WrittenArguments
{
    /// <summary>What makes up one argument, by the property that it sets: several for a <c>params</c> array, none if it is left out.</summary>
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
}
