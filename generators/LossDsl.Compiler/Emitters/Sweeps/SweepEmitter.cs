using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes the sweeps of a schedule, and the row formulas between them, as structs for the vector driver.</summary>
internal sealed partial class SweepEmitter(Quantities quantities, CodeWriter writer)
{
    private const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    private const string VectorConstraint = "where V : struct, ISimd<V>";
    private const string LanesConstraint = "where L : struct, ILanes<V>";
    private const string ElementValuesName = "ElementValues";
    private const string Forward = "Forward";

    private readonly Schedule schedule = quantities.Schedule;

    private LossIr Loss => schedule.Loss;

    /// <summary>Writes the methods that run them on a block of rows.</summary>
    public void Block()
    {
        writer.Lines("/// <inheritdoc/>");
        using (writer.Block("public static void Block<V>(in RowBlock block)", VectorConstraint))
            writer.Lines("Block<V, ClassLanes<V>>(in block);");
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static void Block<V, L>(in RowBlock block)", VectorConstraint, LanesConstraint))
        {
            foreach (var id in quantities.Gathered)
                writer.Lines(Gather(id));
            if (schedule.StageAfter(0) is not null)
                writer.Lines("Sweeps.Rows<V, Rows0<V>>(in block);");
            foreach (var sweep in schedule.Sweeps)
            {
                if (sweep.Number == schedule.ElementValues?.Number)
                    writer.Lines("if (block.NeedsElementValues)", "    " + Run(ElementValuesName));
                if (!sweep.OnlyForGradient)
                    writer.Lines(Run(Name(sweep)));
                else
                    writer.Lines("if (block.NeedsGradient)", "    " + Run(Name(sweep)));
                if (sweep.Forward is not null)
                    writer.Lines("else", "    " + Run(Name(sweep) + Forward));

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
            if (sweep.Number == schedule.ElementValues?.Number)
                Sweep(schedule.ElementValues, ElementValuesName);
            Sweep(sweep, Name(sweep));
            if (sweep.Forward is { } part)
                Sweep(part, Name(sweep) + Forward);
            if (schedule.StageAfter(sweep.Number) is { } stage)
                Rows(stage);
        }
    }

    private static string Name(Sweep sweep) => "Sweep" + sweep.Number.ToString(CultureInfo.InvariantCulture);

    private static string Run(string name) => $"Sweeps.Run<V, L, {name}<V, L>>(in block);";

    private string Gather(int id)
    {
        if (quantities.Input(id) is { } row)
            return $"block.GatherRows({row}, {Slot(id)});";
        var source = Loss.Nodes[id].A;
        return quantities.Table(source) is { } table ? $"block.GatherTable({table.Index}, {Slot(id)});"
            : quantities.Input(source) is { } input ? $"block.GatherElements({input}, {Slot(id)});"
            : quantities.Matrix(source) is { } matrix ? $"block.GatherMatrix({matrix}, {Slot(id)});"
            : Loss.Nodes[source].Op == Op.Logits ? $"block.GatherLogits({Slot(id)});"
            : throw new InvalidOperationException($"no pass has taken {Loss.Nodes[source].Op} at the label apart");
    }

    private void Sweep(Sweep sweep, string name)
    {
        var type = name + "<V, L>";
        var names = new NameScope("logit", "kept", "index", "k", "row", "block", "mask", "before");
        var inputs = Inputs(sweep).ToDictionary(id => id, id => names.Take(Meaning.Of(Loss, id)));
        var needsLabel = sweep.Elements.Any(id => Loss.Nodes[id].Op == Op.IsLabel);
        var label = needsLabel ? names.Take("label") : "";
        var accumulators = sweep.Reductions.ToDictionary(id => id, id => names.Take(Meaning.Of(Loss, id)));

        writer.Lines("", $"/// <summary>{Title(name)}: {Purpose(sweep, accumulators)}.</summary>");
        using (writer.Block($"private struct {type} : ISweep<{type}, V>", VectorConstraint, LanesConstraint))
        {
            foreach (var (id, field) in inputs.Select(pair => (pair.Key, pair.Value)))
                writer.Lines($"private {FieldType(id)} {field};");
            if (needsLabel)
                writer.Lines($"private V {label};");
            foreach (var accumulator in accumulators.Values)
                writer.Lines($"private V {accumulator};");
            if (inputs.Count + accumulators.Count > 0 || needsLabel)
                writer.Lines("");
            if (accumulators.Count > 0)
                writer.Lines("public static bool Piecewise => true;", "");
            if (sweep.ReadsKept)
                writer.Lines("public static bool Reads => true;", "");
            if (sweep.Keeps >= 0 || sweep.Writes >= 0)
                writer.Lines("public static bool Writes => true;", "");
            if (IsElementValues(sweep))
                writer.Lines("public static bool WritesElementValues => true;", "");

            writer.Lines(Inline);
            using (writer.Block("public void Begin(in RowBlock block, int row)"))
            {
                foreach (var (id, field) in inputs.Select(pair => (pair.Key, pair.Value)))
                    writer.Lines($"{field} = {Load(id)};");
                if (needsLabel)
                    writer.Lines($"{label} = L.Label(in block, row);");
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
            using (writer.Block($"public void Restore(V mask, in {type} before)"))
            {
                foreach (var accumulator in accumulators.Values)
                    writer.Lines($"{accumulator} = V.Select(mask, {accumulator}, before.{accumulator});");
            }

            writer.Lines("", Inline);
            using (writer.Block("public void End(in RowBlock block, int row)"))
            {
                foreach (var (id, field) in accumulators.Select(pair => (pair.Key, pair.Value)))
                    writer.Lines($"L.{(Loss.Nodes[id].Op == Op.MaxClass ? "MaxRow" : "SumRow")}(in block, {Slot(id)}, row, {field});");
                if (WritesGradient(sweep) && Loss.LabelGradient >= 0)
                    writer.Lines($"L.SetAtLabel(in block, row, {Slot(Loss.LabelGradient)});");
            }
        }
    }

    private void Element(Sweep sweep, Dictionary<int, string> inputs, string label, Dictionary<int, string> accumulators, NameScope names)
    {
        string? Given(int id)
        {
            if (IsCut(id, sweep))
                return "kept";
            if (inputs.TryGetValue(id, out var field))
                return FieldType(id) == "V" ? field : $"L.At({field}, k)";
            return Loss.Nodes[id].Op switch
            {
                Op.Logits => "logit",
                Op.IsLabel => $"V.Equal(index, {label})",
                _ => null,
            };
        }

        var result = sweep.Writes >= 0 ? sweep.Writes : sweep.Keeps;
        var roots = sweep.Reductions.Select(id => Loss.Nodes[id].A).ToList();
        if (result >= 0)
            roots.Add(result);
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

        writer.Lines($"return {(result >= 0 ? text.Text(result) : "default")};");
    }

    /// <summary>What a sweep takes up with the row: whatever its elements are made of that is no element itself.</summary>
    private IEnumerable<int> Inputs(Sweep sweep)
        => sweep.Elements.SelectMany(id => IsCut(id, sweep) ? [] : Loss.Reads(id).Append(id))
            .Concat(sweep.Reductions.Select(id => Loss.Nodes[id].A))
            .Concat(sweep.Writes >= 0 ? [sweep.Writes] : [])
            .Where(id => Loss.Nodes[id].Op != Op.Constant)
            .Where(id => FieldType(id) != "V" || (Loss.Nodes[id].Axes & Axes.Class) == 0)
            .Distinct()
            .OrderBy(id => id);

    private bool IsCut(int id, Sweep sweep) => sweep.ReadsKept && id == schedule.Kept;

    private bool IsElementValues(Sweep sweep) => sweep == schedule.ElementValues;

    private bool WritesGradient(Sweep sweep) => sweep.Writes >= 0 && !IsElementValues(sweep);

    /// <summary>The type of the field through which a sweep reads something.</summary>
    private string FieldType(int id)
        => quantities.Table(id) is not null ? "ClassTable"
            : Loss.Nodes[id].Op is Op.Input or Op.MatrixRow && (Loss.Nodes[id].Axes & Axes.Class) != 0 ? "ElementTable"
            : "V";

    private string Load(int id)
        => quantities.Table(id) is { } table ? $"block.Table({table.Index})"
            : quantities.Matrix(id) is { } matrix ? $"L.MatrixRow(in block, {matrix}, row)"
            : quantities.Scalar(id) is { } scalar ? $"block.Scalar<V>({scalar.Index})"
            : quantities.HasSlot(id) ? $"L.Row(in block, {Slot(id)}, row)"
            : $"L.Input(in block, {quantities.Input(id)}, row)";

    private string Slot(int id) => "Slot." + quantities.Slot(id).Name;

    private static string Title(string name)
        => name == ElementValuesName ? "The loss of each element"
            : "Sweep " + (name.EndsWith(Forward, StringComparison.Ordinal) ? name.Substring(5, name.Length - 5 - Forward.Length) + " where no gradient is wanted" : name.Substring(5));

    private string Purpose(Sweep sweep, IReadOnlyDictionary<int, string> accumulators)
    {
        var parts = sweep.Reductions.Select(id => accumulators[id] + Means(id)).ToList();
        if (sweep.Keeps >= 0)
            parts.Add($"keeps {Meaning.Of(Loss, sweep.Keeps)}{Means(sweep.Keeps)}");
        if (IsElementValues(sweep))
            parts.Add($"of each element{Means(sweep.Writes)}");
        else if (sweep.Writes >= 0)
            parts.Add("writes the gradient");
        return ClassEmitter.Escape(string.Join("; ", parts));
    }

    /// <summary>What a node is, unless it is longer than the code.</summary>
    private string Means(int id) => FormulaPrinter.Named(Loss, id) is { Length: <= 100 } formula ? " = " + formula : "";
}
