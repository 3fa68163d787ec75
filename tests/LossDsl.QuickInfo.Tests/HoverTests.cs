using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace LossDsl.QuickInfo.Tests;

/// <summary>
/// What an editor shows of a declared loss is one comment with its formulas and its verdicts, beside all that its author says,
/// whatever comes first: the class, the constructor, the order of files and generators.
/// </summary>
public class HoverTests
{
    private const string Formula = "ℓ = −log p_y";
    private const string Gradient = "∂ℓ/∂z_k = p_k − [k = y]";
    private const string Verdict = "accuracy: yes, the largest score is that of the most probable class";
    private const string Link = "P(y|x) from scores: P(y|x) = p_y";

    private static readonly string[] Both = [Formula, Gradient, Verdict, Link];

    private static readonly IIncrementalGenerator Kernels = new LossGenerator();
    private static readonly IIncrementalGenerator Verdicts = new CalibrationGenerator();

    public static TheoryData<string, string[]> Comments => new()
    {
        { "", [] },
        { "/// <summary>Own summary.</summary>", ["Own summary."] },
        { "/// <remarks>Own remarks.</remarks>", ["Own remarks."] },
        { "/// <summary>Own summary.</summary>\n/// <remarks>Own remarks.</remarks>", ["Own summary.", "Own remarks."] },
        { "/** <summary>Own summary.</summary>\n * <remarks>Own remarks.</remarks> */", ["Own summary.", "Own remarks."] },
        { "/// <inheritdoc cref=\"Elsewhere\"/>", ["Summary from elsewhere.", "Remarks from elsewhere."] },
        { "/// <remarks>Own remarks.</remarks>\n/// <value>Own value.</value>", ["Own remarks.", "Own value."] },
        { "/// <summary>Own summary.</summary>\n/// <value>Own value.</value>\n/// <remarks>Own remarks.</remarks>",
            ["Own summary.", "Own remarks.", "Own value."] },
        { "/// <inheritdoc cref=\"Elsewhere\"/>\n/// <value>Own value.</value>",
            ["Summary from elsewhere.", "Remarks from elsewhere.", "Own value."] },
        { "/// <remarks>Own remarks.</remarks>\n/// <value>Own value.</value>\n/// <returns>Own returns.</returns>",
            ["Own remarks.", "Own value.", "Own returns."] },
        { "/// <Remarks>Own remarks.</Remarks>", ["Own remarks."] },
        { "// <remarks>No documentation.</remarks>", [] },
        { "//// <remarks>No documentation.</remarks>", [] },
    };

    [Theory]
    [MemberData(nameof(Comments))]
    public async Task AllIsShown(string comment, string[] own)
    {
        var declaration = $"{comment}\n[Loss(Head.Softmax)] [CrossEntropy] public sealed partial class FirstLoss;";
        string[] kinds = own.Length == 0 ? ["Remarks"] : [];
        foreach (IIncrementalGenerator[] generators in new[] { new[] { Kernels, Verdicts }, [Verdicts, Kernels] })
        {
            using var editor = new Editor(generators, Files(declaration));
            foreach (var place in new[] { "FirstLoss;", "FirstLoss used;", "FirstLoss(/*constructed*/)" })
            {
                var shown = await editor.Hover(place);
                Assert.All([.. own, .. Both], text => Assert.Single(Occurrences(shown, text)));
                Assert.All(kinds, kind =>
                    Assert.Contains(shown, section => section.Kind.StartsWith(kind, System.StringComparison.Ordinal)));
            }
        }
    }

    /// <summary>A declaration over two files, the second of which has remarks.</summary>
    [Fact]
    public async Task RemarksOfAnyPartCount()
    {
        using var editor = new Editor(
            [Kernels, Verdicts],
            Files("[Loss(Head.Softmax)] [CrossEntropy] public sealed partial class FirstLoss;",
                "/// <remarks>Own remarks.</remarks>\npartial class FirstLoss;"));
        var shown = await editor.Hover("FirstLoss used;");
        Assert.All(["Own remarks.", .. Both], text => Assert.Single(Occurrences(shown, text)));
    }

    /// <summary>What a constructor that takes something refuses is shown with the rest.</summary>
    [Fact]
    public async Task ExceptionsOfAConstructorAreShown()
    {
        using var editor = new Editor(
            [Kernels, Verdicts],
            "using LossDsl;\n/// <summary>Own summary.</summary>\n[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] public sealed "
                + "partial class FirstLoss;",
            "class User { object made = new FirstLoss(/*here*/counts: new LossDsl.ClassCounts(new[] { 5, 3 })); }");
        var constructor = await editor.Hover("FirstLoss(/*here*/");
        Assert.All(["Own summary.", "what the minimiser of the population risk decides", "ArgumentException"],
            text => Assert.Single(Occurrences(constructor, text)));
    }

    /// <summary>What has no verdicts has its formulas all the same.</summary>
    [Fact]
    public async Task ARegressionHasItsFormulas()
    {
        using var editor = new Editor([Kernels, Verdicts],
            Files("[Loss(Head.Identity)] [SquaredError] public sealed partial class FirstLoss;"));
        foreach (var place in new[] { "FirstLoss;", "FirstLoss(/*constructed*/)" })
            Assert.Single(Occurrences(await editor.Hover(place), "∂ℓ/∂z_k ="));
    }

    [Fact]
    public async Task WithoutVerdictsTheFormulasStay()
    {
        using var editor = new Editor([Kernels, Verdicts],
            Files("[Loss(Head.Softmax)] [CrossEntropy] public sealed partial class FirstLoss;"))
        { Verdicts = false };
        var shown = await editor.Hover("FirstLoss used;");
        Assert.All([Formula, Gradient], text => Assert.Single(Occurrences(shown, text)));
        Assert.Empty(Occurrences(shown, Verdict));
    }

    private static string[] Files(params string[] declarations) =>
    [
        .. declarations.Select(declaration => "using LossDsl;\n" + declaration),
        """
        /// <summary>Summary from elsewhere.</summary>
        /// <remarks>Remarks from elsewhere.</remarks>
        class Elsewhere;

        class User { FirstLoss used; object made = new FirstLoss(/*constructed*/); }
        """,
    ];

    private static IEnumerable<int> Occurrences(IReadOnlyList<(string Kind, string Text)> shown, string text)
    {
        var all = string.Join("\n", shown.Select(section => section.Text));
        for (var at = all.IndexOf(text, System.StringComparison.Ordinal); at >= 0; at =
            all.IndexOf(text, at + 1, System.StringComparison.Ordinal))
            yield return at;
    }
}
