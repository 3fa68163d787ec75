using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using LossDsl.Generators.Tests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Operators.Tests;

/// <summary>What the page of the modules shows, in blocks of the language "cs", must run and be what is generated.</summary>
public class ReadmeTests
{
    private const string Modules = "src/LossDsl.TorchSharp/README.md";

    [Fact]
    public void Its_code_runs()
    {
        var pages = ((string[])[Declaration, .. Blocks(Modules, "cs").Where(block => !IsGenerated(block))])
            .Select(block => SyntaxFactory.ParseCompilationUnit(block, options: Compilations.ParseOptions))
            .ToArray();
        var statements = pages.SelectMany(page => page.Members.OfType<GlobalStatementSyntax>()).Select(node => node.ToFullString());
        var types = pages.SelectMany(page => page.Members.Where(member => member is not GlobalStatementSyntax))
            .Select(node => node.ToFullString());
        using var program = new LoadedLoss(TorchCompilations.Complete($$"""
            {{string.Concat(pages.SelectMany(page => page.Usings).Select(line => line + "\n"))}}
            public static class Page
            {
                public static float Run()
                {
                    int[] classCounts = [500, 60, 7];
                    {{string.Concat(statements)}}
                    return input.grad!.abs().sum().item<float>() + l.item<float>();
                }
            }

            {{string.Concat(types)}}
            """));
        Assert.True(program.Invoke<float>("Page", "Run") > 0);
    }

    [Fact]
    public void Its_operators_are_those_generated()
    {
        var generated = Lines(Compilations.Generate(TorchCompilations.Create(Declaration))["TailLoss.Torch.g.cs"]);
        var shown = Lines(Blocks(Modules, "cs").Single(IsGenerated));
        var start = Array.IndexOf(generated, shown[0]);
        Assert.True(start >= 0, $"'{shown[0]}' is not generated");
        Assert.Equal(shown, generated.Skip(start).Take(shown.Length));
    }

    private static string Declaration
        => Blocks("README.md", "csharp").First(block => block.Contains("partial class TailLoss", StringComparison.Ordinal));

    // The one block that nobody writes.
    private static bool IsGenerated(string block) => block.Contains("PutAtLabel", StringComparison.Ordinal);

    private static string[] Lines(string block) => [.. block.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string[] Blocks(string page, string language, [CallerFilePath] string here = "")
        => [.. File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", page))
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Split("```")
            .Where((_, i) => i % 2 == 1)
            .Select(block => block.Split('\n', 2))
            .Where(block => block[0] == language)
            .Select(block => block[1])];
}
