using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>
/// The walk through the compiler shows cross-entropy as it is lowered, once the gradient is split at the label, and as a
/// kernel program.
/// </summary>
public class WalkTests
{
    private static readonly LossIr Lowered = LossCompilation.Of(Loss(Use("CrossEntropy"))).Lowered(LossForm.Labels);

    [Fact]
    public void It_shows_the_lowered_loss() => Shows(Lowered);

    [Fact]
    public void It_shows_the_gradient_split_at_the_label()
        => Shows(Pipeline.Run(Lowered).Single(step => step.Pass == "normal form of the halves").Loss);

    [Fact]
    public void It_shows_the_kernel_program() => Shows(ProgramPrinter.Print(ProgramBuilder.Of(Pipeline.Run(Lowered).Last().Loss)));

    private static void Shows(LossIr loss) => Shows(IrPrinter.Print(loss));

    private static void Shows(string listing)
    {
        var block = $"```text\n{listing.ReplaceLineEndings("\n").TrimEnd()}\n```\n";
        Assert.True(Page().Contains(block, StringComparison.Ordinal), "generators/README.md has to show\n" + block);
    }

    private static string Page([CallerFilePath] string here = "")
        => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "generators", "README.md")).ReplaceLineEndings("\n");
}
