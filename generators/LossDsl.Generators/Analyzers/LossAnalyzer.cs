using System.Collections.Immutable;
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
        if (DeclarationReader.Read(type, context.CancellationToken) is not { } declaration)
            return;
        var attributes = DeclaredAttributes.Of(type);
        foreach (var problem in LossCompiler.Check(declaration))
        {
            if (problem.Attribute >= 0 && !DeclaredAttributes.IsWellFormed(attributes[problem.Attribute]))
                continue;
            var location = ProblemLocation.Of(problem, type, attributes, context.CancellationToken);
            context.ReportDiagnostic(Descriptors.Diagnose(problem, location));
        }
    }
}
