using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>The attributes of the language on a class.</summary>
internal static class DeclaredAttributes
{
    /// <summary>The attribute that makes a class a declared loss.</summary>
    public const string Loss = "LossDsl.LossAttribute";

    private const string Library = "LossDsl";
    private const string Suffix = "Attribute";

    private static readonly string[] GeneratedBases = ["SoftmaxLoss", "SigmoidLoss", "GumbelLoss", "RegressionLoss"];

    /// <summary>
    /// The attributes of the language on <paramref name="type"/>, in source order: the same order as in
    /// <see cref="Compiler.Declaration.Attributes"/>. Without [Loss] among them the class is no declared loss.
    /// </summary>
    public static ImmutableArray<AttributeData> Of(INamedTypeSymbol type)
        => [.. type.GetAttributes().Where(a => IsOfTheLanguage(a.AttributeClass))];

    /// <summary>The attribute's name as one writes it: "Focal".</summary>
    public static string NameOf(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.EndsWith(Suffix, System.StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Suffix.Length)
            : name;
    }

    /// <summary>
    /// False if the C# compiler could not make sense of the attribute. If it sees all code, it says so itself; anything we had
    /// to say about the same attribute would only be a consequence. To a generator, which sees no other's output, it may be the
    /// author's sound code.
    /// </summary>
    public static bool IsWellFormed(AttributeData attribute)
        => attribute.AttributeConstructor is not null
            && attribute.ConstructorArguments.All(IsWellFormed)
            && attribute.NamedArguments.All(a => IsWellFormed(a.Value));

    /// <summary>Whether a type comes from the library's assembly.</summary>
    public static bool IsOfTheLibrary(ITypeSymbol type) => type.ContainingAssembly?.Name == Library;

    /// <summary>Whether a type is the base class of generated halves; an author may name it too.</summary>
    public static bool IsGeneratedBase(ITypeSymbol type) => GeneratedBases.Contains(type.Name) && IsOfTheLibrary(type);

    /// <summary>Whether an attribute of that name is among them.</summary>
    public static bool Has(ImmutableArray<AttributeData> attributes, string name)
        => IndexOf(attributes, name) >= 0;

    /// <summary>The index of the first of that name, or −1.</summary>
    public static int IndexOf(ImmutableArray<AttributeData> attributes, string name)
    {
        for (var i = 0; i < attributes.Length; i++)
        {
            if (NameOf(attributes[i]) == name)
                return i;
        }

        return -1;
    }

    /// <summary>Whether it marks a property as one that training adapts.</summary>
    public static bool IsLearnable(AttributeData attribute)
        => IsOfTheLanguage(attribute.AttributeClass) && NameOf(attribute) == "Learnable";

    /// <summary>The properties of a class that are marked so.</summary>
    public static IEnumerable<IPropertySymbol> Learnable(INamedTypeSymbol type)
        => type.GetMembers().OfType<IPropertySymbol>().Where(property => property.GetAttributes().Any(IsLearnable));

    private static bool IsWellFormed(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => constant.IsNull || constant.Values.All(IsWellFormed),
        _ => true,
    };

    private static bool IsOfTheLanguage(INamedTypeSymbol? attribute)
        => attribute is
        {
            ContainingType: null,
            ContainingNamespace: { Name: Library, ContainingNamespace.IsGlobalNamespace: true },
        } && IsOfTheLibrary(attribute);
}
