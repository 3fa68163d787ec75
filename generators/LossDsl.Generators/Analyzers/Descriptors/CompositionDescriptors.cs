using System.Collections.Immutable;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Rules about attributes that work against each other.</summary>
internal static class CompositionDescriptors
{
    private const string Category = RuleTable.Calibration;
    private const string Pages = Descriptors.Pages;

    private static readonly DiagnosticDescriptor CorrectedTwice = new(
        "LDSL201", CompositionRules.CorrectedTwice.Title, CompositionRules.CorrectedTwice.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL201.md");

    private static readonly DiagnosticDescriptor CorrectedInPart = new(
        "LDSL202", CompositionRules.CorrectedInPart.Title, CompositionRules.CorrectedInPart.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL202.md");

    private static readonly DiagnosticDescriptor AdjustedLink = new(
        "LDSL203", CompositionRules.AdjustedLink.Title, CompositionRules.AdjustedLink.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL203.md");

    private static readonly DiagnosticDescriptor SmoothedBeforeCorrection = new(
        "LDSL204", CompositionRules.SmoothedBeforeCorrection.Title, CompositionRules.SmoothedBeforeCorrection.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL204.md");

    private static readonly DiagnosticDescriptor PenaltyBesideAdjustment = new(
        "LDSL205", CompositionRules.PenaltyBesideAdjustment.Title, CompositionRules.PenaltyBesideAdjustment.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL205.md");

    private static readonly DiagnosticDescriptor MarginsMoveThreshold = new(
        "LDSL207", CompositionRules.MarginsMoveThreshold.Title, CompositionRules.MarginsMoveThreshold.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL207.md");

    private static readonly DiagnosticDescriptor OtherGoal = new(
        "LDSL209", CompositionRules.OtherGoal.Title, CompositionRules.OtherGoal.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL209.md");

    private static readonly DiagnosticDescriptor ResampledAndCorrected = new(
        "LDSL210", CompositionRules.ResampledAndCorrected.Title, CompositionRules.ResampledAndCorrected.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL210.md");

    private static readonly DiagnosticDescriptor ScaleJump = new(
        "LDSL211", CompositionRules.ScaleJump.Title, CompositionRules.ScaleJump.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL211.md");

    private static readonly DiagnosticDescriptor OpposingTerms = new(
        "LDSL402", CompositionRules.OpposingTerms.Title, CompositionRules.OpposingTerms.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL402.md");

    private static readonly DiagnosticDescriptor RepeatedTerm = new(
        "LDSL403", CompositionRules.RepeatedTerm.Title, CompositionRules.RepeatedTerm.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL403.md");

    private static readonly DiagnosticDescriptor UnscaledMargin = new(
        "LDSL405", CompositionRules.UnscaledMargin.Title, CompositionRules.UnscaledMargin.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL405.md");

    private static readonly DiagnosticDescriptor LearnableMix = new(
        "LDSL410", CompositionRules.LearnableMix.Title, CompositionRules.LearnableMix.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL410.md");

    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        CorrectedTwice, CorrectedInPart, AdjustedLink, SmoothedBeforeCorrection, PenaltyBesideAdjustment, MarginsMoveThreshold,
        OtherGoal, ResampledAndCorrected, ScaleJump, OpposingTerms, RepeatedTerm, UnscaledMargin, LearnableMix,
    ];
}
