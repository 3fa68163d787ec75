using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators;

/// <summary>Finds the property that a <c>…From</c> argument names.</summary>
internal static class BindingReader
{
    /// <summary>
    /// Looks the name up in what the author wrote on the class and its base classes, whatever its accessibility: the
    /// generated half is part of the class.
    /// </summary>
    public static BoundProperty Read(string? name, INamedTypeSymbol type)
    {
        var member = name is null ? null : Find(name, type);
        return member switch
        {
            null => new BoundProperty(name ?? "null", BindingState.Missing) { Nearest = Nearest(name ?? "", type) },
            IPropertySymbol property when IsReadable(property) => IsNumeric(property.Type)
                ? new BoundProperty(CSharpNames.Escape(property.Name),
                    BindingState.Usable)
                { Learnable = property.GetAttributes().Any(DeclaredAttributes.IsLearnable) }
                : new BoundProperty(property.Name, BindingState.NotNumeric),
            _ => new BoundProperty(member.Name, BindingState.NotReadable),
        };
    }

    private static ISymbol? Find(string name, INamedTypeSymbol type)
    {
        for (var t = type; t is not null && !DeclaredAttributes.IsOfTheLibrary(t); t = t.BaseType)
        {
            var members = t.GetMembers(name).Where(GeneratedHalf.IsByTheAuthor).ToList();
            if (members.Count != 0)
                return members.FirstOrDefault(m => m is IPropertySymbol) ?? members[0];
        }

        return null;
    }

    /// <summary>The usable property whose name differs least: by case, or in at most a third of its letters.</summary>
    private static string? Nearest(string name, INamedTypeSymbol type)
        => type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => GeneratedHalf.IsByTheAuthor(property) && IsReadable(property) && IsNumeric(property.Type))
            .Select(property => (property.Name, Distance: Spelling.Distance(name.ToUpperInvariant(), property.Name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= candidate.Name.Length / 3)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => CSharpNames.Escape(candidate.Name))
            .FirstOrDefault();

    private static bool IsReadable(IPropertySymbol property)
        => property is { IsStatic: false, IsIndexer: false, GetMethod: not null, ExplicitInterfaceImplementations.IsEmpty: true };

    private static bool IsNumeric(ITypeSymbol type)
        => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32;
}
