using System;
using System.Collections.Concurrent;
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
        // A declaration is one wherever it stands, and without a message its bodies would throw.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (Host.ObstacleOf(start.Compilation) is { } obstacle)
                ReportObstacle(start, obstacle);
            else
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    /// <summary>One message for all losses, at the first of them: anything else would be a consequence.</summary>
    private static void ReportObstacle(CompilationStartAnalysisContext start, string obstacle)
    {
        var losses = new ConcurrentBag<INamedTypeSymbol>();
        start.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (DeclaredAttributes.Has(DeclaredAttributes.Of(type), "Loss"))
                    losses.Add(type);
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            var first = losses.SelectMany(loss => loss.Locations.Take(1).Select(location => (loss.Name, Location: location)))
                .OrderBy(loss => loss.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(loss => loss.Location.SourceSpan.Start)
                .FirstOrDefault();
            if (first.Name is not null)
            {
                var problem = new Problem(LanguageRules.NoGeneratedCode, -1, null, new[] { first.Name, obstacle }.ToEquatable());
                end.ReportDiagnostic(Descriptors.Diagnose(problem, first.Location));
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (problem, location) in OtherGenerators.ProblemsOf(type, context.Compilation, context.CancellationToken))
            context.ReportDiagnostic(Descriptors.Diagnose(problem, location));
        List<Problem> problems = [.. ProblemsOf(type, context.CancellationToken)];
        foreach (var problem in OthersMembers.Named(problems, type, context.Compilation, context.CancellationToken))
        {
            var place = AttributedClass.Of(problem, type);
            if (problem.Attribute >= 0 && !DeclaredAttributes.IsWellFormed(place.Attributes[problem.Attribute]))
                continue;
            context.ReportDiagnostic(Descriptors.Diagnose(problem, ProblemLocation.Of(problem, place, context.CancellationToken)));
        }
    }

    /// <summary>What it reports about a class, apart from attributes that the C# compiler could not make sense of.</summary>
    internal static IEnumerable<Problem> ProblemsOf(INamedTypeSymbol type, CancellationToken cancellation)
        => DeclarationReader.Read(type, cancellation) is { } declaration
            ? LossCompiler.Check(declaration, cancellation)
            : Undeclared.ProblemsOf(type);
}
