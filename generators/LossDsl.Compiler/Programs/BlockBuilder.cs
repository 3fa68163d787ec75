using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The steps of a block of rows: loops over the classes, which may keep an element for each other, and formulas between them.
/// </summary>
internal sealed class BlockBuilder(Schedule schedule, IReadOnlyDictionary<int, Place> places)
{
    private LossIr Loss => schedule.Loss;

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<Step> Steps()
    {
        var steps = new List<Step>();
        Rows(0);
        foreach (var sweep in schedule.Sweeps)
        {
            if (sweep.Number == schedule.ElementValues?.Number)
                steps.Add(Loop(schedule.ElementValues, "ElementValues", StepCondition.ElementValues, ElementResult.ElementValue));
            var name = "Sweep" + sweep.Number.ToString(CultureInfo.InvariantCulture);
            steps.Add(Loop(sweep, name, sweep.OnlyForGradient ? StepCondition.Gradient : StepCondition.Always, ResultOf(sweep)) with
            {
                Otherwise = sweep.Forward is { } forward ? Loop(forward, name + "Forward", StepCondition.Always, ResultOf(forward)) : null,
            });
            Rows(sweep.Number);
        }

        return steps;

        void Rows(int after)
        {
            if (schedule.StageAfter(after) is { } stage)
                steps.Add(Formulas(stage));
        }
    }

    private static ElementResult ResultOf(Sweep sweep)
        => sweep.Writes >= 0 ? ElementResult.Gradient : sweep.Keeps >= 0 ? ElementResult.Kept : ElementResult.None;

    private ClassStep Loop(Sweep sweep, string name, StepCondition condition, ElementResult result)
    {
        var element = sweep.Writes >= 0 ? sweep.Writes : sweep.Keeps;
        int[] roots = [.. sweep.Reductions.Select(id => Loss.Nodes[id].A), .. element >= 0 ? [element] : System.Array.Empty<int>()];
        var loads = Loads(sweep);
        return new ClassStep(
            name, condition, loads,
            Lets.Of(Loss, roots, id => IsCut(id, sweep) || loads.Contains(id) || Loss.Nodes[id].Op is Op.Logits or Op.IsLabel),
            sweep.Reductions, element, result)
        {
            Number = sweep.Number,
            ReadsKept = sweep.ReadsKept,
            ReadsLabel = sweep.Elements.Any(id => Loss.Nodes[id].Op == Op.IsLabel),
        };
    }

    /// <summary>What a loop takes up with the row: whatever its elements are made of that is no element itself.</summary>
    private List<int> Loads(Sweep sweep)
        => [.. sweep.Elements.SelectMany(id => IsCut(id, sweep) ? [] : Loss.Reads(id).Append(id))
            .Concat(sweep.Reductions.Select(id => Loss.Nodes[id].A))
            .Concat(sweep.Writes >= 0 ? [sweep.Writes] : [])
            .Where(id => Loss.Nodes[id].Op != Op.Constant)
            .Where(id => (Loss.Nodes[id].Axes & Axes.Class) == 0 || (places.TryGetValue(id, out var place) && place.Kind != PlaceKind.Slot))
            .Distinct()
            .OrderBy(id => id)];

    private bool IsCut(int id, Sweep sweep) => sweep.ReadsKept && id == schedule.Kept;

    private RowStep Formulas(RowStage stage)
    {
        var values = stage.Components.Select(c => Loss.Components[c].Value).Distinct().ToList();
        List<int> loads = [.. stage.Nodes.SelectMany(Loss.Reads).Concat(values).Distinct().OrderBy(id => id)
            .Where(id => !stage.Nodes.Contains(id)
                && (places.Keep(id, PlaceKind.Slot) || places.Keep(id, PlaceKind.Scalar)))];
        List<int> stores = [.. stage.Nodes.Where(id => places.Keep(id, PlaceKind.Slot))];
        return new RowStep(stage.After, loads, Lets.Of(Loss, [.. stores, .. values], loads.Contains, always: stores), stores,
            stage.Components);
    }
}
