using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using LossDsl.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>
/// An input that only some losses read is known by name in its rows and in the members that give it; checks, loops and engines go
/// through the rows.
/// </summary>
public class InputNameTests
{
    private static readonly string[] Named =
    [
        "src/LossDsl/Losses/LossInputs.cs",
        "src/LossDsl/Runtime/Facts/InputRow.cs",
        "src/LossDsl/Runtime/Facts/KernelInput.cs",
        "src/LossDsl.TorchSharp/Calls/TensorInput.cs",
        "src/LossDsl.TorchSharp/Options/LossOptions.cs",
    ];

    private static readonly Lazy<IReadOnlyList<(string File, HashSet<string> Words)>> Files = new(Read);

    // A class mask has a meaning of its own: it is held against the targets.
    public static TheoryData<KernelInput> Inputs()
        => [.. InputRow.All.ToArray().Where(row => row.Required && !row.IsMask).Select(row => row.Input)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Code_names_an_input_where_its_rows_and_its_members_are(KernelInput input)
    {
        var row = InputRow.Of(input);
        var names = row.Gradient is null ? Named : [.. Named, "src/LossDsl/Losses/LossOutputs.cs"];
        // variances, Variances, NeedsVariances, feature_norms; of a gradient also VarianceGradient.
        string[] words = row.Gradient is null ? [row.Argument] : [row.Argument, row.Gradient];
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            Files.Value.Where(file => file.Words.Any(word => words.Any(name => word.Contains(name, StringComparison.OrdinalIgnoreCase))))
                .Select(file => file.File).Order(StringComparer.Ordinal));
    }

    /// <summary>The identifiers and strings of every file, without underscores.</summary>
    private static List<(string File, HashSet<string> Words)> Read()
    {
        var root = Root();
        return [.. new[] { "LossDsl", "LossDsl.TorchSharp" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Select(file => (File: Path.GetRelativePath(root, file).Replace('\\', '/'), Path: file))
            // The attribute that asks for an input may speak of it.
            .Where(file => !file.File.Split('/').Any(part => part is "bin" or "obj" or "Attributes"))
            .Select(file => (file.File, Words(File.ReadAllText(file.Path))))];
    }

    private static HashSet<string> Words(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken)
        .Select(token => token.ValueText.Replace("_", "", StringComparison.Ordinal)).ToHashSet();

    private static string Root([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
