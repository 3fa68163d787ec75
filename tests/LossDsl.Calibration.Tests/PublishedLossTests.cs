using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using LossDsl.Compiler;
using LossDsl.Compiler.Tests;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>Published losses are known again whatever attributes they are written with, and nothing else is taken for one.</summary>
public partial class PublishedLossTests
{
    private const string FocalPaper = "(Lin et al. 2017, arXiv:1708.02002)";

    public static TheoryData<string> Classes => [.. PublishedTable.All.Select(loss => loss.Class)];

    [Fact]
    public void The_table_is_the_catalogue() => GeneratedDocument.Check("generators/LossDsl.Compiler/Published/PublishedTable.cs", Table());

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_loss_of_the_catalogue_is_found_under_its_own_name(string type)
    {
        var published = PublishedTable.All.Single(loss => loss.Class == type);
        var (written, atDefaults, _) = CatalogueDeclarations.Written.Single(source => source.AtDefaults.Type.Name == type);
        Assert.Contains(published.Name, Named(atDefaults), StringComparison.Ordinal);
        Assert.Contains(published.Paper, Named(atDefaults), StringComparison.Ordinal);
        Assert.Contains(published.Name, Named(written), StringComparison.Ordinal);
        var renamed = atDefaults with
        {
            Type = new DeclaredType("Elsewhere", "Other", default, TypeShape.Usable),
            Attributes = atDefaults.Attributes.Reverse().ToEquatable(),
        };
        Assert.Equal(Named(atDefaults), Named(renamed));
    }

