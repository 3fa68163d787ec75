using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests;

/// <summary>A generator of someone else: it writes one file, after generators have seen the compilation.</summary>
/// <param name="text">What it writes.</param>
/// <param name="hint">The name of the file.</param>
internal sealed class Writer(string text, string hint = "Config.g.cs") : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(context.CompilationProvider, (output, _) => output.AddSource(hint, text));
}

/// <summary>A generator of someone else that writes before any generator runs.</summary>
/// <param name="text">What it writes.</param>
internal sealed class EarlyWriter(string text) : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterPostInitializationOutput(output => output.AddSource("Early.g.cs", text));
}
