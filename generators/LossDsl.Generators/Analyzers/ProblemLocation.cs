using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators;

/// <summary>
/// Finds the source text that a problem is about: the argument if it is written out, else the attribute, a property, or the
/// name of the class.
/// </summary>
internal static class ProblemLocation
{
    /// <summary>The location of a problem, on the class that it is about.</summary>
    public static Location? Of(Problem problem, AttributedClass place, CancellationToken cancellation)
    {
        if (problem.Property is { } property)
            return place.Type.GetMembers(property.TrimStart('@')).First().Locations.FirstOrDefault();
        if (problem.Outwards > 0)
            return OfContainer(place.Type, problem.Outwards, cancellation);
        if (problem.Attribute < 0)
            return OfName(place, cancellation);
        var attribute = place.Attributes[problem.Attribute];
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return OfName(place, cancellation);
        var written = problem.Argument is null ? [] : WrittenArguments.Of(problem.Argument, attribute, syntax);
        return written.Count == 0
            ? syntax.GetLocation()
            : Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(written[0].Expression.SpanStart, written[written.Count - 1].Span.End));
    }

    /// <summary>The name of a type around the class, where it is not partial.</summary>
    private static Location? OfContainer(INamedTypeSymbol type, int outwards, CancellationToken cancellation)
    {
        var container = type;
        for (var i = 0; i < outwards; i++)
            container = container.ContainingType;
        return GeneratedHalf.AuthoredParts(container, cancellation).OfType<BaseTypeDeclarationSyntax>()
            .Where(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)).Select(part => part.Identifier.GetLocation()).FirstOrDefault();
    }

    /// <summary>The name where <c>[Loss]</c> or <c>[Part]</c> stands.</summary>
    private static Location? OfName(AttributedClass place, CancellationToken cancellation)
        => place.Attributes.First(a => DeclaredAttributes.NameOf(a) is "Loss" or "Part").ApplicationSyntaxReference?.GetSyntax(cancellation)
            .FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.GetLocation()
            ?? place.Type.Locations.FirstOrDefault();
}
