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
            null => new BoundProperty(name ?? "null", BindingState.Missing),
            IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null, ExplicitInterfaceImplementations.IsEmpty: true } property => IsNumeric(property.Type)
                ? new BoundProperty(CSharpNames.Escape(property.Name), BindingState.Usable)
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

    private static bool IsNumeric(ITypeSymbol type)
        => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32;
}
