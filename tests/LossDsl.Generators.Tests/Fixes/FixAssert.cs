using System.Linq;
using System.Threading.Tasks;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Holds fixes against sources before and after.</summary>
internal static class FixAssert
{
    private const string Header = "using LossDsl;\n";

    /// <summary>
    /// The marked diagnostic is offered exactly these fixes; the one of an index makes the expected source of it, in which the
    /// diagnostic is gone and the C# compiler has nothing to say.
    /// </summary>
    /// <param name="marked">The author's code with one diagnostic marked, without its using directive.</param>
    /// <param name="titles">The titles of all fixes that it is offered, in their order.</param>
    /// <param name="index">The fix to apply.</param>
    /// <param name="expected">What becomes of the code.</param>
    public static async Task Becomes(string marked, string[] titles, int index, string expected)
    {
        var source = new MarkedSource(Header + marked);
        var (id, span) = Assert.Single(source.Expected);
        using var workspace = new FixWorkspace([source.Text]);
        var diagnostic = (await FixWorkspace.Diagnose(workspace.Solution)).First(found => found.Id == id
            && found.Location.SourceSpan == span);
        var offered = await FixWorkspace.Offered(workspace.Document, diagnostic);
        Assert.Equal(titles, offered.Select(action => action.Title));

        await workspace.Apply(offered[index]);
        Assert.Equal(Header + expected, workspace.Text(0));
        var left = await FixWorkspace.Diagnose(workspace.Solution);
        Assert.DoesNotContain(left, found => found.Id == id && found.GetMessage() == diagnostic.GetMessage());
        Assert.Empty(await workspace.Complaints());
    }

    /// <summary>The only fix of the marked diagnostic makes the expected source of it.</summary>
    public static Task Becomes(string marked, string title, string expected) => Becomes(marked, [title], 0, expected);

    /// <summary>
    /// Every remedy of the diagnostics of a source is offered, and applied alone it takes its diagnostic away without giving the C#
    /// compiler anything to say.
    /// </summary>
    /// <param name="source">The code.</param>
    /// <param name="onlyMessages">False where the C# compiler complains anyway.</param>
    public static async Task EveryRemedyMends(string source, bool onlyMessages)
    {
        using var workspace = new FixWorkspace([source]);
        var before = workspace.Solution;
        var reported = await FixWorkspace.Diagnose(before);
        foreach (var diagnostic in reported.Where(diagnostic => FixWorkspace.Fixable.Contains(diagnostic.Id)))
        {
            bool IsSame(Diagnostic found) => found.Id == diagnostic.Id && found.GetMessage() == diagnostic.GetMessage();

            var offered = await FixWorkspace.Offered(before.GetDocument(diagnostic.Location.SourceTree)!, diagnostic);
            Assert.Equal(Descriptors.RemediesOf(diagnostic).Select(remedy => remedy.Title), offered.Select(action => action.Title));
            foreach (var action in offered)
            {
                await workspace.Apply(action);
                var left = await FixWorkspace.Diagnose(workspace.Solution);
                // Two parts may say the same: of those one is gone.
                Assert.True(left.Count(IsSame) < reported.Count(IsSame), $"{action.Title}: {diagnostic.GetMessage()}");
                if (onlyMessages)
                    Assert.Empty(await workspace.Complaints());
            }
        }
    }

    /// <summary>Fixing all diagnostics of a rule in the manner of one fix of the first of them makes the expected sources.</summary>
    /// <param name="scope">Which files.</param>
    /// <param name="id">The rule.</param>
    /// <param name="index">The fix among those of the first diagnostic.</param>
    /// <param name="projects">The sources of each project, before and after.</param>
    public static async Task AllBecome(FixAllScope scope, string id, int index, params (string Before, string After)[][] projects)
    {
        using var workspace = new FixWorkspace([.. projects.Select(files => files.Select(file => Header + file.Before).ToArray())]);
        var first = await workspace.Document.GetSyntaxTreeAsync();
        var diagnostic = (await FixWorkspace.Diagnose(workspace.Solution)).First(found => found.Id == id
            && found.Location.SourceTree == first);
        var key = (await FixWorkspace.Offered(workspace.Document, diagnostic))[index].EquivalenceKey!;
        await workspace.ApplyToAll(scope, id, key);
        Assert.Equal(projects.SelectMany(files => files.Select(file => Header + file.After)),
            workspace.Documents.Select((_, i) => workspace.Text(i)));
    }

    /// <summary>A remedy of the first class makes the expected source, or is not offered if that is null.</summary>
    /// <param name="before">All of the code, in one file or several.</param>
    /// <param name="after">What becomes of each.</param>
    /// <param name="edits">The edits of the remedy.</param>
    public static async Task Edit(string[] before, string[]? after, params Edit[] edits)
    {
        using var workspace = new FixWorkspace(before);
        var root = (await workspace.Document.GetSyntaxRootAsync())!;
        var name = root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().First(type => type.AttributeLists.Count > 0).Identifier;
        var problem = new Problem(LanguageRules.NameTaken, -1, null, new(["a", "b"])) { Remedies = new([Remedy.Of("Mend it", edits)]) };
        var offered = await FixWorkspace.Offered(workspace.Document, Descriptors.Diagnose(problem, name.GetLocation()));
        if (after is null)
        {
            Assert.Empty(offered);
            return;
        }

        await workspace.Apply(Assert.Single(offered));
        Assert.Equal(after, before.Select((_, i) => workspace.Text(i)));
        Assert.DoesNotContain(await workspace.Complaints(), complaint => !complaint.Id.StartsWith("LDSL", System.StringComparison.Ordinal));
    }
}
