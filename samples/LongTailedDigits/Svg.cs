using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;

namespace LongTailedDigits;

/// <summary>A picture of a few shapes, written as SVG. Coordinates are in pixels from the top left.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    /// <summary>Starts a picture on a white ground.</summary>
    public Svg(double width, double height)
    {
        Append($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif">""");
        Rectangle(0, 0, width, height, "#ffffff");
    }

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string fill)
        => Append($"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" fill="{fill}"/>""");

    /// <summary>A filled circle.</summary>
    public void Circle(double x, double y, double radius, string fill)
        => Append($"""<circle cx="{x:0.##}" cy="{y:0.##}" r="{radius:0.##}" fill="{fill}"/>""");

    /// <summary>A line through some points; <paramref name="dash"/> as in stroke-dasharray.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string colour, double width, string dash = "none")
        => Append($"""<polyline points="{Points(points)}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash}" stroke-linejoin="round"/>""");

    /// <summary>A filled area.</summary>
    public void Area(IEnumerable<(double X, double Y)> points, string fill, double opacity)
        => Append($"""<polygon points="{Points(points)}" fill="{fill}" fill-opacity="{opacity}"/>""");

    /// <summary>Text; <paramref name="anchor"/> is start, middle or end, <paramref name="turn"/> an angle in degrees.</summary>
    public void Text(double x, double y, string value, double size, string colour = "#222222", string anchor = "start", bool bold = false,
        double turn = 0)
        => Append($"""<text x="{x:0.##}" y="{y:0.##}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" font-weight="{(bold ? 600 : 400)}" transform="rotate({turn} {x:0.##} {y:0.##})">{SecurityElement.Escape(value)}</text>""");

    /// <summary>Writes the file, and its folder if need be.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "</svg>\n");
    }

    private static string Points(IEnumerable<(double X, double Y)> points)
        => string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}")));

    private void Append(FormattableString element)
        => text.Append(FormattableString.Invariant(element)).Append('\n');
}
