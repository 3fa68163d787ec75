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

        // File names are compared without case, names of classes are not.
        var ambiguous = declarations
            .Select(static (declaration, _) => declaration!.Type.FullName)
            .Collect()
            .Select(static (names, _) => names
                .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static same => same.Distinct().Count() > 1)
                .SelectMany(static same => same.Distinct())
                .OrderBy(static name => name, StringComparer.Ordinal)
                .Select(static name => name + GeneratedSource.Extension)
                .ToEquatable())
            .WithTrackingName(AmbiguousNames);

        context.RegisterSourceOutput(sources.Combine(ambiguous), static (output, pair) =>
        {
            var (source, names) = pair;
            var index = names.ToList().IndexOf(source.HintName);
            var name = index < 0 ? source.HintName : $"{index + 1}.{source.HintName}";
            output.AddSource(name, SourceText.From(source.Text, Encoding.UTF8));
        });
    }
}