    [Fact]
    public void Hyper_parameters_are_the_authors_own()
    {
        Assert.Equal($"Focal loss with γ = 2 {FocalPaper}", Named(Loss(Use("CrossEntropy"), Use("Focal"))));
        Assert.Equal($"Focal loss with γ = 1.5 {FocalPaper}", Named(Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 1.5)))));
        Assert.Equal($"Focal loss with γ = Sharpness {FocalPaper}",
            Named(Loss(Use("CrossEntropy"), Use("Focal", Bound("GammaFrom", "Sharpness")))));
        Assert.StartsWith("Poly-1 with ε = -1.5 (", Named(Loss(Use("PolyLoss", Number("Epsilons", -1.5)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_words_for_the_same_are_known_again()
    {
        var focal = Loss(Use("Focal"), Use("CrossEntropy"), Use("Mean", new Argument("By", Choice: "Valid")));
        Assert.Equal($"Focal loss with γ = 2 {FocalPaper}", Named(focal));
        Assert.StartsWith("Poly-1 with ε = 0.6 (",
            Named(Loss(Use("CrossEntropy"), Use("PolyTerm", Number("Power", 1), Number("Epsilon", 0.6)))), StringComparison.Ordinal);
        Assert.StartsWith("Generalised cross-entropy with q = 1 (", Named(Loss(Use("GeneralizedCrossEntropy", Number("Q", 1)))),
            StringComparison.Ordinal);
        var parts = Loss() with
        {
            Parts = new[]
            {
                new PartDeclaration("Reverse", new[] { Use("Part"), Use("ReverseCrossEntropy", Number("LogZero", -4)) }.ToEquatable()),
                new PartDeclaration("Forward", new[] { Use("Part", Number("Weight", 0.1)), Use("CrossEntropy") }.ToEquatable()),
            }.ToEquatable(),
        };
        Assert.StartsWith("Symmetric cross-entropy with ", Named(parts), StringComparison.Ordinal);
        Assert.Equal("Balanced softmax (Ren et al. 2020, arXiv:2007.10740) = Logit-adjusted cross-entropy with τ = 1 (Menon et al. 2021, "
            + "arXiv:2007.07314)",
            Named(Loss(Use("CrossEntropy"), Use("LogitAdjustment"))));
    }

    [Fact]
    public void Near_misses_are_not()
    {
        AttributeUse ce = Use("CrossEntropy"), focal = Use("Focal");
        Assert.Null(PublishedLosses.NameOf(Loss(ce)));
        Assert.Null(PublishedLosses.NameOf(Loss(ce, Use("Focal", new Argument("Gradient", Choice: "Stop")))));
        Assert.Null(PublishedLosses.NameOf(Loss(ce, focal, Use("Sum"))));
        Assert.Null(PublishedLosses.NameOf(Loss(ce, focal, Use("Mean", new Argument("By", Choice: "Batch")))));
        Assert.Null(PublishedLosses.NameOf(Loss(ce, focal, Use("Temperature", Number("Value", 2)))));
        Assert.Null(PublishedLosses.NameOf(Loss(Head("Sigmoid"), ce, focal)));
        Assert.Null(PublishedLosses.NameOf(Loss(Use("PolyLoss", Number("Epsilons", 1, 1)))));
        Assert.Null(PublishedLosses.NameOf(Loss(ce, Use("HardestExamples", Number("Fraction", 0.25)), focal)));
        Assert.Null(PublishedLosses.NameOf(
            Loss(ce, Use("EffectiveNumber", Number("Beta", 0.9)), Use("Mean", new Argument("By", Choice: "Valid")))));
        Assert.Null(PublishedLosses.NameOf(
            Loss(ce, Use("LabelDistributionMargin"), Use("Scale", Number("Value", 30)),
                Use("EffectiveNumber", Number("Beta", 0.9999), Number("FromEpoch", 100)))));
    }

    private static string Named(Declaration declaration)
    {
        Assert.Empty(LossCompiler.Check(declaration));
        return PublishedLosses.NameOf(declaration) ?? "";
    }

    private static string Table()
    {
        var text = new StringBuilder();
        foreach (var (written, atDefaults, summary) in CatalogueDeclarations.Written)
        {
            Assert.Empty(written.Parts);
            var (name, paper) = Titled(summary);
            text.Append(CultureInfo.InvariantCulture, $"        Loss(\"{atDefaults.Type.Name}\", {Quoted(name)}, {Quoted(paper)}");
            foreach (var (use, bound) in atDefaults.Attributes.Zip(written.Attributes))
            {
                var arguments = use.Arguments.Zip(bound.Arguments, (value, was) => ", " + Written(value, was.Bound is not null));
                text.Append(CultureInfo.InvariantCulture, $",\n            Use(\"{use.Name}\"{string.Concat(arguments)})");
            }

            text.Append("),\n");
        }

        return text.Append("        // ").ToString();
    }

    /// <summary>A summary begins with the name, up to a comma, a colon, " for " or the paper in brackets.</summary>
    private static (string Name, string Paper) Titled(string summary)
    {
        var papers = Paper().Matches(summary);
        var paper = papers.Count == 0 ? "" : papers[^1].Groups[1].Value;
        var end = new[] { ",", ":", " for ", $" ({paper})" }.Select(mark => summary.IndexOf(mark, StringComparison.Ordinal))
            .Where(at => at > 0).DefaultIfEmpty(summary.Length).Min();
        return (summary[..end].TrimEnd('.'), paper);
    }

    private static string Written(Argument argument, bool isOpen) => argument switch
    {
        { Numbers: { } numbers } when isOpen => $"Open(\"{argument.Name}\", {Literal(numbers[0])})",
        { Integer: { } integer } => $"Integer(\"{argument.Name}\", {integer})",
        { Numbers: { } numbers } => $"Number(\"{argument.Name}\", {string.Join(", ", numbers.Select(Literal))})",
        { Flag: { } flag } => $"Flag(\"{argument.Name}\", {(flag ? "true" : "false")})",
        _ => $"Choice(\"{argument.Name}\", \"{argument.Choice}\")",
    };

    private static string Literal(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    [GeneratedRegex(@"\(([^()]*\b[12][0-9]{3}\b[^()]*(?:\([^()]*\))?[^()]*)\)")]
    private static partial Regex Paper();
}
