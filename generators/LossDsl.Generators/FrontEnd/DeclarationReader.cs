using System.Collections.Generic;
using System.Collections.Immutable;
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
        if (!DeclaredAttributes.Has(attributes, "Loss"))
            return null;
        var declaration = new Declaration(TypeReader.Read(type, cancellation), Uses(attributes, type, cancellation))
        {
            Parts = PartsOf(type).Select(part => new PartDeclaration(part.Name, Uses(DeclaredAttributes.Of(part), type, cancellation))
            {
                Shape = TypeReader.ShapeOfPart(part, cancellation),
            }).ToEquatable(),
        };
        return declaration.Head == Heads.Identity ? declaration : declaration with
        {
            Type = declaration.Type with
            {
                TakenNames = declaration.Type.TakenNames.Concat(TypeReader.TakenOfClassifiers(type))
                .ToEquatable()
            },
        };
    }

    /// <summary>The nested classes that declare components, in the order of <see cref="Declaration.Parts"/>.</summary>
    internal static IEnumerable<INamedTypeSymbol> PartsOf(INamedTypeSymbol loss)
        => loss.GetTypeMembers().Where(nested => IsPart(DeclaredAttributes.Of(nested)));

    /// <summary>Whether a class with these attributes is a part, if a loss contains it.</summary>
    internal static bool IsPart(ImmutableArray<AttributeData> attributes)
        => DeclaredAttributes.Has(attributes, "Part") && !DeclaredAttributes.Has(attributes, "Loss");

    /// <summary>
    /// Reads the class of which a part with <c>[Loss]</c> was found. A class is read once, also if several of its parts
    /// carry the attribute by mistake: two outputs of one name would stop the generator. Null for the other parts.
    /// </summary>
    internal static Declaration? ReadAt(GeneratorAttributeSyntaxContext found, CancellationToken cancellation)
    {
        if (found.TargetSymbol is not INamedTypeSymbol type || Host.ObstacleOf(found.SemanticModel.Compilation) is not null)
            return null;
        var loss = DeclaredAttributes.Of(type).FirstOrDefault(a => DeclaredAttributes.NameOf(a) == "Loss");
        var isFirst = loss?.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree == found.TargetNode.SyntaxTree
            && found.TargetNode.Span.Contains(reference.Span);
        return isFirst ? Read(type, cancellation) : null;
    }

    /// <summary>The uses of attributes; the properties that they name are those of the loss.</summary>
    private static EquatableArray<AttributeUse> Uses(
        ImmutableArray<AttributeData> attributes, INamedTypeSymbol loss, CancellationToken cancellation)
    {
        var uses = new List<AttributeUse>();
        foreach (var attribute in attributes)
        {
            cancellation.ThrowIfCancellationRequested();
            uses.Add(new AttributeUse(
                DeclaredAttributes.NameOf(attribute),
                ArgumentReader.Read(attribute, loss).ToEquatable())
            {
                Unreadable = !DeclaredAttributes.IsWellFormed(attribute),
            });
        }

        return uses.ToEquatable();
    }
}
