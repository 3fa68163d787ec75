using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>
/// Reports uses of a declared loss that are not what its author can have meant, as far as one member shows it. What is unclear
/// is not reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<Action<UseContext>> Rules =
    [
        ProbabilitiesAsLogits.Report, TrainingLossInEvaluation.Report, NeverDisposed.Report, WeightedSampler.Report, MeanOfMeans.Report,
    ];

    // Those that ask for verdicts.
    private static readonly ImmutableArray<Action<UseContext>> OfVerdicts =
        [ScoresAsProbabilities.Report, LargestScore.Report, MovedThreshold.Report];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => UseDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Library.Loss) is null || Host.ObstacleOf(start.Compilation) is not null)
                return;
            var losses = new ConcurrentDictionary<INamedTypeSymbol, DeclaredLoss?>(SymbolEqualityComparer.Default);
            var opensScopes = new Lazy<bool>(() => DisposeScopes.AreOpenedIn(start.Compilation));
            var rules = VerdictOption.IsOn(start.Options.AnalyzerConfigOptionsProvider) ? Rules.AddRange(OfVerdicts) : Rules;
            start.RegisterOperationBlockAction(block => Analyze(block, losses, opensScopes, rules));
        });
    }

    private static void Analyze(
        OperationBlockAnalysisContext context,
        ConcurrentDictionary<INamedTypeSymbol, DeclaredLoss?> losses,
        Lazy<bool> opensScopes,
        ImmutableArray<Action<UseContext>> rules)
    {
        if (!context.OperationBlocks.Any(block => block.Descendants().OfType<IInvocationOperation>().Any(LossCall.MayBe)))
            return;
        var body = new MethodBody(context.OperationBlocks);
        var calls = body.Operations.OfType<IInvocationOperation>().Select(call => LossCall.Of(call, body)).OfType<LossCall>().ToList();
        if (calls.Count == 0)
            return;
        var use = new UseContext(body, calls, losses, () => opensScopes.Value, context.ReportDiagnostic, context.CancellationToken);
        foreach (var rule in rules)
            rule(use);
    }
}
