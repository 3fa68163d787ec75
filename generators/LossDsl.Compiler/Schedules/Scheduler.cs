using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Lays a loss out in time. What a reduction over the classes depends on decides the sweep it belongs to; row formulas
/// run as late as they can, so that few stages exist.
/// </summary>
public sealed class Scheduler
{
    private readonly LossIr loss;
    private readonly int[] levels;
    private readonly int count;
    private readonly int gradientSweep;
    private readonly Dictionary<(int Sweep, int Kept), HashSet<int>> cache = [];

    private Scheduler(LossIr loss)
    {
        this.loss = loss;
        levels = new int[loss.Nodes.Count];
        for (var id = 0; id < levels.Length; id++)
        {
            var node = loss.Nodes[id];
            foreach (var operand in node.Operands)
                levels[id] = Math.Max(levels[id], levels[operand]);
            if (IsReduction(id))
                levels[id]++;
        }

        var reductions = levels.Max();
        gradientSweep = loss.Gradient < 0 ? 0 : Math.Max(levels[loss.Gradient] + 1, reductions);
        count = Math.Max(reductions, gradientSweep);
    }

    /// <summary>The schedule of a loss after all passes.</summary>
    public static Schedule Run(LossIr loss) => new Scheduler(loss).Run();

    private Schedule Run()
    {
        var kept = Kept();
        var keeps = kept < 0 ? 0 : Enumerable.Range(1, count).First(sweep => Elements(sweep, -1).Contains(kept));
        var sweeps = Enumerable.Range(1, count)
            .Select(sweep => (Number: sweep, Elements: Elements(sweep, sweep > keeps ? kept : -1)))
            .Select(sweep => new Sweep(
                sweep.Number,
                [.. Reductions(sweep.Number)],
                sweep.Elements,
                sweep.Number == keeps ? kept : -1,
                kept >= 0 && sweep.Number > keeps && sweep.Elements.Contains(kept),
                sweep.Number == gradientSweep))
            .ToList();
        return new Schedule(
            loss,
            [.. Ids.Where(IsTable).Where(Used)],
            [.. Ids.Where(IsStoredScalar)],
            sweeps,
            [.. Stages(kept, keeps)],
            kept);
    }

    private IEnumerable<int> Ids => Enumerable.Range(0, loss.Nodes.Count);

    private bool IsReduction(int id) => loss.Nodes[id] is { Op: Op.SumClass or Op.MaxClass } node && (node.Axes & Axes.Batch) != 0;

    private bool IsElement(int id) => loss.Nodes[id].Axes == (Axes.Batch | Axes.Class);

    private bool IsRow(int id) => loss.Nodes[id].Axes == Axes.Batch;

    private bool IsTable(int id) => loss.Nodes[id].Op is Op.Table or Op.ClassInput;

    /// <summary>Whether a table is read by something other than the definition of another table.</summary>
    private bool Used(int table) => Ids.Any(id => !InTable[id] && Operands(id).Contains(table));

    private bool[]? inTable;

    /// <summary>The nodes that only define tables.</summary>
    private bool[] InTable
    {
        get
        {
            if (inTable is not null)
                return inTable;
            var outside = new bool[loss.Nodes.Count];
            foreach (var root in loss.Roots)
                Visit(root);
            return inTable = [.. outside.Select(reached => !reached)];

            void Visit(int id)
            {
                if (outside[id])
                    return;
                outside[id] = true;
                if (loss.Nodes[id].Op == Op.Table)
                    return;
                foreach (var operand in Operands(id))
                    Visit(operand);
            }
        }
    }

    private IEnumerable<int> Operands(int id) => loss.Nodes[id].Operands;

    /// <summary>
    /// A scalar that rows or elements read, and that is more than a number. A comparison of scalars is made where it is
    /// used, since a truth value has no place among numbers.
    /// </summary>
    private bool IsStoredScalar(int id)
        => loss.Nodes[id].Axes == Axes.None && loss.Nodes[id].Op != Op.Constant && !IsComparison(id)
            && (Ids.Any(user => !InTable[user] && (loss.Nodes[user].Axes != Axes.None || IsComparison(user)) && Operands(user).Contains(id)) || loss.Roots.Contains(id));

