using System.Globalization;
using System.Linq;
using System.Text;
using LossDsl.Compiler;
using LossDsl.Compiler.Tests;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>The table of verdicts on published losses in the compiler's documentation says what the engine says.</summary>
public class CatalogueTests
{
    public static TheoryData<string> Names => [.. CatalogueDeclarations.All.Select(loss => loss.Declaration.Type.Name)];

    [Fact]
    public void The_table_is_what_the_engine_says() => GeneratedDocument.Check("generators/CALIBRATION.md", Text());

    [Theory]
    [MemberData(nameof(Names))]
    public void Counterexamples_are_confirmed_by_another_minimiser(string name)
    {
        var declaration = CatalogueDeclarations.All.Single(loss => loss.Declaration.Type.Name == name).Declaration;
        var report = Compiler.Calibration.Decide(declaration, default);
        if (declaration.Head != Heads.Softmax)
            return;
        var isStopped = LossCompilation.Of(declaration)
            .Lowered(LossModel.Of(declaration).TargetKinds[0]).Nodes.Any(node => node.Op == Op.Stop);
        foreach (var phase in report.Phases)
        {
            foreach (var verdict in new[] { phase.Accuracy, phase.Balanced, phase.Probabilities })
            {
                if (verdict.Counterexample is { } found)
                    Confirmation.Confirm(declaration, phase.From + 1, found, isStopped);
            }
        }
    }

    private static string Text()
    {
        var text = new StringBuilder();
        foreach (var folder in CatalogueDeclarations.All.GroupBy(loss => loss.Folder))
        {
            text.Append($"\n## {folder.Key}\n\n| loss | from epoch | accuracy | balanced accuracy | probabilities | link | why "
                + "|\n|---|---|---|---|---|---|---|\n");
            foreach (var (_, declaration) in folder)
            {
                foreach (var phase in Compiler.Calibration.Decide(declaration, default).Phases)
                {
                    text.Append(CultureInfo.InvariantCulture,
                        $"| {declaration.Type.Name} | {(phase.From == 0 ? "" : phase.From)} | {Says(phase.Accuracy)} | "
                            + $"{Says(phase.Balanced)} | {Says(phase.Probabilities)} | {phase.Link.Kind} | {Cell(phase.Accuracy.Note)} |\n");
                }
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Says(CalibrationVerdict verdict) => verdict.Kind switch
    {
        VerdictKind.Proven => "**yes**",
        VerdictKind.HoldsNumerically => "yes",
        VerdictKind.Violated => "no: " + Example(verdict.Counterexample!),
        _ => "?",
    };

    private static string Example(Counterexample found)
        => $"P(y\\|x) = ({Numbers(found.Posterior)})" + (found.Goal == Compiler.Goal.Probabilities
            ? $" gives ({Numbers(found.Probabilities)})"
            : $" predicts {found.Predicted}, not {found.Bayes}");

    private static string Numbers(EquatableArray<double> numbers)
        => string.Join(", ", numbers.Select(number => number.ToString("0.###", CultureInfo.InvariantCulture)));

    private static string Cell(string text) => text.Replace("|", "\\|", System.StringComparison.Ordinal);
}
