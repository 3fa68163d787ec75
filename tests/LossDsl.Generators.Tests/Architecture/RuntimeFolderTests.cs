using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Folders of the runtime and of the adapter are floors: code refers to its own folder and to those below.</summary>
public class RuntimeFolderTests
{
    private static readonly string[] RuntimeFloors =
    [
        "Runtime/Facts", "Runtime/Simd", "Runtime/Driver/Memory", "Runtime/Sweeps", "Runtime/Driver/Blocks", "Runtime/Plans",
        "Runtime/Driver/Checks", "Runtime/Driver/Passes", "Runtime/Links", "Runtime",
    ];

    private static readonly string[] AdapterFloors
        = ["Options", "Runtime", "Calls", "Operators", "Kernels", "Autograd", "Engines", "Links", "."];

    [Fact]
    public void No_arrow_of_the_runtime_goes_up()
    {
        var arrows = new FolderArrows(Source("LossDsl"), Compilations.References.Where(reference => !IsTheLibrary(reference)));
        Check(arrows, "Runtime", RuntimeFloors, largestCircle: 4);
    }

    [Fact]
    [Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
    public void No_arrow_of_the_adapter_goes_up()
    {
        var torch = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll"));
        var libraries = Compilations.References.Add(torch);
        Check(new FolderArrows(Source("LossDsl.TorchSharp"), libraries), ".", AdapterFloors, largestCircle: 2);
    }

    [Fact]
    public void An_arrow_that_goes_up_is_seen()
    {
        var source = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var low = Directory.CreateDirectory(Path.Combine(source, "Low")).FullName;
            var high = Directory.CreateDirectory(Path.Combine(source, "High")).FullName;
            File.WriteAllText(Path.Combine(low, "A.cs"), "static class A { public static int One => 1; }");
            File.WriteAllText(Path.Combine(high, "B.cs"), "static class B { static int Two => A.One + A.One; /* C */ }");
            File.WriteAllText(Path.Combine(high, "C.cs"), "class C { static object D() => new C(); }");
            var arrows = new FolderArrows(source, Compilations.References);
            Assert.Empty(arrows.Errors);
            Assert.Equal([("High/B.cs", "Low/A.cs")], arrows.Arrows);
            Assert.Empty(arrows.Upward("Low", "High"));
            Assert.Equal(["High/B.cs → Low/A.cs"], arrows.Upward("High", "Low"));

            File.WriteAllText(Path.Combine(low, "D.cs"), "class D { object Other() { C made = new(); return made; } }");
            arrows = new FolderArrows(source, Compilations.References);
            Assert.Equal(["Low/D.cs → High/C.cs"], arrows.Upward("Low", "High"));
            Assert.Equal([("High", "Low")], arrows.TwoWayPairs());
            Assert.Single(arrows.LargestCircle());
        }
        finally
        {
            Directory.Delete(source, recursive: true);
        }
    }

    private static void Check(FolderArrows arrows, string below, string[] floors, int largestCircle)
    {
        Assert.Empty(arrows.Errors);
        Assert.Equal(floors.Order(StringComparer.Ordinal), arrows.Folders(below).Order(StringComparer.Ordinal));
        Assert.Empty(arrows.Upward(floors));
        Assert.Empty(arrows.TwoWayPairs(below));
        // A plan has those of its selection and of its gradients; a list of tensors is checked as it is made.
        Assert.InRange(arrows.LargestCircle(below).Count, 1, largestCircle);
    }

    private static bool IsTheLibrary(MetadataReference reference) => Path.GetFileName(reference.Display) == "LossDsl.dll";

    private static string Source(string project, [CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", project));
}
