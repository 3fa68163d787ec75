using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Declared losses under the strictest settings: what other analyzers say about them, and which warnings become errors.</summary>
public class SdkRuleTests
{
    /// <summary>The SDK's rules about classes without instances leave parts alone, and report every other class.</summary>
    [Fact]
    public async Task PartsNeedNoInstances()
    {
        var complete = Compilations.Complete("""
            using LossDsl;
            [Loss(Head.Softmax)]
            sealed partial class X
            {
                [Part] [CrossEntropy] partial class A;
                [Part(Weight = 0.5), Brier] internal partial class B;
                partial class C;
            }
            partial class D;
            class Outer { [Part] [CrossEntropy] partial class E; }
            """);
        var reported = await new CompilationWithAnalyzers(
                complete, [new InternalClasses(), new PartSuppressor()],
                    new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync();
        foreach (var id in new[] { "CA1812", "CA1852" })
        {
            var suppressed = reported.Where(diagnostic => diagnostic.Id == id)
                .ToLookup(diagnostic => diagnostic.IsSuppressed, diagnostic => diagnostic.GetMessage());
            Assert.Equal(["A", "B"], suppressed[true].Order());
            Assert.Equal(["C", "D", "E", "Outer", "X"], suppressed[false].Order());
        }
    }

    /// <summary>The package's targets name the rules that are advice, so that a project whose warnings are errors is built.</summary>
    [Fact]
    public void AdviceBreaksNoBuild()
    {
        var targets = File.ReadAllText(Path.Combine(RulePages.Generators, "../../src/LossDsl/build/LossDsl.targets"));
        var named = Regex.Match(targets, "<LossDslAdvice>([^<]*)</LossDslAdvice>").Groups[1].Value.Split(';');
        Assert.Equal(RuleTable.All.Where(rule => rule is { Category: RuleTable.Calibration, Severity: ProblemSeverity.Warning })
            .Select(rule => rule.Id).Order(), named.Order());
    }

    /// <summary>What the SDK's two rules report, without their conditions: any internal class.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // No compiler loads it.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class InternalClasses : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor[] Rules = [Rule("CA1812"), Rule("CA1852")];

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [.. Rules];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                static symbol =>
                {
                    foreach (var rule in Rules)
                        symbol.ReportDiagnostic(Diagnostic.Create(rule, symbol.Symbol.Locations[0], symbol.Symbol.Name));
                },
                SymbolKind.NamedType);
        }

        private static DiagnosticDescriptor Rule(string id)
            => new(id, id, "{0}", "Performance", DiagnosticSeverity.Warning, isEnabledByDefault: true);
    }
}
