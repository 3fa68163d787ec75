using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes the sweeps of a schedule, and the row formulas between them, as structs for the vector driver.</summary>
internal sealed class SweepEmitter(Quantities quantities, CodeWriter writer)
{
    private const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    // The JIT's inlining budget belongs to the method at the root: a row formula that is one itself has room for itself.
    private const string Root = "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]";

    private readonly Schedule schedule = quantities.Schedule;

    private LossIr Loss => schedule.Loss;

    /// <summary>Writes the method that runs them on a block of rows.</summary>
    public void Block()
    {
        writer.Lines("/// <inheritdoc/>");
        using (writer.Block("public static void Block<V>(in RowBlock block)", "where V : struct, ISimd<V>"))
        {
            foreach (var id in quantities.Gathered)
            {
                var source = Loss.Nodes[id].A;
                writer.Lines(quantities.Table(source) is { } table
                    ? $"block.GatherTable({table.Index}, {Slot(id)});"
                    : $"block.GatherLogits({Slot(id)});");
            }

            if (schedule.StageAfter(0) is not null)
                writer.Lines("Sweeps.Rows<V, Rows0<V>>(in block);");
            foreach (var sweep in schedule.Sweeps)
            {
                if (sweep.Reductions.Count == 0)
                    writer.Lines("if (block.NeedsGradient)", $"    Sweeps.Run<V, Sweep{sweep.Number}<V>>(in block);");
                else
                    writer.Lines($"Sweeps.Run<V, Sweep{sweep.Number}<V>>(in block);");
                if (schedule.StageAfter(sweep.Number) is not null)
                    writer.Lines($"Sweeps.Rows<V, Rows{sweep.Number}<V>>(in block);");
            }
        }
    }

    /// <summary>Writes the structs.</summary>
    public void Structs()
    {
        if (schedule.StageAfter(0) is { } first)
            Rows(first);
        foreach (var sweep in schedule.Sweeps)
        {
            Sweep(sweep);
            if (schedule.StageAfter(sweep.Number) is { } stage)
                Rows(stage);
        }
    }

    private void Sweep(Sweep sweep)
    {
        var name = $"Sweep{sweep.Number}<V>";
        var names = new NameScope("logit", "kept", "index", "k", "row", "block", "mask", "before");
        var inputs = Inputs(sweep).ToDictionary(id => id, id => names.Take(Meaning.Of(Loss, id)));
        var needsLabel = sweep.Elements.Any(id => Loss.Nodes[id].Op == Op.IsLabel);
        var label = needsLabel ? names.Take("label") : "";
        var accumulators = sweep.Reductions.ToDictionary(id => id, id => names.Take(Meaning.Of(Loss, id)));
        var patches = sweep.WritesGradient && Loss.LabelGradient >= 0;

        writer.Lines("", $"/// <summary>Sweep {sweep.Number}: {Purpose(sweep, accumulators)}.</summary>");
        using (writer.Block($"private struct {name} : ISweep<{name}, V>", "where V : struct, ISimd<V>"))
        {
            foreach (var (id, field) in inputs.Select(pair => (pair.Key, pair.Value)))
                writer.Lines($"private {(quantities.Table(id) is null ? "V" : "ClassTable")} {field};");
            if (needsLabel)
                writer.Lines($"private V {label};");
            foreach (var accumulator in accumulators.Values)
                writer.Lines($"private V {accumulator};");
            if (inputs.Count + accumulators.Count > 0)
                writer.Lines("");
            if (accumulators.Count > 0)
                writer.Lines("public static bool Piecewise => true;", "");
            if (sweep.ReadsKept)
                writer.Lines("public static bool Reads => true;", "");
            if (sweep.Keeps >= 0 || sweep.WritesGradient)
                writer.Lines("public static bool Writes => true;", "");

            writer.Lines(Inline);
            using (writer.Block("public void Begin(in RowBlock block, int row)"))
            {
                foreach (var (id, field) in inputs.Select(pair => (pair.Key, pair.Value)))
                    writer.Lines($"{field} = {Load(id)};");
                if (needsLabel)
                    writer.Lines($"{label} = block.Label<V>(row);");
                foreach (var (id, field) in accumulators.Select(pair => (pair.Key, pair.Value)))
                {
                    if (Loss.Nodes[id].Op == Op.MaxClass)
                        writer.Lines($"{field} = float.NegativeInfinity;");
                }
            }

            writer.Lines("", Inline);
            using (writer.Block("public V Element(V logit, V kept, V index, nint k)"))
                Element(sweep, inputs, label, accumulators, names);

            writer.Lines("", Inline);
            using (writer.Block($"public void Restore(V mask, in {name} before)"))
            {
                foreach (var accumulator in accumulators.Values)
                    writer.Lines($"{accumulator} = V.Select(mask, {accumulator}, before.{accumulator});");
            }

            writer.Lines("", Inline);
            using (writer.Block("public void End(in RowBlock block, int row)"))
            {
                foreach (var (id, field) in accumulators.Select(pair => (pair.Key, pair.Value)))
                {
                    writer.Lines(Loss.Nodes[id].Op == Op.MaxClass
                        ? $"block.MaxRow({Slot(id)}, row, V.MaxAcross({field}));"
                        : $"block.SumRow({Slot(id)}, row, V.SumAcross({field}));");
                }

                if (patches)
                    writer.Lines($"block.SetAtLabel(row, {Slot(Loss.LabelGradient)});");
            }
        }
    }

