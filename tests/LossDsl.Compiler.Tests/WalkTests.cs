using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>The walk through the compiler shows cross-entropy as it is lowered, and as it is once the gradient is split at the label.</summary>
public class WalkTests
{
    private static readonly LossIr Lowered = Pipeline.Lower(Loss(Use("CrossEntropy")), LossForm.Labels);

    [Fact]
    public void It_shows_the_lowered_loss() => Shows(Lowered);

    [Fact]
    public void It_shows_the_gradient_split_at_the_label()
        => Shows(Pipeline.Run(Lowered).Single(step => step.Pass == "normal form of the halves").Loss);

    private static void Shows(LossIr loss)
    {
        var block = $"```text\n{IrPrinter.Print(loss).ReplaceLineEndings("\n").TrimEnd()}\n```\n";
        Assert.True(Page().Contains(block, StringComparison.Ordinal), "generators/README.md has to show\n" + block);
    }

    private static string Page([CallerFilePath] string here = "")
        => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "generators", "README.md")).ReplaceLineEndings("\n");
}
