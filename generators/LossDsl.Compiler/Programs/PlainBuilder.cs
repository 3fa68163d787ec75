using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The steps of a single row in plain loops: the fallback, the reference in double precision, and the yardstick for the sweeps. Nothing
/// is kept between loops, and what the row has is there until its end.
/// </summary>
internal sealed class PlainBuilder(Schedule schedule, IReadOnlyDictionary<int, Place> places)
{
    private readonly HashSet<int> known = [];

    private LossIr Loss => schedule.Loss;

    /// <summary>The program.</summary>
    public PlainProgram Program()
    {
        List<int> perClass = [.. schedule.Tables, .. schedule.Matrices, .. schedule.Inputs.Where(VariesOverClasses)];
        List<int> loads =
        [
            .. schedule.Inputs.Where(input => !VariesOverClasses(input)), .. schedule.Scalars,
            .. schedule.Live.Where(id => Loss.Nodes[id].Op is Op.Seed or Op.AtLabel).OrderBy(id => id),
        ];
        known.UnionWith(perClass);
        known.UnionWith(loads);
        var steps = new List<Step>();
        Rows(steps, 0);
        foreach (var sweep in schedule.Sweeps)
        {
            if (sweep.Reductions.Count > 0)
            {
                steps.Add(Loop("Sweep" + sweep.Number.ToString(CultureInfo.InvariantCulture), sweep.Reductions, -1,
                    ElementResult.None) with
                { Number = sweep.Number });
                known.UnionWith(sweep.Reductions);
            }

            Rows(steps, sweep.Number);
        }

        return new PlainProgram(
            perClass, loads, steps,
            Loss.ElementValue < 0 ? null : Loop("ElementValues", [], Loss.ElementValue, ElementResult.ElementValue),
            Loss.Gradient < 0 ? null : Loop("Gradient", [], Loss.Gradient, ElementResult.Gradient))
        {
            ReadsLabel = Loss.LabelGradient >= 0 || schedule.Live.Any(id => Loss.Nodes[id].Op is Op.AtLabel or Op.IsLabel),
        };
    }

    private bool VariesOverClasses(int id) => (Loss.Nodes[id].Axes & Axes.Class) != 0;

    private void Rows(List<Step> steps, int after)
    {
        if (schedule.StageAfter(after) is not { } stage)
            return;
        var shared = stage.Nodes.Where(id => places.Keep(id, PlaceKind.Slot) || IsValue(id)).ToList();
        if (shared.Count == 0)
            return;
        var step = new RowStep(after, [], Lets.Of(Loss, shared, known.Contains, always: shared), [], []);
        steps.Add(step);
        known.UnionWith(step.Lets);
    }

    private bool IsValue(int id) => Loss.Components.Any(component => component.Value == id);

    // Only elements have names inside a loop: one of the row could stand in the way of the same outside it.
    private ClassStep Loop(string name, IReadOnlyList<int> accumulates, int element, ElementResult result)
    {
        int[] roots = [.. accumulates.Select(id => Loss.Nodes[id].A), .. element >= 0 ? [element] : System.Array.Empty<int>()];
        var lets = Lets.Of(Loss, roots, id => known.Contains(id) || Loss.Nodes[id].Op is Op.Logits or Op.IsLabel, VariesOverClasses);
        return new ClassStep(name, StepCondition.Always, [], lets, accumulates, element, result);
    }
}
