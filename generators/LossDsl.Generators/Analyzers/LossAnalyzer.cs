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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => LanguageDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A declaration is one wherever it stands, and without a message its bodies would throw.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (problem, location) in OtherGenerators.ProblemsOf(type, context.Compilation, context.CancellationToken))
            context.ReportDiagnostic(Descriptors.Diagnose(problem, location));
        foreach (var problem in ProblemsOf(type, context.CancellationToken))
        {
            var place = AttributedClass.Of(problem, type);
            if (problem.Attribute >= 0 && !DeclaredAttributes.IsWellFormed(place.Attributes[problem.Attribute]))
                continue;
            context.ReportDiagnostic(Descriptors.Diagnose(problem, ProblemLocation.Of(problem, place, context.CancellationToken)));
        }
    }

    /// <summary>What it reports about a class, apart from attributes that the C# compiler could not make sense of.</summary>
    internal static IEnumerable<Problem> ProblemsOf(INamedTypeSymbol type, CancellationToken cancellation)
        => DeclarationReader.Read(type, cancellation) is { } declaration ? LossCompiler.Check(declaration) : Undeclared.ProblemsOf(type);
}
