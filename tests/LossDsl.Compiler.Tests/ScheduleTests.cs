using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>How many sweeps a loss takes follows from what its reductions depend on.</summary>
public class ScheduleTests
{
    private static readonly AttributeUse Smoothing = Use("LabelSmoothing", Number("Alpha", 0.1));

    public static TheoryData<string, int, int> Sweeps => new()
    {
        // The maximum; the sum of exponentials; the gradient.
        { "CrossEntropy", 3, 2 },
        { "CrossEntropy LabelSmoothing", 3, 2 },
        { "CrossEntropy Focal", 3, 2 },
        { "CrossEntropy LogSumExpPenalty", 3, 2 },
        // The losses of all labels depend on the sum, and the gradient on their slopes.
        { "CrossEntropy Focal LabelSmoothing LogSumExpPenalty", 4, 3 },
    };

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Sweeps_come_from_dependencies(string attributes, int sweeps, int withReductions)
    {
        var schedule = Scheduler.Run(Compiled(Loss([.. attributes.Split(' ').Select(Named)])));
        Assert.Equal(sweeps, schedule.Sweeps.Count);
        Assert.Equal(withReductions, schedule.Sweeps.Count(sweep => sweep.Reductions.Count > 0));
        Assert.True(schedule.Sweeps[^1].Writes == schedule.Loss.Gradient);
    }

    [Fact]
    public void The_exponential_is_kept_for_the_gradient()
    {
        var schedule = Scheduler.Run(Compiled(Loss(Use("CrossEntropy"))));
        Assert.Equal(Op.Exp, schedule[schedule.Kept].Op);
        Assert.Equal(schedule.Kept, schedule.Sweeps[1].Keeps);
        Assert.True(schedule.Sweeps[2].ReadsKept);
    }

    [Fact]
    public void The_entry_of_the_label_is_known_before_the_sweep_that_writes_the_gradient()
    {
        // The slopes of the other classes need no reduction; that of the label is their sum.
        var schedule = Scheduler.Run(Compiled(Loss(Use("MulticlassHinge", new Argument("Form", Choice: "WestonWatkins")))));
        Assert.Equal(2, schedule.Sweeps.Count);
        Assert.Contains(schedule.StageAfter(1)!.Nodes, node => node == schedule.Loss.LabelGradient);
    }

    [Fact]
    public void Nothing_is_computed_before_what_it_depends_on()
    {
        var schedule = Scheduler.Run(Compiled(Loss([.. "CrossEntropy Focal LabelSmoothing LogSumExpPenalty".Split(' ').Select(Named)])));
        var known = new HashSet<int>(Enumerable.Range(0, schedule.Loss.Nodes.Count)
            .Where(id => schedule[id].Axes == Axes.None || schedule[id].Op is Op.AtLabel or Op.Seed or Op.Logits or Op.IsLabel));
        foreach (var sweep in schedule.Sweeps)
        {
            foreach (var reduction in sweep.Reductions)
                Assert.All(RowsIn(schedule, schedule[reduction].A), row => Assert.Contains(row, known));
            if (sweep.Writes >= 0)
                Assert.All(RowsIn(schedule, schedule.Loss.Gradient), row => Assert.Contains(row, known));
            known.UnionWith(sweep.Reductions);
            foreach (var id in schedule.StageAfter(sweep.Number)?.Nodes ?? [])
            {
                Assert.All(Enumerable.Range(0, schedule[id].Arity).Select(schedule[id].Operand),
                    operand => Assert.Contains(operand, known));
                known.Add(id);
            }
        }

        Assert.All(schedule.Loss.Components, component => Assert.Contains(component.Value, known));
    }

    private static IEnumerable<int> RowsIn(Schedule schedule, int element)
    {
        if (schedule[element].Axes != (Axes.Batch | Axes.Class))
            return [element];
        return Enumerable.Range(0, schedule[element].Arity).Select(schedule[element].Operand)
            .SelectMany(operand => RowsIn(schedule, operand));
    }

    private static AttributeUse Named(string name) => name switch
    {
        "LabelSmoothing" => Smoothing,
        "Focal" => Use("Focal", Number("Gamma", 2)),
        "LogSumExpPenalty" => Use("LogSumExpPenalty", Number("Coefficient", 1e-4)),
        _ => Use(name),
    };
}
