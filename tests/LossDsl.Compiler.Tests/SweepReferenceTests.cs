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

    private const int LongestLine = 400;

    // A longer term is told by what it depends on: the first of these with which a line is short enough to read.
    private static readonly int[] LongestTerms = [LongestLine, 100, 60, 40, 30, 20, 10];

    [Fact]
    public void Lines_are_short_enough_to_read() => Assert.All(Text().Split('\n'), line => Assert.InRange(line.Length, 0, LongestLine));

    [Fact]
    public void It_is_what_the_scheduler_does() => GeneratedDocument.Check("generators/SWEEPS.md", Text());

    private static string Text()
    {
        var text = new StringBuilder();
        foreach (var (head, title) in new[] { (Heads.Softmax, "Softmax"), (Heads.Sigmoid, "Sigmoid"), (Heads.Gumbel, "Gumbel"),
            (Heads.Identity, "Identity") })
        {
            text.Append($"\n## {title}\n\n| loss | targets | sweeps | what each yields |\n|---|---|---|---|\n");
            foreach (var names in Losses(head))
            {
                var declaration = Loss([Head(head.ToString()), .. names.Split(' ').Select(Drawn)]);
                foreach (var form in LossModel.Of(declaration).TargetKinds)
                {
                    var schedule = Scheduler.Run(Pipeline.Run(LossCompilation.Of(declaration).Lowered(form)).Last().Loss);
                    var start = $"| {names} | {form.ToString().ToLowerInvariant()} | {schedule.Sweeps.Count} | ";
                    var lines = LongestTerms
                        .Select(longest => start + string.Join("; ", schedule.Sweeps.Select(sweep => Says(schedule, sweep, longest)))
                            + " |");
                    text.Append(lines.FirstOrDefault(line => line.Length <= LongestLine) ?? lines.Last()).Append('\n');
                }
            }
        }

        return text.Append('\n').ToString();
    }

    private static IEnumerable<string> Losses(Heads head)
        => AttributeTable.All.Where(row => row.Stage == Stage.BaseTerm && (row.Heads & head) != 0).Select(row => row.Name)
            .Concat(head == Heads.Softmax ? Compositions : []);

    private static string Says(Schedule schedule, Sweep sweep, int longest)
    {
        var does = sweep.Reductions.Concat(sweep.Writes >= 0 && sweep.Writes != schedule.Loss.Gradient ? [sweep.Writes] : [])
            .Select(id => (Id: id, Text: FormulaPrinter.Named(schedule.Loss, id).Replace("|", "\\|", System.StringComparison.Ordinal)))
            .GroupBy(one => one.Text.Length > longest ? Reduction(schedule.Loss.Nodes[one.Id]) : one.Text)
            .Select(group => group.First().Text.Length > longest ? Long(schedule.Loss, [.. group.Select(one => one.Id)]) : group.Key)
            .Concat(sweep.Writes == schedule.Loss.Gradient ? ["the gradient"] : []);
        return string.Join(", ", does) + (sweep.OnlyForGradient && sweep.Writes < 0 ? " (only for the gradient)" : "");
    }

    private static string Reduction(Node node) => node.Op switch { Op.SumClass => "Σ_j ", Op.MaxClass => "max_j ", _ => "" };

    /// <summary>Long terms, by what they depend on; those of one sweep together.</summary>
    private static string Long(LossIr loss, int[] ids)
    {
        var names = new SortedSet<string>(System.StringComparer.Ordinal);
        var seen = new HashSet<int>();
        var open = new Stack<int>(ids.Select(id => Reduction(loss.Nodes[id]).Length > 0 ? loss.Nodes[id].A : id));
        while (open.TryPop(out var id))
        {
            var node = loss.Nodes[id];
            if (!seen.Add(id) || node.Op is Op.Constant or Op.ClassCount)
                continue;
            if (loss.Hints[id] is { Length: > 0 } hint)
                names.Add(hint);
            else if (node.Op == Op.IsLabel)
                names.Add("y");
            else if (Reduction(node).Length > 0)
                names.Add("the sweeps before");
            else if (node.Arity == 0 || node.Op == Op.Table)
                names.Add(FormulaPrinter.Named(loss, id).Replace("_k", "_j", System.StringComparison.Ordinal));
            else
                node.Operands.ToList().ForEach(open.Push);
        }

        return $"{(ids.Length > 1 ? $"{ids.Length} times " : "")}{Reduction(loss.Nodes[ids[0]])}f({string.Join(", ", names)})";
    }

    /// <summary>A use of an attribute with plain arguments wherever it has no defaults.</summary>
    private static AttributeUse Drawn(string name)
    {
        var row = AttributeTable.Find(name)!;
        return Use(name, [.. row.Parameters
            .Where(parameter => parameter.Default is null && !parameter.Optional
                && parameter.Kind is ParameterKind.Number or ParameterKind.Numbers)
            .Select(parameter => Number(parameter.Name, Plain(parameter)))]);
    }

    private static double Plain(ParameterRow parameter)
        => new[] { 1, 0.5, 2, parameter.Low + 1, parameter.High - 1 }.First(value => parameter.Allows(value)
            && !value.Equals(parameter.Neutral));
}
