using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Generators;

/// <summary>Reports what is wrong with a declared loss, at the attribute or argument that is to blame.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => LanguageDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var problem in Problems(type, context.CancellationToken))
        {
            var place = AttributedClass.Of(problem, type);
            if (problem.Attribute >= 0 && !DeclaredAttributes.IsWellFormed(place.Attributes[problem.Attribute]))
                continue;
            context.ReportDiagnostic(Descriptors.Diagnose(problem, ProblemLocation.Of(problem, place, context.CancellationToken)));
        }
    }

    private static IEnumerable<Problem> Problems(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (DeclarationReader.Read(type, cancellation) is { } declaration)
            return LossCompiler.Check(declaration);
        return [.. NotALoss(type), .. DeclaredAttributes.Learnable(type).Select(property => Unread(type, property))];
    }

    private static IEnumerable<Problem> NotALoss(INamedTypeSymbol type)
    {
        var attributes = DeclaredAttributes.Of(type);
        if (attributes.IsEmpty)
            return [];
        var isInsideLoss = type.ContainingType is { } outer && DeclaredAttributes.Has(DeclaredAttributes.Of(outer), "Loss");
        if (DeclarationReader.IsPart(attributes))
            return isInsideLoss ? [] : [NotALoss(type, attributes, "Part", "the class that contains it is not declared as a loss")];
        return
        [
            NotALoss(type, attributes, DeclaredAttributes.NameOf(attributes[0]), isInsideLoss
                ? "it is no part of the loss that contains it; add [Part]"
                : "it is not declared as a loss; add [Loss] with a head"),
        ];
    }

    private static Problem Unread(INamedTypeSymbol type, IPropertySymbol property)
        => new(LanguageRules.LearnableUnread, -1, null, new[] { property.Name, type.Name }.ToEquatable()) { Property = property.Name };

    private static Problem NotALoss(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, string attribute, string reason)
        => new(LanguageRules.NotALoss, DeclaredAttributes.IndexOf(attributes, attribute), null, new[] { attribute, type.Name, reason }.ToEquatable());
}
