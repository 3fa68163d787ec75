using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LossDsl.CodeFixes;
using Microsoft.CodeAnalysis.CodeActions;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>The page of a rule says whether it has a fix.</summary>
public partial class PageTests
{
    public static TheoryData<string> Ids => [.. new RemedyFix().FixableDiagnosticIds];

    /// <summary>
    /// A page with a line <c>*Fix:*</c> has wrong code that the first fix mends; without, or with a fix in some cases only, its wrong
    /// code is offered none.
    /// </summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task SaysWhetherThereIsAFix(string id)
    {
        using var workspace = new FixWorkspace(["using LossDsl;\n" + RulePages.Code(id, "Wrong")]);
        var offered = new List<CodeAction>();
        foreach (var diagnostic in await FixWorkspace.Diagnose(workspace.Solution))
            offered.AddRange(await FixWorkspace.Offered(workspace.Document, diagnostic));
        var lines = Fixes().Matches(RulePages.Text(id)).Select(m => m.Groups["when"].Value).ToList();
        Assert.Equal(offered.Count > 0, lines.SequenceEqual([""]));
        Assert.InRange(lines.Count, 0, 1);
        if (offered.Count == 0)
            return;

        await workspace.Apply(offered[0]);
        Assert.DoesNotContain(await FixWorkspace.Diagnose(workspace.Solution), diagnostic => diagnostic.Id == id);
        Assert.Empty(await workspace.Complaints());
    }

    [GeneratedRegex(@"^\*Fix(?<when>| in some cases):\* \w.*\.$", RegexOptions.Multiline)]
    private static partial Regex Fixes();
}
