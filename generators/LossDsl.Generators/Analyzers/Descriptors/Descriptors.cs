using System.Collections.Immutable;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>
/// All rules as Roslyn wants them described. Numbers and severities are spelled out, one field a rule, because that is how
/// release tracking (AnalyzerReleases.*.md) reads them; a test holds them against <see cref="RuleTable"/>.
/// </summary>
internal static class Descriptors
{
    /// <summary>Where the page of each rule is.</summary>
    public const string Pages = "https://github.com/lossdsl/lossdsl/blob/main/generators/LossDsl.Generators/Rules/";

    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. LanguageDescriptors.All, .. CalibrationDescriptors.All, .. CompositionDescriptors.All, .. UseDescriptors.All];

    /// <summary>A problem as a diagnostic, with the message of <see cref="Problem.Message"/>.</summary>
    public static Diagnostic Diagnose(Problem problem, Location? location)
        => Diagnostic.Create(All.Single(d => d.Id == problem.Rule.Id), location, problem.Arguments.ToArray<object>());
}
