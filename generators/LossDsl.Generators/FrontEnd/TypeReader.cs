using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators;

/// <summary>Reads what the generated half must know about the class that it completes.</summary>
internal static class TypeReader
{
    /// <summary>Reads a class.</summary>
    public static DeclaredType Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var containers = Containers(type);
        var names = Namespaces(type);
        return new DeclaredType(
            string.Join(".", names.Select(CSharpNames.Escape)),
            CSharpNames.Escape(type.Name),
            containers.Select(Header).ToEquatable(),
            Shape(type, containers, cancellation))
        {
            // Metadata names tell X from X<T>, and file-local types of one name; but <> is for no file's name.
            FullName = string.Join(".", names.Concat(containers.Append(type).Select(t => t.MetadataName)))
                .Replace('<', '_').Replace('>', '_'),
            NotPartial = containers.Append(type).Reverse().Select((around, outwards) => (Type: around, Outwards: outwards))
                .Where(around => !GeneratedHalf.AuthoredParts(around.Type, cancellation).All(IsPartial))
                .Select(around => (around.Outwards, CSharpNames.Escape(around.Type.Name))).ToEquatable(),
            OverridesToString = Authored(type, nameof(ToString)).OfType<IMethodSymbol>().Any(method => method.Parameters.IsEmpty),
            PrivateNames = type.GetMembers()
                .Where(member => member.Name.StartsWith("loss", StringComparison.OrdinalIgnoreCase) && GeneratedHalf.IsByTheAuthor(member))
                .Select(member => member.Name).Distinct().ToEquatable(),
            DocumentationTag = AuthoredDocumentation.FreeTag(type, cancellation),
            RequiredMembers = type.GetMembers().Where(IsRequired).Select(member => CSharpNames.Escape(member.Name)).ToEquatable(),
            LearnableProperties = DeclaredAttributes.Learnable(type).Select(property => CSharpNames.Escape(property.Name)).ToEquatable(),
            TakenNames = ReservedNames.Where(name => IsTaken(type, name))
                .Concat(Overridden.Where(name => type.Name == name))
                .Concat(DeclaredType.Words.Where(word => containers.Append(type)
                    .Any(around => around.Name == word || around.GetTypeMembers(word).Any())))
                .Concat(Roots(type).Where(name => containers.Append(type).First().Name == name))
                .Concat(Overloaded.Where(name => type.Name == name || Authored(type, name).Any(member => member is not IMethodSymbol)))
                .ToEquatable(),
        };
    }

    // What generated halves declare, apart from overloads, which the author may add.
    private static readonly string[] ReservedNames = ["Classes", "ComponentNames", "ClassWeights", "InitialBias", "UsesEpoch", "Module"];

    private static readonly string[] Overloaded = ["Evaluate", "Forward", "ForwardBackward", "ToModule"];

    // What the author may override himself.
    private static readonly string[] Overridden = ["ToString"];

    // What only losses of classifiers have.
    private static readonly string[] OfClassifiers = ["ToProbabilities", "Predict", "DecisionThreshold", "DecisionThresholds"];

    /// <summary>
    /// The names of members of the author, or of the class, that the generated half of a classifier's loss has for its own.
    /// </summary>
    public static IEnumerable<string> TakenOfClassifiers(INamedTypeSymbol type) => OfClassifiers.Where(name => IsTaken(type, name));

    /// <summary>
    /// The namespaces that generated code names from the root, where a type outside all namespaces could take their place.
    /// </summary>
    private static IEnumerable<string> Roots(INamedTypeSymbol type) => !type.ContainingNamespace.IsGlobalNamespace ? []
        : DeclaredType.Roots.Where(root
            => root == nameof(System) || type.ContainingModule.ReferencedAssemblySymbols.Any(assembly => assembly.Name == root));

    // No member may have the name of its class.
    private static bool IsTaken(INamedTypeSymbol type, string name) => type.Name == name || Authored(type, name).Any();

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static IEnumerable<ISymbol> Authored(INamedTypeSymbol type, string name)
        => type.GetMembers(name).Where(GeneratedHalf.IsByTheAuthor);

    private static List<string> Namespaces(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            names.Insert(0, space.Name);
        return names;
    }

    private static List<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        var containers = new List<INamedTypeSymbol>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
            containers.Insert(0, container);
        return containers;
    }

    /// <summary>How a containing type is reopened: modifiers other than partial need not be repeated.</summary>
    private static string Header(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.Select(p => CSharpNames.Escape(p.Name)).ToList();
        var list = parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters)}>";
        return $"partial {keyword} {CSharpNames.Escape(type.Name)}{list}";
    }

    /// <summary>
    /// The shape of a nested class that declares a component: nothing is made of it, so bases and constructors are no
    /// obstacle.
    /// </summary>
    public static TypeShape ShapeOfPart(INamedTypeSymbol part, CancellationToken cancellation)
        => Shape(part, [], cancellation) is var shape && shape is TypeShape.HasBase or TypeShape.HasConstructor ? TypeShape.Usable : shape;

    private static TypeShape Shape(INamedTypeSymbol type, List<INamedTypeSymbol> containers, CancellationToken cancellation)
    {
        var parts = GeneratedHalf.AuthoredParts(type, cancellation);
        if (!parts.All(IsPartial) || !containers.All(c => GeneratedHalf.AuthoredParts(c, cancellation).All(IsPartial)))
            return TypeShape.NotPartial;
        var own = type switch
        {
            { IsRecord: true } => TypeShape.Record,
            { TypeKind: not TypeKind.Class } => TypeShape.NotAClass,
            { IsStatic: true } => TypeShape.Static,
            { IsAbstract: true } => TypeShape.Abstract,
            { IsFileLocal: true } => TypeShape.FileLocal,
            _ when containers.Any(container => container.IsFileLocal) => TypeShape.InFileLocal,
            { TypeParameters.Length: > 0 } => TypeShape.Generic,
            _ when containers.Any(container => container.TypeParameters.Length > 0) => TypeShape.InGeneric,
            _ => TypeShape.Usable,
        };
        if (own != TypeShape.Usable)
            return own;
        if (HasBase(parts, type))
            return TypeShape.HasBase;
        return parts.Any(DeclaresConstructor) ? TypeShape.HasConstructor : TypeShape.Usable;
    }

    private static bool IsPartial(SyntaxNode part)
        => part is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    /// <summary>
    /// Whether the author names a base class, as opposed to interfaces. Together with the base of the generated half it
    /// becomes an error type that remembers the candidates; one without candidates does not resolve at all, which the
    /// C# compiler reports.
    /// </summary>
    private static bool HasBase(SyntaxNode[] parts, INamedTypeSymbol type)
    {
        if (!parts.OfType<TypeDeclarationSyntax>().Any(p => p.BaseList is not null))
            return false;
        return type.BaseType is IErrorTypeSymbol error
            ? !error.CandidateSymbols.IsEmpty
            : type.BaseType is { SpecialType: not SpecialType.System_Object } named && !DeclaredAttributes.IsGeneratedBase(named);
    }

    private static bool DeclaresConstructor(SyntaxNode part)
        => part is TypeDeclarationSyntax declaration
            && (declaration.ParameterList is not null
                || declaration.Members.OfType<ConstructorDeclarationSyntax>()
                    .Any(c => !c.Modifiers.Any(SyntaxKind.StaticKeyword)));
}
