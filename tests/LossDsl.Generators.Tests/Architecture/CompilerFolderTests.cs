using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Folders of the compiler are floors: code refers to its own folder, with all that is in it, and to those below. Inside a folder files
/// may refer to each other as expressions, graphs and operators do.
/// </summary>
public class CompilerFolderTests
{
    private static readonly string[] Floors =
    [
        "Declarations", "Ir", "Passes", "Language", "Lowerings", "Schedules", "Programs", "Compilations", "Published", "Calibration",
        "Diagnostics", "Emitters", ".",
    ];

    private static readonly FolderArrows Arrows = new(Source(), Compilations.References);

    [Fact]
    public void No_arrow_goes_up()
    {
        Assert.Empty(Arrows.Errors);
        Assert.Equal(Floors.Order(StringComparer.Ordinal), Arrows.Folders().Select(Floor).Distinct().Order(StringComparer.Ordinal));
        var upward = Arrows.Arrows.Where(arrow => Rank(arrow.From) < Rank(arrow.To)).Select(arrow => $"{arrow.From} → {arrow.To}");
        Assert.Empty(upward.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Circles_do_not_grow() => Assert.InRange(Arrows.LargestCircle().Count, 1, 17);

    private static int Rank(string file) => Array.IndexOf(Floors, file.Contains('/') ? Floor(file) : ".");

    private static string Floor(string path) => path.Split('/')[0];

    private static string Source([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "generators", "LossDsl.Compiler"));
}
