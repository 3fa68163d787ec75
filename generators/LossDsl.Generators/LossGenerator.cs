using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

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

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = DeclaredLosses.Of(context).WithTrackingName(Declarations);

        var sources = declarations
            .Combine(VerdictOption.Of(context))
            .Select(static (pair, cancellation) => LossCompiler.Compile(pair.Left, pair.Right, cancellation))
            .WithTrackingName(Sources);

        var adapter = DeclaredLosses.HasAdapter(context).WithTrackingName(Adapter);

        var torchSources = declarations
            .Combine(adapter)
            .Where(static pair => pair.Right)
            .Select(static (pair, cancellation) => LossCompiler.CompileTorch(pair.Left, cancellation))
            .WithTrackingName(TorchSources);

        var ambiguous = DeclaredLosses.AmbiguousNames(declarations).WithTrackingName(AmbiguousNames);

        context.RegisterSourceOutput(sources.Combine(ambiguous),
            static (output, pair) => DeclaredLosses.Add(output, pair.Left, GeneratedSource.Extension, pair.Right));
        context.RegisterSourceOutput(torchSources.Combine(ambiguous),
            static (output, pair) => DeclaredLosses.Add(output, pair.Left, GeneratedSource.TorchExtension, pair.Right));
    }
}
