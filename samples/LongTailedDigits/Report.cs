using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace LongTailedDigits;

/// <summary>What the sample says around the training.</summary>
internal static class Report
{
    /// <summary>Describes the data and the training before it starts.</summary>
    public static void WriteSetting(IAnsiConsole console, IReadOnlyList<Split> splits, TrainingPlan plan)
    {
        console.Write(new Rule("Long-tailed digits") { Justification = Justify.Left, Style = Style.Parse("blue") });
        console.WriteLine($"""
            Training images of the digits 0 to 9: {string.Join(", ", LongTail.TrainingCounts())}.
            Tested on {LongTail.TestPerClass} other images of each digit; seeds {string.Join(", ", splits.Select(s => s.Seed))}.
            Network {Digits.Pixels}-{Network.Hidden}-{Digits.Classes}; {plan.Epochs} epochs of Adam, batches of {plan.BatchSize}, weight decay {plan.WeightDecay},
            learning rate {plan.LearningRate} falling to 0. The same for all losses, tuned for none; γ and α
            of the composed loss were chosen on seeds 11 to 16 (samples/README.md says how).
            With a last layer of cosines: {string.Join(", ", Contender.All.Where(c => c.Cosines).Select(c => c.Name))}.
            """);
        console.WriteLine();
    }

    /// <summary>The table of accuracies.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<RunResult> results)
    {
        var rows = results.GroupBy(r => r.Contender).Select(g => (g.Key.Name, Spreads: Spreads([.. g]))).ToArray();
        var table = new Table { Border = TableBorder.Horizontal };
        table.AddColumn("loss");
        foreach (var column in Evaluation.Columns)
            table.AddColumn(new TableColumn(column).RightAligned().Padding(0, 0));
        foreach (var (name, spreads) in rows)
        {
            var cells = spreads.Select((s, c) => Cell(s, isBest: rows.All(r => r.Spreads[c].Mean <= s.Mean)));
            table.AddRow([Markup.Escape(name), .. cells]);
        }

        console.WriteLine();
        console.Write(table);
        console.WriteLine($"""
            Percent, mean ± standard deviation over the seeds. Always predicted is the
            class of the largest logit, and every accuracy is made of the ten recalls:
            overall   weighted by the class frequencies of the training set
            balanced  their plain mean
            {string.Join('\n', LongTail.Groups.Select(g => $"{g.Name,-8}  mean of those of the digits {string.Join(", ", Enumerable.Range(0, Digits.Classes).Take(g.Classes))}"))}
            """);
        console.WriteLine();
    }

    private static Spread[] Spreads(IReadOnlyList<RunResult> runs)
    {
        var accuracies = runs.Select(r => Evaluation.Accuracies(r.Recall)).ToArray();
        return [.. Evaluation.Columns.Select((_, c) => Spread.Of([.. accuracies.Select(a => a[c])]))];
    }

    private static string Cell(Spread spread, bool isBest)
    {
        var mean = (100 * spread.Mean).ToString("0.0", CultureInfo.InvariantCulture);
        if (isBest)
            mean = $"[bold green]{mean}[/]";
        return double.IsNaN(spread.Deviation)
            ? mean
            : $"{mean} [grey]± {(100 * spread.Deviation).ToString("0.0", CultureInfo.InvariantCulture)}[/]";
    }
}
