using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Where generated code finds what was computed before: slots of a row, scalars of the call, tables; with a name for each.
/// </summary>
internal sealed class Quantities
{
    private readonly Dictionary<int, (int Index, string Name)> slots = [];
    private readonly Dictionary<int, (int Index, string Name)> scalars = [];
    private readonly Dictionary<int, (int Index, string Name)> tables = [];
    private readonly Dictionary<int, string> tableMethods = [];
    private readonly Dictionary<int, int> matrices = [];

    public Quantities(Schedule schedule)
    {
        Schedule = schedule;
        var loss = schedule.Loss;
        var names = new NameScope("Slot");
        foreach (var component in loss.Components)
            SeedNames.Add(names.Take("Seed" + component.Name));
        foreach (var component in loss.Components)
            ValueNames.Add(names.Take("Loss" + component.Name));

        var next = 2 * loss.Components.Count;
        for (var id = 0; id < loss.Nodes.Count; id++)
        {
            var node = loss.Nodes[id];
            if (node.Op == Op.Seed)
                slots.Add(id, ((int)node.Bits, SeedNames[(int)node.Bits]));
            else if (NeedsSlot(id))
                slots.Add(id, (next++, names.Take(Capital(Meaning.Of(Loss, id)))));
        }

        SlotCount = next;
        var (tableNames, methodNames) = (new NameScope(), new NameScope());
        for (var i = 0; i < schedule.Tables.Count; i++)
        {
            tables.Add(schedule.Tables[i], (i, tableNames.Take(Meaning.Of(loss, schedule.Tables[i]))));
            tableMethods.Add(schedule.Tables[i], methodNames.Take("Table" + Capital(Meaning.Of(loss, schedule.Tables[i]))));
        }

        var scalarNames = new NameScope();
        for (var i = 0; i < schedule.Scalars.Count; i++)
            scalars.Add(schedule.Scalars[i], (i, scalarNames.Take(Meaning.Of(loss, schedule.Scalars[i]))));
        foreach (var matrix in schedule.Matrices)
            matrices.Add(matrix, matrices.Count);
    }

    public Schedule Schedule { get; }

    public LossIr Loss => Schedule.Loss;

    public int SlotCount { get; }

    public List<string> SeedNames { get; } = [];

    public List<string> ValueNames { get; } = [];

    /// <summary>The matrices that the loss reads, by name; the position of a name is the matrix's number.</summary>
    public IReadOnlyList<string> Matrices => [.. Schedule.Matrices.Select(id => Loss.Nodes[id].Name!)];

    /// <summary>The slots with their names, in order.</summary>
    public IEnumerable<(int Index, string Name)> Slots
        => SeedNames.Select((name, i) => (i, name))
            .Concat(ValueNames.Select((name, i) => (i + SeedNames.Count, name)))
            .Concat(slots.Values.Where(slot => slot.Index >= 2 * SeedNames.Count).OrderBy(slot => slot.Index));

    /// <summary>The row quantities that are there before anything else: inputs, and what is gathered at the label.</summary>
    public IEnumerable<int> Gathered => slots.Keys.Where(id => Loss.Nodes[id].Op is Op.AtLabel or Op.Input).OrderBy(id => id);

    public bool HasSlot(int id) => slots.ContainsKey(id);

    public (int Index, string Name) Slot(int id) => slots[id];

    public (int Index, string Name)? Scalar(int id) => scalars.TryGetValue(id, out var scalar) ? scalar : null;

    public (int Index, string Name)? Table(int id) => tables.TryGetValue(id, out var table) ? table : null;

    /// <summary>The method that computes a table.</summary>
    public string TableMethod(int id) => tableMethods[id];

    /// <summary>The number of a matrix, or null.</summary>
    public int? Matrix(int id) => matrices.TryGetValue(id, out var matrix) ? matrix : null;

    /// <summary>The number of an input in generated code, or null.</summary>
    public string? Input(int id) => Loss.Nodes[id] is { Op: Op.Input } input ? "KernelInput." + InputTable.Row(input.Name!).Property : null;

    private bool NeedsSlot(int id)
    {
        var node = Loss.Nodes[id];
        if (node.Axes != Axes.Batch || node.Op == Op.Seed || !Schedule.Live.Contains(id))
            return false;
        if (node.Op is Op.AtLabel or Op.SumClass or Op.MaxClass or Op.Input || id == Loss.LabelGradient || id == Loss.Gradient || id == Loss.ElementValue)
            return true;
        var stage = Schedule.Stages.FirstOrDefault(stage => stage.Nodes.Contains(id));
        return stage is not null && Schedule.Live.Any(user => Loss.Reads(user).Contains(id) && !stage.Nodes.Contains(user) && !Loss.IsTruth(user));
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