    private void Element(Sweep sweep, Dictionary<int, string> inputs, string label, Dictionary<int, string> accumulators, NameScope names)
    {
        string? Given(int id)
        {
            if (id == schedule.Kept && sweep.ReadsKept)
                return "kept";
            if (inputs.TryGetValue(id, out var field))
                return quantities.Table(id) is null ? field : $"{field}.At<V>(k)";
            return Loss.Nodes[id].Op switch
            {
                Op.Logits => "logit",
                Op.IsLabel => $"V.Equal(index, {label})",
                _ => null,
            };
        }

        var roots = sweep.Reductions.Select(id => Loss.Nodes[id].A).ToList();
        if (sweep.WritesGradient)
            roots.Add(Loss.Gradient);
        if (sweep.Keeps >= 0)
            roots.Add(sweep.Keeps);
        var text = new ExpressionWriter(Loss, Dialect.Vector, Given, names);
        foreach (var (local, value) in text.Locals(roots))
            writer.Lines($"var {local} = {value};");
        foreach (var (id, accumulator) in accumulators.Select(pair => (pair.Key, pair.Value)))
        {
            var element = text.Text(Loss.Nodes[id].A);
            writer.Lines(Loss.Nodes[id].Op == Op.MaxClass
                ? $"{accumulator} = V.Max({accumulator}, {element});"
                : $"{accumulator} += {element};");
        }

        writer.Lines(sweep.WritesGradient ? $"return {text.Text(Loss.Gradient)};"
            : sweep.Keeps >= 0 ? $"return {text.Text(sweep.Keeps)};"
            : "return default;");
    }

    private void Rows(RowStage stage)
    {
        var name = $"Rows{stage.After}<V>";
        writer.Lines("", $"/// <summary>Row formulas after sweep {stage.After}, on vectors of rows.</summary>");
        using (writer.Block($"private readonly struct {name} : IRowStage<V>", "where V : struct, ISimd<V>"))
        {
            writer.Lines(Root);
            using (writer.Block("public static void Run(in RowBlock block, int row)"))
                RowFormulas(stage);
        }
    }

    private void RowFormulas(RowStage stage)
    {
        var names = new NameScope("block", "row");
        var loaded = new Dictionary<int, string>();
        var operands = stage.Nodes.SelectMany(Operands).ToList();
        var compared = operands.Where(id => Loss.Nodes[id] is { Axes: Axes.None, Op: Op.Less or Op.Equal }).SelectMany(Operands);
        foreach (var id in operands.Concat(compared).Concat(ValuesAfter(stage)).Distinct().OrderBy(id => id))
        {
            if (stage.Nodes.Contains(id) || loaded.ContainsKey(id))
                continue;
            if (quantities.HasSlot(id))
            {
                loaded.Add(id, names.Take(Meaning.Of(Loss, id)));
                writer.Lines($"var {loaded[id]} = block.Rows<V>({Slot(id)}, row);");
            }
            else if (quantities.Scalar(id) is { } scalar)
            {
                loaded.Add(id, names.Take(scalar.Name));
                writer.Lines($"var {loaded[id]} = block.Scalar<V>({scalar.Index});");
            }
        }

        var text = new ExpressionWriter(Loss, Dialect.Vector, id => loaded.TryGetValue(id, out var name) ? name : null, names);
        var stored = stage.Nodes.Where(quantities.HasSlot).ToList();
        foreach (var (local, value) in text.Locals([.. stored, .. ValuesAfter(stage)], stored))
            writer.Lines($"var {local} = {value};");
        foreach (var id in stored)
            writer.Lines($"block.SetRows({Slot(id)}, row, {text.Text(id)});");
        for (var c = 0; c < Loss.Components.Count; c++)
        {
            if (ValuesAfter(stage).Contains(Loss.Components[c].Value))
                writer.Lines($"block.SetRows<V>(Slot.{quantities.ValueNames[c]}, row, {text.Text(Loss.Components[c].Value)});");
        }
    }

    /// <summary>The values of components that are known after a stage; one that is a slot already counts for the last stage.</summary>
    private IReadOnlyList<int> ValuesAfter(RowStage stage)
        => [.. Loss.Components.Select(component => component.Value).Where(stage.Nodes.Contains).Distinct()];

    private IEnumerable<int> Inputs(Sweep sweep)
        => sweep.Elements.SelectMany(id => IsCut(id, sweep) ? [] : Operands(id))
            .Concat(Roots(sweep))
            .Where(id => Loss.Nodes[id].Op != Op.Constant)
            .Where(id => quantities.Table(id) is not null || (Loss.Nodes[id].Axes & Axes.Class) == 0)
            .Distinct()
            .OrderBy(id => id);

    private IEnumerable<int> Roots(Sweep sweep)
        => sweep.Reductions.Select(id => Loss.Nodes[id].A).Concat(sweep.WritesGradient ? [Loss.Gradient] : []);

    private bool IsCut(int id, Sweep sweep) => sweep.ReadsKept && id == schedule.Kept;

    private IEnumerable<int> Operands(int id) => Loss.Nodes[id].Operands;

    private string Load(int id)
        => quantities.Table(id) is { } table ? $"block.Table({table.Index})"
            : quantities.Scalar(id) is { } scalar ? $"block.Scalar<V>({scalar.Index})"
            : $"block.Row<V>({Slot(id)}, row)";

    private string Slot(int id) => "Slot." + quantities.Slot(id).Name;

    private string Purpose(Sweep sweep, IReadOnlyDictionary<int, string> accumulators)
    {
        var parts = sweep.Reductions.Select(id => $"{accumulators[id]} = {FormulaPrinter.Named(Loss, id)}").ToList();
        if (sweep.Keeps >= 0)
            parts.Add($"keeps {Meaning.Of(Loss, sweep.Keeps)} = {FormulaPrinter.Named(Loss, sweep.Keeps)}");
        if (sweep.WritesGradient)
            parts.Add("writes the gradient");
        return ClassEmitter.Escape(string.Join("; ", parts));
    }
}
