using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Generators;

/// <summary>
/// Reports what the statistician finds about a declared loss without errors. An analyzer of its own, so that mistakes in a
/// declaration are told without waiting for verdicts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CalibrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. CalibrationDescriptors.All, .. CompositionDescriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (VerdictOption.IsOn(start.Options.AnalyzerConfigOptionsProvider))
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        // What the generated half computes is then not what is judged here.
        if (Host.ObstacleOf(context.Compilation) is not null
            || OtherGenerators.ProblemsOf(type, context.Compilation, context.CancellationToken).Count > 0)
            return;
        foreach (var problem in ProblemsOf(type, context.CancellationToken))
            context.ReportDiagnostic(
                Descriptors.Diagnose(problem, ProblemLocation.Of(problem, AttributedClass.Of(problem, type), context.CancellationToken)));
    }

    /// <summary>What it reports about a class.</summary>
    internal static EquatableArray<Problem> ProblemsOf(INamedTypeSymbol type, CancellationToken cancellation)
        => DeclarationReader.Read(type, cancellation) is { } declaration
            && !LossCompiler.Check(declaration, cancellation).Any(problem => problem.Rule.Severity == ProblemSeverity.Error)
                ? LossCompiler.Judge(declaration, cancellation).Problems
                : default;
}
