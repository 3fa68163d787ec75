using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Holds the real analyzer against marked sources.</summary>
internal static class AnalyzerAssert
{
    private const string Header = "using LossDsl;\n";

    /// <summary>
    /// The analyzer reports exactly what is marked, and what it reports is the user's only message: the C# compiler has
    /// nothing to add about either half. Every remedy that comes with a report mends it.
    /// </summary>
    /// <param name="marked">The author's code, without its using directive.</param>
    /// <param name="onlyMessages">False where the class cannot be completed, so that the C# compiler complains too.</param>
    public static async Task Reports(string marked, bool onlyMessages = true)
    {
        var source = new MarkedSource(Header + marked);
        var compilation = Compilations.Complete(source.Text);
        var reported = await Compilations.Analyze(compilation);
        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} at '{source.Text.Substring(e.Span.Start, e.Span.Length)}' {e.Span}"),
            reported.Select(d => (d.Id, d.Location.SourceSpan)).OrderBy(d => d.SourceSpan).ThenBy(d => d.Id)
                .Select(d => $"{d.Id} at '{source.Text.Substring(d.SourceSpan.Start, d.SourceSpan.Length)}' {d.SourceSpan}"));
        if (onlyMessages)
            Assert.Empty(Compilations.Complaints(compilation));
        if (reported.Any(diagnostic => Descriptors.RemediesOf(diagnostic).Count > 0))
            await FixAssert.EveryRemedyMends(source.Text, onlyMessages);
    }

    /// <summary>What the analyzer reports, each with the line it is about and carets below.</summary>
    public static async Task<string> Describe(string source)
    {
        var diagnostics = await Compilations.Analyze(Compilations.Complete(Header + source));
        return string.Join("\n\n", diagnostics.Select(Carets.Describe));
    }
}
