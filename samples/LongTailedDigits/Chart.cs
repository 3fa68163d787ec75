using System;
using System.Collections.Generic;
using System.Linq;

namespace LongTailedDigits;

/// <summary>The chart of recall per class: one panel for each loss, plain cross-entropy for comparison in all of them.</summary>
internal static class Chart
{
    private const int Columns = 3;
    private const double PanelWidth = 312, PanelHeight = 200, GapX = 34, GapY = 88;
    private const double Left = 78, Top = 142, Right = 26, Bottom = 74;

    private const string Ink = "#222222", Muted = "#6b7280", Grid = "#e5e7eb", Bars = "#eceff3", Reference = "#8a8f98";

    // Okabe and Ito's colours, which colour-blind readers can tell apart too.
    private static readonly string[] Colours = ["#5b6270", "#0072b2", "#009e73", "#d55e00", "#b0578d", "#56b4e9", "#222222", "#b8860b"];

    /// <summary>Draws the recalls of all runs.</summary>
    public static void Write(string path, IReadOnlyList<RunResult> results)
    {
        var losses = results.GroupBy(r => r.Contender).Select(g => (g.Key.Name, Runs: g.Select(r => r.Recall).ToArray())).ToArray();
        var rows = (losses.Length + Columns - 1) / Columns;
        var width = Left + Columns * PanelWidth + (Columns - 1) * GapX + Right;
        var height = Top + rows * PanelHeight + (rows - 1) * GapY + Bottom;
        var svg = new Svg(width, height);

        svg.Text(Left, 40, "Which digits does each loss recognise?", 22, Ink, bold: true);
        svg.Text(Left, 64, $"Recall on a balanced test set after training on a long-tailed one ({LongTail.TrainingCounts()[0]} images of "
            + $"digit 0 down to {LongTail.TrainingCounts()[^1]} of digit 9)", 13.5, Muted);
        Legend(svg, Left, 94, losses[0].Runs.Length, losses[0].Name);
        for (var i = 0; i < losses.Length; i++)
        {
            var panel = new Panel(svg, Left + i % Columns * (PanelWidth + GapX), Top + i / Columns * (PanelHeight + GapY));
            panel.Axes(withScale: i % Columns == 0);
            if (i > 0)
                panel.Mean(losses[0].Runs, Reference, 1.6, "5 4");
            panel.Range(losses[i].Runs, Colours[i % Colours.Length]);
            panel.Mean(losses[i].Runs, Colours[i % Colours.Length], 2.6, "none");
            panel.Title(losses[i].Name, losses[i].Runs.Average(r => r.Average()), Colours[i % Colours.Length]);
        }

        svg.Text(Left + (width - Left - Right) / 2, height - 18, "digit, from frequent to rare (below it: its training images)", 13, Ink,
            "middle");
        svg.Write(path);
    }

    private static void Legend(Svg svg, double x, double y, int seeds, string reference)
    {
        svg.Line([(x, y), (x + 30, y)], Ink, 2.6);
        svg.Circle(x + 15, y, 3.4, Ink);
        svg.Text(x + 38, y + 4.5, seeds > 1 ? $"mean of {seeds} seeds" : "one seed", 12.5);
        svg.Area([(x + 172, y - 6), (x + 202, y - 6), (x + 202, y + 6), (x + 172, y + 6)], Ink, 0.18);
        svg.Text(x + 210, y + 4.5, "lowest to highest seed", 12.5);
        svg.Line([(x + 386, y), (x + 416, y)], Reference, 1.6, "5 4");
        svg.Text(x + 424, y + 4.5, $"{reference}, for comparison", 12.5);
        svg.Rectangle(x + 638, y - 6, 30, 12, Bars);
        svg.Text(x + 676, y + 4.5, $"training images ({LongTail.MostFrequent} fill a panel)", 12.5);
    }

    /// <summary>One pair of axes, its top left corner at (x, y).</summary>
    private sealed class Panel(Svg svg, double x, double y)
    {
        private const double Step = PanelWidth / Digits.Classes;

        public void Axes(bool withScale)
        {
            var counts = LongTail.TrainingCounts();
            for (var k = 0; k < Digits.Classes; k++)
            {
                var bar = PanelHeight * counts[k] / LongTail.MostFrequent;
                svg.Rectangle(X(k) - 0.36 * Step, y + PanelHeight - bar, 0.72 * Step, bar, Bars);
            }

            for (var percent = 0; percent <= 100; percent += 25)
            {
                svg.Line([(x, Y(percent / 100.0)), (x + PanelWidth, Y(percent / 100.0))], percent == 0 ? Muted : Grid, 1);
                if (withScale)
                    svg.Text(x - 8, Y(percent / 100.0) + 4, $"{percent}", 12, Muted, "end");
            }

            if (withScale)
                svg.Text(x - 50, y + PanelHeight / 2, "recall (%)", 13, Ink, "middle", turn: -90);
            for (var k = 0; k < Digits.Classes; k++)
            {
                svg.Text(X(k), y + PanelHeight + 18, $"{k}", 13, Ink, "middle");
                svg.Text(X(k), y + PanelHeight + 33, $"{counts[k]}", 10.5, Muted, "middle");
            }
        }

        public void Title(string name, double balanced, string colour)
        {
            svg.Text(x, y - 12, name, 15, colour, bold: true);
            svg.Text(x + PanelWidth, y - 12, FormattableString.Invariant($"balanced {100 * balanced:0.0} %"), 12.5, Muted, "end");
        }

        public void Mean(double[][] runs, string colour, double width, string dash)
        {
            var points = Enumerable.Range(0, Digits.Classes).Select(k => (X: X(k), Y: Y(runs.Average(r => r[k])))).ToArray();
            svg.Line(points, colour, width, dash);
            if (dash == "none")
            {
                foreach (var point in points)
                    svg.Circle(point.X, point.Y, 3.4, colour);
            }
        }

        public void Range(double[][] runs, string colour)
        {
            var classes = Enumerable.Range(0, Digits.Classes).ToArray();
            svg.Area([.. classes.Select(k => (X(k), Y(runs.Max(r => r[k])))),
                .. classes.Reverse().Select(k => (X(k), Y(runs.Min(r => r[k]))))], colour, 0.18);
        }

        private double X(int k) => x + (k + 0.5) * Step;

        private double Y(double recall) => y + PanelHeight * (1 - recall);
    }
}
