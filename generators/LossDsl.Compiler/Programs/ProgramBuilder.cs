using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Makes the kernel program of a schedule: places, then the steps of a block of rows and of a single row, then names.</summary>
internal static class ProgramBuilder
{
    /// <summary>The program of a loss after all passes.</summary>
    public static KernelProgram Of(LossIr loss) => Of(Scheduler.Run(loss));

    /// <summary>The program of a schedule.</summary>
    public static KernelProgram Of(Schedule schedule)
    {
        var slots = Slots(schedule);
        var places = Places(schedule, slots);
        var constants = new ConstantsBuilder(schedule, places);
        var program = new KernelProgram(
            schedule,
            constants.Tables(),
            constants.Scalars(),
            constants.RowWeight(),
            new BlockBuilder(schedule, places).Steps(),
            new PlainBuilder(schedule, places).Program());
        return program with { Where = (places, new KernelNames(schedule.Loss, Named(program, places.Keys), slots)) };
    }

    /// <summary>The nodes that have a slot of their own, in their order.</summary>
    private static List<int> Slots(Schedule schedule)
    {
        var loss = schedule.Loss;
        return [.. Enumerable.Range(0, loss.Nodes.Count).Where(NeedsSlot)];

        bool NeedsSlot(int id)
        {
            var node = loss.Nodes[id];
            if (node.Axes != Axes.Batch || node.Op == Op.Seed || !schedule.Live.Contains(id))
                return false;
            if (node.Op is Op.AtLabel or Op.SumClass or Op.MaxClass or Op.Input || id == loss.LabelGradient || id == loss.Gradient
                || id == loss.ElementValue)
                return true;
            var stage = schedule.Stages.FirstOrDefault(stage => stage.Nodes.Contains(id));
            return stage is not null
                && schedule.Live.Any(user => loss.Reads(user).Contains(id) && !stage.Nodes.Contains(user) && !loss.IsTruth(user));
        }
    }

    private static Dictionary<int, Place> Places(Schedule schedule, List<int> slots)
    {
        var loss = schedule.Loss;
        var places = new Dictionary<int, Place>();
        // Before the slots of nodes come those of seeds and values.
        for (var i = 0; i < slots.Count; i++)
            places.Add(slots[i], new Place(PlaceKind.Slot, (2 * loss.Components.Count) + i));
        for (var i = 0; i < schedule.Tables.Count; i++)
            places.Add(schedule.Tables[i], new Place(PlaceKind.Table, i));
        for (var i = 0; i < schedule.Scalars.Count; i++)
            places.Add(schedule.Scalars[i], new Place(PlaceKind.Scalar, i));
        foreach (var (matrix, i) in schedule.Matrices.Select((matrix, i) => (matrix, i)))
            places.Add(matrix, new Place(PlaceKind.Matrix, i));
        for (var id = 0; id < loss.Nodes.Count; id++)
        {
            if (loss.Nodes[id].Op == Op.Seed)
                places.Add(id, new Place(PlaceKind.Slot, (int)loss.Nodes[id].Bits));
            else if (loss.Nodes[id].Op == Op.Input && schedule.Live.Contains(id) && !places.ContainsKey(id))
                places.Add(id, new Place(PlaceKind.Input, InputTable.Index(loss.Nodes[id].Name!)));
        }

        return places;
    }

    /// <summary>Every node that some back end writes by name.</summary>
    private static HashSet<int> Named(KernelProgram program, IEnumerable<int> kept)
    {
        HashSet<int> named = [.. kept];
        foreach (var step in program.Steps.Concat(program.Plain.Steps).Concat([program.Plain.ElementValues, program.Plain.Gradient])
            .OfType<Step>())
            Add(step);
        foreach (var method in program.Tables.Select(table => table.Entry).Append(program.Scalars).Append(program.RowWeight)
            .OfType<DoubleMethod>())
        {
            foreach (var part in method.Parts)
            {
                named.UnionWith(part.Lets);
                named.UnionWith(part.Loops.Select(loop => loop.Node).Concat(part.Loops.SelectMany(loop => loop.Lets)));
            }
        }

        return named;

        void Add(Step step)
        {
            named.UnionWith(step.Loads);
            named.UnionWith(step.Lets);
            if (step is not ClassStep loop)
                return;
            named.UnionWith(loop.Accumulates);
            if (loop.Otherwise is { } otherwise)
                Add(otherwise);
        }
    }
}
