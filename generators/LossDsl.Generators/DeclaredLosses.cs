using System;
using System.Linq;
using System.Text;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators;

/// <summary>The steps that the generators have in common: what they start from, and how their files are named.</summary>
internal static class DeclaredLosses
{
    /// <summary>A type that only the adapter for TorchSharp has.</summary>
    public const string AdapterType = "LossDsl.Runtime.TensorProgram";

    /// <summary>Every class with <c>[Loss]</c>, once.</summary>
    public static IncrementalValuesProvider<Declaration> Of(IncrementalGeneratorInitializationContext context)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclaredAttributes.Loss,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => DeclarationReader.ReadAt(found, cancellation)!)
            .Where(static declaration => declaration is not null);

    /// <summary>Whether the adapter for TorchSharp is at hand.</summary>
    public static IncrementalValueProvider<bool> HasAdapter(IncrementalGeneratorInitializationContext context)
        => context.CompilationProvider.Select(static (compilation, _) => compilation.GetTypeByMetadataName(AdapterType) is not null);

    /// <summary>The names that differ from another only in case: file names are compared without it, names of classes are not.</summary>
    public static IncrementalValueProvider<EquatableArray<string>> AmbiguousNames(IncrementalValuesProvider<Declaration> declarations)
        => declarations
            .Select(static (declaration, _) => declaration.Type.FullName)
            .Collect()
            .Select(static (names, _) => names
                .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static same => same.Distinct().Count() > 1)
                .SelectMany(static same => same.Distinct())
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToEquatable());

    /// <summary>Adds a file.</summary>
    public static void Add(SourceProductionContext output, GeneratedSource source, string extension, EquatableArray<string> ambiguous)
    {
        var index = ambiguous.ToList().FindIndex(name => name + extension == source.HintName);
        var name = index < 0 ? source.HintName : $"{index + 1}.{source.HintName}";
        output.AddSource(name, SourceText.From(source.Text, Encoding.UTF8));
    }
}
