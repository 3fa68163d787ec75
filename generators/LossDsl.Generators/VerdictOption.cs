using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Generators;

/// <summary>
/// Whether a build has verdicts and links: not where its project sets the property <c>LossDslVerdicts</c> to false. Other values
/// are refused by the package's targets.
/// </summary>
internal static class VerdictOption
{
    /// <summary>The property as compilers hand it on.</summary>
    public const string Key = "build_property.LossDslVerdicts";

    /// <summary>Whether it has them.</summary>
    public static bool IsOn(AnalyzerConfigOptionsProvider options)
        => !options.GlobalOptions.TryGetValue(Key, out var value) || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it has them, as a step of a generator.</summary>
    public static IncrementalValueProvider<bool> Of(IncrementalGeneratorInitializationContext context)
        => context.AnalyzerConfigOptionsProvider.Select(static (options, _) => IsOn(options));
}
