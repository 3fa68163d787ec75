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
    private readonly HashSet<int> live;
    private readonly HashSet<int> forward;
    private readonly int[] levels;
    private readonly int count;
    private readonly int gradientSweep;
    private readonly Dictionary<(int Sweep, int Kept), HashSet<int>> cache = [];

    private Scheduler(LossIr loss)
    {
        this.loss = loss;
        var values = loss.Components.Select(component => component.Value).ToList();
        forward = Reachable(values);
        live = Reachable([.. values, loss.ElementValue, loss.Gradient, loss.LabelGradient]);
        levels = new int[loss.Nodes.Count];
        for (var id = 0; id < levels.Length; id++)
        {
            var node = loss.Nodes[id];
            foreach (var operand in node.Operands)
                levels[id] = Math.Max(levels[id], levels[operand]);
            if (IsReduction(id))
                levels[id]++;
        }

        var reductions = Ids.Where(IsReduction).Select(id => levels[id]).DefaultIfEmpty(0).Max();
        // The label's entry is computed with the row before the sweep that writes the gradient.
        var label = loss.LabelGradient < 0 ? 0 : levels[loss.LabelGradient];
        gradientSweep = loss.Gradient < 0 ? 0 : Math.Max(Math.Max(levels[loss.Gradient], label) + 1, reductions);
        // Losses of elements are written by a sweep after all that they read; a link has nothing else.
        var elements = loss.ElementValue < 0 ? 0 : levels[loss.ElementValue] + 1;
        count = Math.Max(Math.Max(reductions, gradientSweep), elements);
    }

    /// <summary>The schedule of a loss after all passes.</summary>
    public static Schedule Run(LossIr loss) => new Scheduler(loss).Run();

    private Schedule Run()
    {
        var kept = Kept();
        var keeps = kept < 0 ? 0 : Enumerable.Range(1, count).First(sweep => Elements(sweep, -1).Contains(kept));
        var values = loss.ElementValue < 0 ? null : Sweep(count, [], [loss.ElementValue], -1, keeps < count ? kept : -1, loss.ElementValue);
        var keptForward = values is { ReadsKept: true }
            || Enumerable.Range(1, count).Any(sweep => sweep > keeps && Elements(Forward(sweep), kept).Contains(kept));
        var sweeps = new List<Sweep>();
        for (var number = 1; number <= count; number++)
        {
            var known = number > keeps ? kept : -1;
            var keep = number == keeps ? kept : -1;
            var whole = Sweep(number, [.. Reductions(number)], Roots(number), keep, known, number == gradientSweep ? loss.Gradient : -1);
            var part = Sweep(number, [.. whole.Reductions.Where(forward.Contains)], Forward(number), keptForward ? keep : -1, known, -1);
            var nothing = part is { Reductions.Count: 0, Keeps: < 0 };
            var less = whole.Writes >= 0 || part.Reductions.Count < whole.Reductions.Count;
            sweeps.Add(whole with { OnlyForGradient = nothing || less, Forward = less && !nothing ? part : null });
        }

        return new Schedule(
            loss,
            [.. Ids.Where(IsTable).Where(Used)],
            [.. Ids.Where(IsStoredScalar)],
            sweeps,
            [.. Stages(kept, keeps)],
            kept,
            values,
            live);
    }

    /// <summary>A sweep over the elements that some roots and what it keeps are made of.</summary>
    private Sweep Sweep(int number, IReadOnlyList<int> reductions, IEnumerable<int> roots, int keeps, int known, int writes)
    {
        var elements = Elements(keeps < 0 ? roots : roots.Append(keeps), known);
        return new Sweep(number, reductions, elements, keeps, known >= 0 && elements.Contains(known), writes);
    }

    /// <summary>What a sweep computes for every element.</summary>
    private IEnumerable<int> Roots(int sweep)
        => Reductions(sweep).Select(id => loss.Nodes[id].A).Concat(sweep == gradientSweep ? [loss.Gradient] : []);

    /// <summary>The same where no gradient is wanted.</summary>
    private IEnumerable<int> Forward(int sweep) => Reductions(sweep).Where(forward.Contains).Select(id => loss.Nodes[id].A);

    private HashSet<int> Reachable(IEnumerable<int> roots)
        => [.. roots.Where(root => root >= 0).SelectMany(root => loss.Reachable(root, id => loss.Nodes[id].Op == Op.Table))];

    private IEnumerable<int> Ids => Enumerable.Range(0, loss.Nodes.Count);

    private bool IsReduction(int id)
        => live.Contains(id) && loss.Nodes[id] is { Op: Op.SumClass or Op.MaxClass } node && (node.Axes & Axes.Batch) != 0;

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

    /// <summary>A scalar that rows or elements read, and that is more than a number.</summary>
    private bool IsStoredScalar(int id)
        => loss.Nodes[id].Axes == Axes.None && loss.Nodes[id].Op != Op.Constant && !loss.IsTruth(id)
            && (Ids.Any(user => !InTable[user] && loss.Nodes[user].Axes != Axes.None && loss.Reads(user).Contains(id))
                || loss.Roots.Contains(id));

    private IEnumerable<int> Reductions(int sweep) => Ids.Where(id => IsReduction(id) && levels[id] == sweep);

    /// <summary>The element nodes that a sweep computes, cut off at what it reads as kept.</summary>
    private HashSet<int> Elements(int sweep, int kept)
    {
        if (!cache.TryGetValue((sweep, kept), out var elements))
            cache.Add((sweep, kept), elements = Elements(Roots(sweep), kept));
        return elements;
    }

    private HashSet<int> Elements(IEnumerable<int> roots, int kept)
    {
        var elements = new HashSet<int>();
        foreach (var root in roots)
            Visit(root);
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
            var cost = Functions(id);
            var users = Enumerable.Range(1, count).Count(sweep => Elements(sweep, -1).Contains(id));
            var saved = cost * (users - 1);
            if (saved > best.Saved)
                best = (id, saved);
        }

        return best.Id;
    }

    /// <summary>How many transcendental functions an element takes, shared ones once.</summary>
    private int Functions(int id)
        => loss.Reachable(id, inner => (loss.Nodes[inner].Axes & Axes.Class) == 0 || IsTable(inner))
            .Count(inner => IsElement(inner) && OperatorTable.Facts(loss.Nodes[inner].Op).Cost == Cost.Transcendental);

    /// <summary>When each row formula is first needed, latest first; then the stages.</summary>
    private IEnumerable<RowStage> Stages(int kept, int keeps)
    {
        var stage = new int[loss.Nodes.Count];
        for (var id = 0; id < stage.Length; id++)
            stage[id] = int.MaxValue;

        // Values wait for the last reduction that any of them needs; what a sweep reads must be there before it.
        var last = loss.Components.Max(component => levels[component.Value]);
        foreach (var component in loss.Components)
            Need(component.Value, last);
        if (loss.LabelGradient >= 0)
            Need(loss.LabelGradient, gradientSweep - 1);
        for (var sweep = 1; sweep <= count; sweep++)
            NeedFor(Roots(sweep), Elements(sweep, sweep > keeps ? kept : -1), sweep);
        if (loss.ElementValue >= 0)
            NeedFor([loss.ElementValue], Elements([loss.ElementValue], keeps < count ? kept : -1), count);

        for (var id = stage.Length - 1; id >= 0; id--)
        {
            if (stage[id] == int.MaxValue || IsReduction(id))
                continue;
            foreach (var operand in Operands(id))
                Need(operand, stage[id]);
        }

        var known = Enumerable.Range(0, loss.Components.Count)
            .ToLookup(c => Computed(loss.Components[c].Value) ? stage[loss.Components[c].Value] : last);
        return Enumerable.Range(0, count + 1)
            .Select(after => new RowStage(after, [.. Ids.Where(id => stage[id] == after && Computed(id))], [.. known[after]]))
            .Where(formulas => formulas.Nodes.Count + formulas.Components.Count > 0);

        void NeedFor(IEnumerable<int> roots, HashSet<int> elements, int sweep)
        {
            foreach (var root in roots)
                Need(root, sweep - 1);
            foreach (var element in elements)
            {
                if (element == kept && sweep > keeps)
                    continue;
                foreach (var operand in Operands(element))
                    Need(operand, sweep - 1);
            }
        }

        void Need(int id, int when)
        {
            if (IsRow(id))
                stage[id] = Math.Min(stage[id], when);
        }
    }

    private bool Computed(int id)
        => IsRow(id) && !IsReduction(id) && !loss.IsTruth(id) && loss.Nodes[id].Op is not (Op.AtLabel or Op.Seed or Op.Input);
}
