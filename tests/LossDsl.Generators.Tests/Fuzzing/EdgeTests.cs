using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using LossDsl.Gradients.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests.Fuzzing;

/// <summary>
/// Declarations at the edges of their ranges go through checks, kernels, operators, verdicts and links. Whatever they are, nothing throws;
/// what the checks let pass is C#.
/// </summary>
public class EdgeTests
{
    [Theory]
    [InlineData("alone")]
    [InlineData("beside modulators and maps of targets")]
    [InlineData("beside others")]
    [InlineData("in parts")]
    [InlineData("learnable")]
    public void Nothing_throws_and_what_passes_is_code(string where)
    {
        var failures = new List<string>();
        var (passed, refused) = (0, 0);
        foreach (var declaration in Declarations(where))
        {
            try
            {
                if (LossCompiler.Check(declaration).Any(problem => problem.Rule.Severity == ProblemSeverity.Error))
                {
                    refused++;
                    continue;
                }

                passed++;
                foreach (var file in Files(declaration))
                {
                    if (CSharpSyntaxTree.ParseText(file.Text, Compilations.ParseOptions).GetDiagnostics()
                        .FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
                        failures.Add($"{Text(declaration)}: {error}");
                }
            }
            catch (Exception exception)
            {
                failures.Add($"{Text(declaration)}: {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace?.Split('\n')[0]}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {passed + refused}:\n{string.Join("\n", failures.Take(30))}");
        Assert.True(passed > 50 && refused > 10, $"{passed} passed, {refused} were refused");
    }

    /// <summary>A choice of what passes, as its author would write it, compiles with its module, every warning an error.</summary>
    [Fact]
    [Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
    public void What_passes_compiles_with_its_module()
    {
        string[] kinds = ["alone", "beside others", "in parts", "learnable"];
        var chosen = kinds.SelectMany(where => Declarations(where)
            .Where((_, i) => i % 3 == 0)
            .Where(declaration => LossCompiler.Check(declaration).Count == 0)
            .Where((_, i) => i % (where == "beside others" ? 40 : where == "alone" ? 12 : 1) == 0)
            .Take(30));
        var sources = chosen.Select((declaration, i) =>
            declaration with { Type = declaration.Type with { Name = $"Loss{i}", FullName = $"Edges.Loss{i}" } })
            .Select(declaration => DeclarationText.Of(declaration, Properties(declaration)))
            .ToArray();
        Assert.True(sources.Length > 60, $"{sources.Length} were chosen");
        var complaints = Compilations.Complaints(TorchCompilations.Complete(sources))
            .Select(d => $"{d}\n{d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}");
        Assert.Empty(complaints.Take(10));
    }

    private static Dictionary<string, double> Properties(Declaration declaration)
        => declaration.Attributes.Concat(declaration.Parts.SelectMany(part => part.Attributes)).SelectMany(use => use.Arguments)
            .Select(argument => argument.Bound?.Name).OfType<string>().Distinct().ToDictionary(name => name, _ => 0.5);

    private static IEnumerable<Declaration> Declarations(string where) => where switch
    {
        "alone" => EdgeDeclarations.Alone(),
        "beside modulators and maps of targets" => EdgeDeclarations.BesideModulators(),
        "beside others" => EdgeDeclarations.BesideOthers(),
        "in parts" => EdgeDeclarations.InParts(),
        _ => EdgeDeclarations.Learnable(),
    };

    private static IEnumerable<GeneratedSource> Files(Declaration declaration)
    {
        yield return LossCompiler.Compile(declaration);
        yield return LossCompiler.CompileTorch(declaration);
        if (LossCompiler.CompileCalibration(declaration, CancellationToken.None) is { } calibration)
            yield return calibration;
    }

    private static string Text(Declaration declaration)
        => string.Join(" ", declaration.Attributes.Concat(declaration.Parts.SelectMany(part => part.Attributes)).Select(use
            => $"[{use.Name}({string.Join(", ", use.Arguments.Select(argument => $"{argument.Name} = {Value(argument)}"))})]"));

    private static string Value(Argument argument)
        => argument.Bound?.Name ?? argument.Choice ?? argument.Flag?.ToString()
            ?? FormattableString.Invariant($"{string.Join(", ", argument.Numbers!.Value.Select(number => number.ToString("R")))}");
}
