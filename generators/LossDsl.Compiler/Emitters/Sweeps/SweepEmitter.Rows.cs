using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <content>The formulas between sweeps, which have no classes.</content>
internal sealed partial class SweepEmitter
{
    // The JIT's inlining budget belongs to the method at the root: a row formula that is one itself has room for itself.
    private const string Root = "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]";

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
        var values = stage.Components.Select(c => Loss.Components[c].Value).Distinct().ToList();
        foreach (var id in stage.Nodes.SelectMany(Loss.Reads).Concat(values).Distinct().OrderBy(id => id))
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
        foreach (var (local, value) in text.Locals([.. stored, .. values], stored))
            writer.Lines($"var {local} = {value};");
        foreach (var id in stored)
            writer.Lines($"block.SetRows({Slot(id)}, row, {text.Text(id)});");
        foreach (var c in stage.Components)
            writer.Lines($"block.SetRows<V>(Slot.{quantities.ValueNames[c]}, row, {text.Text(Loss.Components[c].Value)});");
    }
}
