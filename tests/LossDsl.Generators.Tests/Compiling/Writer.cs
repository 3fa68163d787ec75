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
