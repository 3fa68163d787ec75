using System.Collections.Immutable;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Rules about how losses are used.</summary>
internal static class UseDescriptors
{
    private const string Category = RuleTable.Usage;
    private const string Pages = Descriptors.Pages;

    private static readonly DiagnosticDescriptor ProbabilitiesAsLogits = new(
        "LDSL601", UseRules.ProbabilitiesAsLogits.Title, UseRules.ProbabilitiesAsLogits.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL601.md");

    private static readonly DiagnosticDescriptor ScoresAsProbabilities = new(
        "LDSL602", UseRules.ScoresAsProbabilities.Title, UseRules.ScoresAsProbabilities.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL602.md");

    private static readonly DiagnosticDescriptor LargestScore = new(
        "LDSL603", UseRules.LargestScore.Title, UseRules.LargestScore.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL603.md");

    private static readonly DiagnosticDescriptor TrainingLossInEvaluation = new(
        "LDSL604", UseRules.TrainingLossInEvaluation.Title, UseRules.TrainingLossInEvaluation.Message,
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Pages + "LDSL604.md");

    private static readonly DiagnosticDescriptor NeverDisposed = new(
        "LDSL605", UseRules.NeverDisposed.Title, UseRules.NeverDisposed.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL605.md");

    private static readonly DiagnosticDescriptor WeightedSampler = new(
        "LDSL606", UseRules.WeightedSampler.Title, UseRules.WeightedSampler.Message,
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Pages + "LDSL606.md");

    private static readonly DiagnosticDescriptor MeanOfMeans = new(
        "LDSL607", UseRules.MeanOfMeans.Title, UseRules.MeanOfMeans.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL607.md");

    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [ProbabilitiesAsLogits, ScoresAsProbabilities, LargestScore, TrainingLossInEvaluation, NeverDisposed, WeightedSampler, MeanOfMeans];

    /// <summary>The descriptor of a rule of use.</summary>
    public static DiagnosticDescriptor Of(Rule rule) => All.Single(descriptor => descriptor.Id == rule.Id);
}
