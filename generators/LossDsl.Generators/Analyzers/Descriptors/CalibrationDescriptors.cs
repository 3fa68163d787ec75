using System.Collections.Immutable;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Rules about verdicts.</summary>
internal static class CalibrationDescriptors
{
    private const string Category = RuleTable.Calibration;
    private const string Pages = Descriptors.Pages;

    private static readonly DiagnosticDescriptor MissesGoal = new(
        "LDSL101", CalibrationRules.MissesGoal.Title, CalibrationRules.MissesGoal.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL101.md");

    private static readonly DiagnosticDescriptor SmallBias = new(
        "LDSL102", CalibrationRules.SmallBias.Title, CalibrationRules.SmallBias.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL102.md");

    private static readonly DiagnosticDescriptor Undecided = new(
        "LDSL103", CalibrationRules.Undecided.Title, CalibrationRules.Undecided.Message,
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Pages + "LDSL103.md");

    private static readonly DiagnosticDescriptor RisesWithProbability = new(
        "LDSL104", CalibrationRules.RisesWithProbability.Title, CalibrationRules.RisesWithProbability.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL104.md");

    private static readonly DiagnosticDescriptor Capped = new(
        "LDSL105", CalibrationRules.Capped.Title, CalibrationRules.Capped.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL105.md");

    private static readonly DiagnosticDescriptor UnboundedBelow = new(
        "LDSL106", CalibrationRules.UnboundedBelow.Title, CalibrationRules.UnboundedBelow.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL106.md");

    private static readonly DiagnosticDescriptor SmoothedTooMuch = new(
        "LDSL108", CalibrationRules.SmoothedTooMuch.Title, CalibrationRules.SmoothedTooMuch.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL108.md");

    private static readonly DiagnosticDescriptor InconsistentHinge = new(
        "LDSL109", CalibrationRules.InconsistentHinge.Title, CalibrationRules.InconsistentHinge.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL109.md");

    private static readonly DiagnosticDescriptor SmallScale = new(
        "LDSL110", CalibrationRules.SmallScale.Title, CalibrationRules.SmallScale.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL110.md");

    private static readonly DiagnosticDescriptor ScaledByClass = new(
        "LDSL112", CalibrationRules.ScaledByClass.Title, CalibrationRules.ScaledByClass.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL112.md");

    private static readonly DiagnosticDescriptor TiesAtInfinity = new(
        "LDSL114", CalibrationRules.TiesAtInfinity.Title, CalibrationRules.TiesAtInfinity.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL114.md");

    private static readonly DiagnosticDescriptor NoLink = new(
        "LDSL302", CalibrationRules.NoLink.Title, CalibrationRules.NoLink.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL302.md");

    private static readonly DiagnosticDescriptor ThresholdMoved = new(
        "LDSL303", CalibrationRules.ThresholdMoved.Title, CalibrationRules.ThresholdMoved.Message,
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Pages + "LDSL303.md");

    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        MissesGoal, SmallBias, Undecided, RisesWithProbability, Capped, UnboundedBelow, SmoothedTooMuch,
        InconsistentHinge, SmallScale, ScaledByClass, TiesAtInfinity, NoLink, ThresholdMoved,
    ];
}
