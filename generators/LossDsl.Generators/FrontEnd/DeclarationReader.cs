using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>
/// Reads a class into a <see cref="Declaration"/>. Generator and analyzer both read through here; this is the last place
/// that knows Roslyn.
/// </summary>
public static class DeclarationReader
{
    /// <summary>Reads a class, or gives null if it is no declared loss.</summary>
    /// <param name="type">The class.</param>
    /// <param name="cancellation">Stops the work when its result is no longer wanted.</param>
    public static Declaration? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var attributes = DeclaredAttributes.Of(type);
        if (!attributes.Any(attribute => DeclaredAttributes.NameOf(attribute) == "Loss"))
            return null;
        var uses = new List<AttributeUse>();
        foreach (var attribute in attributes)
        {
            cancellation.ThrowIfCancellationRequested();
            uses.Add(new AttributeUse(
                DeclaredAttributes.NameOf(attribute),
                ArgumentReader.Read(attribute, type).ToEquatable()));
        }

        return new Declaration(TypeReader.Read(type, cancellation), uses.ToEquatable());
    }

    /// <summary>
    /// Reads the class of which a part with <c>[Loss]</c> was found. A class is read once, also if several of its parts
    /// carry the attribute by mistake: two outputs of one name would stop the generator. Null for the other parts.
    /// </summary>
    internal static Declaration? ReadAt(GeneratorAttributeSyntaxContext found, CancellationToken cancellation)
    {
        if (found.TargetSymbol is not INamedTypeSymbol type)
            return null;
        var loss = DeclaredAttributes.Of(type).FirstOrDefault(a => DeclaredAttributes.NameOf(a) == "Loss");
        var isFirst = loss?.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree == found.TargetNode.SyntaxTree
            && found.TargetNode.Span.Contains(reference.Span);
        return isFirst ? Read(type, cancellation) : null;
    }
}
