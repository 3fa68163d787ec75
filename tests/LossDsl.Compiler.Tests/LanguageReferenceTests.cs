using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>The reference of the language says what the compiler's table says.</summary>
public class LanguageReferenceTests
{
    private static readonly (Stage Stage, string Title)[] Titles =
    [
        (Stage.Loss, "The declaration"),
        (Stage.Part, "Parts"),
        (Stage.Sampling, "Sampling"),
        (Stage.RawScores, "Raw scores"),
        (Stage.NormalisedScores, "Normalised scores"),
        (Stage.MarginedScores, "Margins"),
        (Stage.Scores, "Adjusted scores"),
        (Stage.Probabilities, "Probabilities"),
        (Stage.BaseTerm, "Base terms"),
        (Stage.Modulator, "Modulators"),
        (Stage.Target, "Targets"),
        (Stage.Weight, "Class weights"),
        (Stage.RowWeight, "Weights of rows and elements"),
        (Stage.Regulariser, "Regularisers"),
        (Stage.Selection, "Selection"),
        (Stage.Aggregation, "Aggregation"),
    ];

    [Fact]
    public void It_is_what_the_table_says() => GeneratedDocument.Check("src/LossDsl/LANGUAGE.md", Text());

    /// <summary>What a reader could not type.</summary>
    [Fact]
    public void It_shows_no_number_that_is_none()
    {
        Assert.DoesNotContain("NaN", Text(), System.StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", Text(), System.StringComparison.Ordinal);
    }

    /// <summary>What C# takes by position and what the table calls a parameter are the same.</summary>
    [Fact]
    public void Positional_arguments_are_parameters()
        => Assert.All(AttributeTable.All, row => Assert.All(
            AttributeSignatures.Positional(row.Name),
            name => Assert.Contains(row.Parameters,
                parameter => string.Equals(parameter.Name, name, System.StringComparison.OrdinalIgnoreCase))));

    [Fact]
    public void Every_stage_has_a_title() => Assert.Equal(System.Enum.GetValues<Stage>(), Titles.Select(title => title.Stage));

    private static string Text()
    {
        var text = new StringBuilder();
        foreach (var (stage, title) in Titles)
        {
            var rows = AttributeTable.All.Where(row => row.Stage == stage).ToList();
            if (rows.Count == 0)
                continue;
            text.Append($"\n## {title}\n\n| attribute | C# | formula | parameters | heads | targets | source "
                + "|\n|---|---|---|---|---|---|---|\n");
            foreach (var row in rows)
                text.Append($"| `[{row.Name}]` | "
                    + $"{string.Join("<br>", AttributeSignatures.Of(row.Name).Select(signature => $"`{signature}`"))} | "
                    + $"{Cell(row.Formula)} | {Parameters(row)} | {HeadsOf(row)} | {Targets(row)} | {Cell(row.Paper)} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Parameters(AttributeRow row)
    {
        var given = new[] { row.Needs is { } needs ? ClassInputTable.Row(needs).Argument : null, row.NeedsMatrix is { } matrix ? matrix
            : null }
            .OfType<string>().Select(argument => $"constructor: {argument}");
        return string.Join("<br>", row.Parameters.Select(Parameter).Concat(given));
    }

    private static string Parameter(ParameterRow parameter)
    {
        var parts = new List<string>();
        if (parameter.Symbol != parameter.Name)
            parts.Add(parameter.Symbol);
        parts.Add(parameter.Kind switch
        {
            ParameterKind.Flag => "true or false",
            ParameterKind.Choice => string.Join(", ", parameter.Choices),
            ParameterKind.Numbers => "numbers " + Bounds(parameter),
            _ => (parameter.Whole ? "whole, " : "") + Bounds(parameter),
        });
        if (parameter.Above is { } least)
            parts.Add("above " + least);
        if (parameter.AboveCounts)
            parts.Add("above every class count");
        if (parameter.SoftmaxLow is { } low)
            parts.Add($"for softmax at least {low.ToString("R", CultureInfo.InvariantCulture)}");
        if (parameter.Optional || parameter.Default is { } missing && double.IsNaN(missing))
            parts.Add("may be left out");
        else if (parameter.Default is { } value)
            parts.Add("default " + value.ToString("R", CultureInfo.InvariantCulture));
        if (parameter.Binding is { } binding)
            parts.Add($"or {binding}: {Bounds(parameter with { Neutral = null })}");
        return $"{parameter.Name}: {Cell(string.Join("; ", parts))}";
    }

    // The bounds of 64-bit integers are no range that anybody would want to read.
    private static string Bounds(ParameterRow parameter)
        => (parameter.Whole && parameter.Low <= long.MinValue ? "any" : parameter.Range)
            + (parameter.Neutral is { } neutral && neutral > parameter.Low
                && neutral < parameter.High ? " but " + neutral.ToString("R", CultureInfo.InvariantCulture) : "");

    private static string HeadsOf(AttributeRow row)
        => row.Heads == Heads.All ? "all"
            : string.Join(", ", new[] { Heads.Softmax, Heads.Sigmoid, Heads.Gumbel, Heads.Identity }.Where(head => (row.Heads & head) != 0))
            .ToLowerInvariant();

    private static string Targets(AttributeRow row)
        => row.Heads == Heads.Identity ? "values"
            : (row.LabelsOnly ? "labels" : row.NumbersOnly ? "numbers" : "") + (row.NoTargetMap ? ", unsmoothed" : "");

    private static string Cell(string text) => text.Replace("|", "\\|", System.StringComparison.Ordinal);
}
