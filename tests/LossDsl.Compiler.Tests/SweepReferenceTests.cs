using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>The table of sweeps in the compiler's documentation says what the scheduler does.</summary>
public class SweepReferenceTests
{
    /// <summary>Compositions that are used, beside each base term on its own.</summary>
    private static readonly string[] Compositions =
    [
        "CrossEntropy LabelSmoothing",
        "CrossEntropy Focal",
        "CrossEntropy Focal LabelSmoothing",
        "CrossEntropy Focal LabelSmoothing LogSumExpPenalty",
        "CrossEntropy LogitAdjustment Temperature",
        "PolyLoss Focal InverseFrequency LogSumExpPenalty",
    ];

    [Fact]
    public void It_is_what_the_scheduler_does() => GeneratedDocument.Check("generators/SWEEPS.md", Text());

    private static string Text()
    {
        var text = new StringBuilder();
        foreach (var (head, title) in new[] { (Heads.Softmax, "Softmax"), (Heads.Sigmoid, "Sigmoid"), (Heads.Gumbel, "Gumbel"), (Heads.Identity, "Identity") })
        {
            text.Append($"\n## {title}\n\n| loss | targets | sweeps | what each yields |\n|---|---|---|---|\n");
            foreach (var names in Losses(head))
            {
                var declaration = Loss([Head(head.ToString()), .. names.Split(' ').Select(Drawn)]);
                foreach (var form in LossModel.Of(declaration).TargetKinds)
                {
                    var schedule = Scheduler.Run(Pipeline.Run(LossCompilation.Of(declaration).Lowered(form)).Last().Loss);
                    text.Append($"| {names} | {form.ToString().ToLowerInvariant()} | {schedule.Sweeps.Count} | {string.Join("; ", schedule.Sweeps.Select(sweep => Says(schedule, sweep)))} |\n");
                }
            }
        }

        return text.Append('\n').ToString();
    }

    private static IEnumerable<string> Losses(Heads head)
        => AttributeTable.All.Where(row => row.Stage == Stage.BaseTerm && (row.Heads & head) != 0).Select(row => row.Name)
            .Concat(head == Heads.Softmax ? Compositions : []);

    private static string Says(Schedule schedule, Sweep sweep)
    {
        var does = sweep.Reductions.Concat(sweep.Writes >= 0 && sweep.Writes != schedule.Loss.Gradient ? [sweep.Writes] : [])
            .Select(id => FormulaPrinter.Named(schedule.Loss, id).Replace("|", "\\|", System.StringComparison.Ordinal))
            .Concat(sweep.Writes == schedule.Loss.Gradient ? ["the gradient"] : []);
        return string.Join(", ", does) + (sweep.OnlyForGradient && sweep.Writes < 0 ? " (only for the gradient)" : "");
    }

    /// <summary>A use of an attribute with plain arguments wherever it has no defaults.</summary>
    private static AttributeUse Drawn(string name)
    {
        var row = AttributeTable.Find(name)!;
        return Use(name, [.. row.Parameters
            .Where(parameter => parameter.Default is null && !parameter.Optional && parameter.Kind is ParameterKind.Number or ParameterKind.Numbers)
            .Select(parameter => Number(parameter.Name, Plain(parameter)))]);
    }

    private static double Plain(ParameterRow parameter)
        => new[] { 1, 0.5, 2, parameter.Low + 1, parameter.High - 1 }.First(value => parameter.Allows(value) && !value.Equals(parameter.Neutral));
}