    private bool IsComparison(int id) => loss.Nodes[id].Op is Op.Less or Op.Equal;

    private IEnumerable<int> Reductions(int sweep) => Ids.Where(id => IsReduction(id) && levels[id] == sweep);

    /// <summary>The element nodes that a sweep computes, cut off at what it reads as kept.</summary>
    private HashSet<int> Elements(int sweep, int kept)
    {
        if (cache.TryGetValue((sweep, kept), out var known))
            return known;
        var elements = cache[(sweep, kept)] = [];
        foreach (var reduction in Reductions(sweep))
            Visit(loss.Nodes[reduction].A);
        if (sweep == gradientSweep)
            Visit(loss.Gradient);
        return elements;

        void Visit(int id)
        {
            if ((loss.Nodes[id].Axes & Axes.Class) == 0 || IsTable(id) || !elements.Add(id) || id == kept)
                return;
            foreach (var operand in Operands(id))
                Visit(operand);
        }
    }

    /// <summary>
    /// The element worth keeping between sweeps: the one whose transcendental functions, in all the sweeps that would have
    /// to compute it again, are most. There is one buffer, that of the gradient.
    /// </summary>
    private int Kept()
    {
        var best = (Id: -1, Saved: 0);
        foreach (var id in Ids.Where(IsElement))
        {
            var cost = Cost(id);
            var users = Enumerable.Range(1, count).Count(sweep => Elements(sweep, -1).Contains(id));
            var saved = cost * (users - 1);
            if (saved > best.Saved)
                best = (id, saved);
        }

        return best.Id;
    }

    /// <summary>How many transcendental functions an element takes, shared ones once.</summary>
    private int Cost(int id)
        => loss.Reachable(id, inner => (loss.Nodes[inner].Axes & Axes.Class) == 0 || IsTable(inner))
            .Count(inner => IsElement(inner) && loss.Nodes[inner].Op is Op.Exp or Op.Log or Op.Log1p or Op.OneMinusExp or Op.Todd or Op.Pow);

    /// <summary>When each row formula is first needed, latest first; then the stages.</summary>
    private IEnumerable<RowStage> Stages(int kept, int keeps)
    {
        var stage = new int[loss.Nodes.Count];
        for (var id = 0; id < stage.Length; id++)
            stage[id] = int.MaxValue;

        // Values wait for the last reduction; what a sweep reads must be there before it.
        var last = Ids.Where(IsReduction).Select(id => levels[id]).DefaultIfEmpty(0).Max();
        foreach (var component in loss.Components)
            Need(component.Value, last);
        if (loss.LabelGradient >= 0)
            Need(loss.LabelGradient, gradientSweep - 1);
        for (var sweep = 1; sweep <= count; sweep++)
        {
            foreach (var element in Elements(sweep, sweep > keeps ? kept : -1))
            {
                if (element == kept && sweep > keeps)
                    continue;
                foreach (var operand in Operands(element))
                    Need(operand, sweep - 1);
            }

            foreach (var reduction in Reductions(sweep))
                Need(loss.Nodes[reduction].A, sweep - 1);
            if (sweep == gradientSweep)
                Need(loss.Gradient, sweep - 1);
        }

        for (var id = stage.Length - 1; id >= 0; id--)
        {
            if (stage[id] == int.MaxValue || IsReduction(id))
                continue;
            foreach (var operand in Operands(id))
                Need(operand, stage[id]);
        }

        return Ids.Where(id => stage[id] != int.MaxValue && Computed(id))
            .GroupBy(id => stage[id])
            .OrderBy(group => group.Key)
            .Select(group => new RowStage(group.Key, [.. group]));

        void Need(int id, int when)
        {
            if (IsRow(id))
                stage[id] = Math.Min(stage[id], when);
        }
    }

    private bool Computed(int id) => IsRow(id) && !IsReduction(id) && loss.Nodes[id].Op is not (Op.AtLabel or Op.Seed);
}
