using System.Collections.Generic;
using System.Linq;
using LongTailedDigits;

namespace KnownPosteriors;

/// <summary>One small reliability diagram per loss: predicted probability across, what came true upwards.</summary>
internal static class Chart
{
    private const int Columns = 4;
    private const double Side = 150, Gap = 34, Top = 64, Left = 46;
    private const string HeadColour = "#c2410c", LinkColour = "#1d4ed8";

    /// <summary>Writes the file.</summary>
    public static void Write(string path, IReadOnlyList<(string Name, Reliability Head, Reliability Link)> curves)
    {
        var rows = (curves.Count + Columns - 1) / Columns;
        var svg = new Svg(Left + (Columns * (Side + Gap)), Top + (rows * (Side + Gap + 22)) + 10);
        svg.Text(Left, 24, "What was predicted, and how often it came true", 15, bold: true);
        svg.Line([(Left, 40), (Left + 18, 40)], HeadColour, 2);
        svg.Text(Left + 24, 44, "the head's own link (softmax, sigmoid)", 11);
        svg.Line([(Left + 250, 40), (Left + 268, 40)], LinkColour, 2);
        svg.Text(Left + 274, 44, "generated ToProbabilities", 11);
        for (var i = 0; i < curves.Count; i++)
            Diagram(svg, Left + (i % Columns * (Side + Gap)), Top + (i / Columns * (Side + Gap + 22)), curves[i]);
        svg.Write(path);
    }

    private static void Diagram(Svg svg, double x, double y, (string Name, Reliability Head, Reliability Link) curves)
    {
        svg.Text(x, y + 10, curves.Name, 11, bold: true);
        var top = y + 18;
        svg.Rectangle(x, top, Side, Side, "#f5f5f4");
        svg.Line([(x, top + Side), (x + Side, top)], "#a8a29e", 1, "3 3");
        foreach (var share in (double[])[0, 0.5, 1])
        {
            svg.Text(x + (share * Side), top + Side + 13, share.ToString("0.#"), 9, "#57534e", "middle");
            svg.Text(x - 5, top + Side - (share * Side) + 3, share.ToString("0.#"), 9, "#57534e", "end");
        }

        foreach (var (curve, colour) in new[] { (curves.Head, HeadColour), (curves.Link, LinkColour) })
        {
            var points = curve.Predicted.Zip(curve.Outcome, (predicted, outcome) => (x + (predicted * Side), top + Side - (outcome * Side)))
                .ToList();
            svg.Line(points, colour, 1.5);
            foreach (var (px, py) in points)
                svg.Circle(px, py, 2, colour);
        }
    }
}
