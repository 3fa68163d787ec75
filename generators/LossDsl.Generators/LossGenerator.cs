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

        context.RegisterSourceOutput(
            sources,
            static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
    }
}
