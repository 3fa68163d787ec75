using System.Collections.Generic;
using System.Collections.Immutable;
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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

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
        var attributes = DeclaredAttributes.Of(type);
        foreach (var problem in Problems(type, attributes, context.CancellationToken))
        {
            if (problem.Attribute >= 0 && !DeclaredAttributes.IsWellFormed(attributes[problem.Attribute]))
                continue;
            var location = ProblemLocation.Of(problem, type, attributes, context.CancellationToken);
            context.ReportDiagnostic(Descriptors.Diagnose(problem, location));
        }
    }

    private static IEnumerable<Problem> Problems(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, CancellationToken cancellation)
    {
        if (DeclarationReader.Read(type, cancellation) is { } declaration)
            return LossCompiler.Check(declaration);
        return attributes.IsEmpty ? [] : [NotALoss(type, attributes[0])];
    }

    private static Problem NotALoss(INamedTypeSymbol type, AttributeData attribute)
        => new(LanguageRules.NotALoss, 0, null, new[] { DeclaredAttributes.NameOf(attribute), type.Name }.ToEquatable());
}
