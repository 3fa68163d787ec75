using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Published losses, and every declaration that this repository shows, compile with nothing above information, but for a
/// list in which every entry has its theorem or row of the truth table.
/// </summary>
public partial class FalseAlarmTests
{
    private const string LineOfMinimisers = "V1†, truth table 'vs': the minimisers form a line along which the largest score changes";
    private const string OtherGoal =
        "truth table 'la1', 'focal2_inv', 'asl_4_0' and 'ldam_drw': made for another goal than the sample declares";
    private const string Hinge = "truth table 'cs' and 'ww': Tewari & Bartlett 2007, no hinge of this kind is consistent from C = 3 on";

    private static readonly string Root = Path.Combine(Here(), "../../..");

    /// <summary>What is warned of, by place and rule, with the reason.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["src/LossDsl.Catalogue CdtLoss LDSL112"] = LineOfMinimisers,
        ["src/LossDsl.Catalogue VectorScalingLoss LDSL112"] = LineOfMinimisers,
        ["src/LossDsl.Catalogue CrammerSingerLoss LDSL109"] = Hinge,
        ["src/LossDsl.Catalogue WestonWatkinsLoss LDSL109"] = Hinge,
        ["src/LossDsl.Catalogue/README.md CdtLoss LDSL112"] = LineOfMinimisers,
        ["src/LossDsl.Catalogue/README.md VectorScalingLoss LDSL112"] = LineOfMinimisers,
        ["src/LossDsl.Catalogue/README.md CrammerSingerLoss LDSL109"] = Hinge,
        ["src/LossDsl.Catalogue/README.md WestonWatkinsLoss LDSL109"] = Hinge,
        ["samples VectorScaling LDSL112"] = LineOfMinimisers,
        ["samples AsymmetricLoss LDSL303"] = OtherGoal,
        ["samples BalancedSoftmaxLoss LDSL209"] = OtherGoal,
        ["samples ComposedLoss LDSL209"] = OtherGoal,
        ["samples LdamDrwLoss LDSL101"] = OtherGoal,
        ["samples ResampledLoss LDSL209"] = OtherGoal,
        ["tests/LossDsl.Conformance/README.md crammer_singer LDSL109"] = Hinge,
        ["tests/LossDsl.Conformance/README.md weston_watkins LDSL109"] = Hinge,
        ["tests/LossDsl.Conformance/README.md multi_margin_loss LDSL109"] = Hinge + "; torch's is that of Weston and Watkins over C",
        ["tests/LossDsl.Conformance/README.md vs_loss LDSL112"] = LineOfMinimisers,
        ["tests/LossDsl.Conformance/README.md normalized_ce LDSL114"] =
            "I1†, truth table 'nce': it ties at infinity; published with another term beside it",
        ["tests/LossDsl.Conformance/README.md seesaw_loss LDSL101"] =
            "truth table 'seesaw': for neither goal; Menon et al. 2021, Theorem 1, has the shifts that would do",
    };

    [Fact]
    public async Task TheCatalogueIsSilent() => Compare("src/LossDsl.Catalogue", await OfFiles("src/LossDsl.Catalogue"));

    [Fact]
    public async Task SamplesAreSilent() => Compare("samples", await OfFiles("samples"));

    [Fact]
    public async Task DeclarationsInDocumentsAreSilent()
    {
        var found = new List<string>();
        foreach (var page in Sources(Root, "*.md").Where(page => !page.Contains("/Rules/", StringComparison.Ordinal)))
            found.AddRange(await Warnings(Path.GetRelativePath(Root, page), [.. Shown(File.ReadAllText(page))]));
        Assert.NotEmpty(found);
        Assert.Equal(
            Known.Keys.Where(key => key.Contains(".md ", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            found.Distinct().Order(StringComparer.Ordinal));
    }

    private static void Compare(string folder, IEnumerable<string> found)
        => Assert.Equal(
            Known.Keys.Where(key => key.StartsWith(folder + " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal));

    /// <summary>The files of a folder that declare losses; pragmas do not count.</summary>
    private static async Task<IEnumerable<string>> OfFiles(string folder)
    {
        var declarations = Sources(Path.Combine(Root, folder), "*.cs").Select(File.ReadAllText)
            .Where(text => text.Contains("[Loss(", StringComparison.Ordinal))
            .SelectMany(text => Types(Pragma().Replace(text, ""))).ToArray();
        Assert.NotEmpty(declarations);
        return await Warnings(folder, declarations);
    }

    /// <summary>Folder or page, name and rule of everything above information.</summary>
    private static async Task<IEnumerable<string>> Warnings(string place, (string Name, string Text)[] declarations)
    {
        // A namespace for each: names may come twice.
        var source = "using LossDsl;\n" + string.Concat(declarations.Select((one, i) => $"namespace N{i} {{\n{one.Text}\n}}\n"));
        var diagnostics = await Compilations.Analyze(Compilations.Create(source));
        return diagnostics.Where(diagnostic => diagnostic.DefaultSeverity > DiagnosticSeverity.Info).Select(diagnostic
            => $"{place} {declarations[NamespaceOf(diagnostic)].Name} {diagnostic.Id}");
    }

    private static int NamespaceOf(Diagnostic diagnostic)
    {
        var node = diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan);
        return int.Parse(node.FirstAncestorOrSelf<NamespaceDeclarationSyntax>()!.Name.ToString().AsSpan(1), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Sources(string folder, string pattern)
        => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>What a page shows: in blocks of code, and in the rows of tables, there without class.</summary>
    private static IEnumerable<(string Name, string Text)> Shown(string page)
        => Block().Matches(page).SelectMany(block => Types(block.Groups["code"].Value))
            .Concat(Row().Matches(page).Where(row => !row.Value.Contains('…', StringComparison.Ordinal))
                .Select(row => (row.Groups["name"].Value.Trim('`'), Complete(row.Groups["code"].Value))));

    private static IEnumerable<(string Name, string Text)> Types(string code)
        => SyntaxFactory.ParseCompilationUnit(code, options: Compilations.ParseOptions)
            .DescendantNodes(node => node is not TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>()
            .Where(type => type.ToString().Contains("[Loss(", StringComparison.Ordinal))
            .Select(type => (type.Identifier.Text, type.ToFullString()));

    /// <summary>Attributes with a class, which has the properties that they name, and what of a class stands after them.</summary>
    private static string Complete(string shown)
    {
        var code = shown.Replace("` `", " ", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal);
        var end = code.Contains("[Part]", StringComparison.Ordinal)
            || code.Contains("[Part(", StringComparison.Ordinal) ? code.IndexOf(" [Part", StringComparison.Ordinal)
            : code.IndexOf("public ", StringComparison.Ordinal);
        var (attributes, members) = end < 0 ? (code, "") : (code[..end], code[end..]);
        var properties = string.Concat(Named().Matches(attributes).Select(match => match.Groups["name"].Value).Distinct()
            .Select(name => $"public double {name} {{ get; init; }} = 0.5; "));
        return $"{attributes}\npublic sealed partial class Shown {{ {properties}{members} }}";
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("^ *#pragma.*$", RegexOptions.Multiline)]
    private static partial Regex Pragma();

    [GeneratedRegex(@"```(csharp|cs)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| (?<name>[^|]*) \|.*?`(?<code>\[Loss\(.*?)`[^`]*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"nameof\((?<name>\w+)\)")]
    private static partial Regex Named();
}
