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

    private const string Remedies = "Remedies";

    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. LanguageDescriptors.All, .. CalibrationDescriptors.All, .. CompositionDescriptors.All, .. UseDescriptors.All];

    /// <summary>A problem as a diagnostic, with the message of <see cref="Problem.Message"/> and its remedies, if it has any.</summary>
    public static Diagnostic Diagnose(Problem problem, Location? location)
        => Diagnostic.Create(
            All.Single(d => d.Id == problem.Rule.Id),
            location,
            problem.Remedies.Count == 0 ? null
                : ImmutableDictionary<string, string?>.Empty.Add(Remedies, RemedyText.Write(problem.Remedies)),
            problem.Arguments.ToArray<object>());

    /// <summary>The remedies that <see cref="Diagnose"/> has put into a diagnostic.</summary>
    /// <param name="diagnostic">A diagnostic of these rules.</param>
    public static EquatableArray<Remedy> RemediesOf(Diagnostic diagnostic)
        => diagnostic.Properties.TryGetValue(Remedies, out var text) ? RemedyText.Read(text!) : default;
}
