using System.Collections.Immutable;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>The rules of the language: what is not allowed.</summary>
internal static class LanguageDescriptors
{
    private const string Category = RuleTable.Language;
    private const string Pages = Descriptors.Pages;

    private static readonly DiagnosticDescriptor MustBePartial = new(
        "LDSL001", LanguageRules.MustBePartial.Title, LanguageRules.MustBePartial.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL001.md");

    private static readonly DiagnosticDescriptor MustBePlainClass = new(
        "LDSL002", LanguageRules.MustBePlainClass.Title, LanguageRules.MustBePlainClass.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL002.md");

    private static readonly DiagnosticDescriptor NoBaseTerm = new(
        "LDSL003", LanguageRules.NoBaseTerm.Title, LanguageRules.NoBaseTerm.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL003.md");

    private static readonly DiagnosticDescriptor OutOfRange = new(
        "LDSL004", LanguageRules.OutOfRange.Title, LanguageRules.OutOfRange.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL004.md");

    private static readonly DiagnosticDescriptor NoEffect = new(
        "LDSL005", LanguageRules.NoEffect.Title, LanguageRules.NoEffect.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL005.md");

    private static readonly DiagnosticDescriptor Contradiction = new(
        "LDSL006", LanguageRules.Contradiction.Title, LanguageRules.Contradiction.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL006.md");

    private static readonly DiagnosticDescriptor BadBinding = new(
        "LDSL007", LanguageRules.BadBinding.Title, LanguageRules.BadBinding.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL007.md");

    private static readonly DiagnosticDescriptor ConstantAndBinding = new(
        "LDSL008", LanguageRules.ConstantAndBinding.Title, LanguageRules.ConstantAndBinding.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL008.md");

    private static readonly DiagnosticDescriptor Missing = new(
        "LDSL009", LanguageRules.Missing.Title, LanguageRules.Missing.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL009.md");

    private static readonly DiagnosticDescriptor NameTaken = new(
        "LDSL010", LanguageRules.NameTaken.Title, LanguageRules.NameTaken.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL010.md");

    private static readonly DiagnosticDescriptor NotALoss = new(
        "LDSL011", LanguageRules.NotALoss.Title, LanguageRules.NotALoss.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL011.md");

    private static readonly DiagnosticDescriptor MustBePlainPart = new(
        "LDSL012", LanguageRules.MustBePlainPart.Title, LanguageRules.MustBePlainPart.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL012.md");

    private static readonly DiagnosticDescriptor WrongPlace = new(
        "LDSL013", LanguageRules.WrongPlace.Title, LanguageRules.WrongPlace.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL013.md");

    private static readonly DiagnosticDescriptor WrongHead = new(
        "LDSL014", LanguageRules.WrongHead.Title, LanguageRules.WrongHead.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL014.md");

    private static readonly DiagnosticDescriptor NotLearnable = new(
        "LDSL015", LanguageRules.NotLearnable.Title, LanguageRules.NotLearnable.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL015.md");

    private static readonly DiagnosticDescriptor LearnableUnread = new(
        "LDSL016", LanguageRules.LearnableUnread.Title, LanguageRules.LearnableUnread.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL016.md");

    private static readonly DiagnosticDescriptor OfAnotherGenerator = new(
        "LDSL017", LanguageRules.OfAnotherGenerator.Title, LanguageRules.OfAnotherGenerator.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL017.md");

    private static readonly DiagnosticDescriptor NoGeneratedCode = new(
        "LDSL018", LanguageRules.NoGeneratedCode.Title, LanguageRules.NoGeneratedCode.Message,
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Pages + "LDSL018.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        MustBePartial, MustBePlainClass, NoBaseTerm, OutOfRange, NoEffect,
        Contradiction, BadBinding, ConstantAndBinding, Missing, NameTaken, NotALoss,
        MustBePlainPart, WrongPlace, WrongHead, NotLearnable, LearnableUnread,
        OfAnotherGenerator, NoGeneratedCode,
    ];
}
