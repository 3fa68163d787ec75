using System;
using System.Linq;
using System.Text;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators;

/// <summary>
/// Writes the generated half of every class with <c>[Loss]</c>: discover, read, compile. It reports nothing; every
/// message comes from <see cref="LossAnalyzer"/>, so that moving code about re-runs nothing here.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LossGenerator : IIncrementalGenerator
{
    /// <summary>The step whose outputs are <see cref="Declaration"/>s.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>The step whose outputs are <see cref="GeneratedSource"/>s.</summary>
    public const string Sources = nameof(Sources);

    /// <summary>The step whose output are the file names that differ from another only in case.</summary>
    public const string AmbiguousNames = nameof(AmbiguousNames);

    /// <summary>The step whose output is whether the adapter for TorchSharp is at hand.</summary>
    public const string Adapter = nameof(Adapter);

    /// <summary>The step whose outputs are the <see cref="GeneratedSource"/>s for TorchSharp.</summary>
    public const string TorchSources = nameof(TorchSources);

    private const string AdapterType = "LossDsl.Runtime.TensorProgram";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclaredAttributes.Loss,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => DeclarationReader.ReadAt(found, cancellation))
            .Where(static declaration => declaration is not null)
            .WithTrackingName(Declarations);

        var sources = declarations
            .Select(static (declaration, _) => LossCompiler.Compile(declaration!))
            .WithTrackingName(Sources);

        var adapter = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(AdapterType) is not null)
            .WithTrackingName(Adapter);

        var torchSources = declarations
            .Combine(adapter)
            .Where(static pair => pair.Right)
            .Select(static (pair, _) => LossCompiler.CompileTorch(pair.Left!))
            .WithTrackingName(TorchSources);

        // File names are compared without case, names of classes are not.
        var ambiguous = declarations
            .Select(static (declaration, _) => declaration!.Type.FullName)
            .Collect()
            .Select(static (names, _) => names
                .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static same => same.Distinct().Count() > 1)
                .SelectMany(static same => same.Distinct())
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToEquatable())
            .WithTrackingName(AmbiguousNames);

        context.RegisterSourceOutput(sources.Combine(ambiguous), static (output, pair) => Add(output, pair.Left, GeneratedSource.Extension, pair.Right));
        context.RegisterSourceOutput(torchSources.Combine(ambiguous), static (output, pair) => Add(output, pair.Left, GeneratedSource.TorchExtension, pair.Right));
    }

    private static void Add(SourceProductionContext output, GeneratedSource source, string extension, EquatableArray<string> ambiguous)
    {
        var index = ambiguous.ToList().FindIndex(name => name + extension == source.HintName);
        var name = index < 0 ? source.HintName : $"{index + 1}.{source.HintName}";
        output.AddSource(name, SourceText.From(source.Text, Encoding.UTF8));
    }
}
