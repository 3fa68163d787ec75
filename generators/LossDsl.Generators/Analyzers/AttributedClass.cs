using System.Collections.Immutable;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>A class with attributes of the language: a loss, or a part of one.</summary>
internal sealed class AttributedClass(INamedTypeSymbol type)
{
    /// <summary>The class.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>The attributes of the language on it, in the order in which they were read.</summary>
    public ImmutableArray<AttributeData> Attributes { get; } = DeclaredAttributes.Of(type);

    /// <summary>The class that a problem of a loss is about.</summary>
    public static AttributedClass Of(Problem problem, INamedTypeSymbol loss)
        => new(problem.Part < 0 ? loss : DeclarationReader.PartsOf(loss).ElementAt(problem.Part));
}
