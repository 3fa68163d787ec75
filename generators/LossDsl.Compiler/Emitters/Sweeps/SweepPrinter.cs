using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Prints the steps of a kernel program for the vector driver: a struct for each, and the method that runs them on a block of
/// rows.
/// </summary>
internal sealed class SweepPrinter(KernelProgram program, CodeWriter writer)
{
    private const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    // The JIT's inlining budget belongs to the method at the root: a row formula that is one itself has room for itself.
    private const string Root = "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]";

    private const string VectorConstraint = "where V : struct, ISimd<V>";
    private const string LanesConstraint = "where L : struct, ILanes<V>";

    private LossIr Loss => program.Loss;

    /// <summary>Prints the methods that run them on a block of rows.</summary>
    public void Block()
    {
        writer.Lines("/// <inheritdoc/>");
        using (writer.Block("public static void Block<V>(in RowBlock block)", VectorConstraint))
            writer.Lines("Block<V, ClassLanes<V>>(in block);");
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static void Block<V, L>(in RowBlock block)", VectorConstraint, LanesConstraint))
        {
            foreach (var id in program.Gathered)
                writer.Lines(Gather(id));
            foreach (var step in program.Steps)
                Run(step);
        }
    }

    /// <summary>Prints the structs.</summary>
    public void Structs()
    {
        foreach (var step in program.Steps)
        {
            if (step is RowStep rows)
            {
                Rows(rows);
                continue;
            }

            var loop = (ClassStep)step;
            Loop(loop);
            if (loop.Otherwise is { } otherwise)
                Loop(otherwise);
        }
    }

    private void Run(Step step)
    {
        if (step is RowStep rows)
        {
            writer.Lines($"Sweeps.Rows<V, Rows{rows.After}<V>>(in block);");
            return;
        }

        var loop = (ClassStep)step;
        var condition = loop.Condition switch
        {
            StepCondition.Gradient => "block.NeedsGradient",
            StepCondition.ElementValues => "block.NeedsElementValues",
            _ => null,
        };
        if (condition is null)
            writer.Lines(Call(loop));
        else
            writer.Lines($"if ({condition})", "    " + Call(loop));
        if (loop.Otherwise is { } otherwise)
            writer.Lines("else", "    " + Call(otherwise));
    }

    private static string Call(ClassStep loop) => $"Sweeps.Run<V, L, {loop.Name}<V, L>>(in block);";

    private string Gather(int id)
    {
        if (Loss.Nodes[id].Op == Op.Input)
            return $"block.GatherRows({Input(id)}, {Slot(id)});";
        var source = Loss.Nodes[id].A;
        if (Loss.Nodes[source].Op == Op.Logits)
            return $"block.GatherLogits({Slot(id)});";
        var place = program.PlaceOf(source)
            ?? throw new InvalidOperationException($"no pass has taken {Loss.Nodes[source].Op} at the label apart");
        return place.Kind switch
        {
            PlaceKind.Table => $"block.GatherTable({place.Index}, {Slot(id)});",
            PlaceKind.Matrix => $"block.GatherMatrix({place.Index}, {Slot(id)});",
            _ => $"block.GatherElements({Input(source)}, {Slot(id)});",
        };
    }

    private void Loop(ClassStep loop)
    {
        var type = loop.Name + "<V, L>";
        writer.Lines("", $"/// <summary>{new StepPurpose(program).Of(loop)}.</summary>");
        using (writer.Block($"private struct {type} : ISweep<{type}, V>", VectorConstraint, LanesConstraint))
        {
            foreach (var id in loop.Loads)
                writer.Lines($"private {FieldType(id)} {program.NameOf(id)};");
            if (loop.ReadsLabel)
                writer.Lines("private V label;");
            foreach (var id in loop.Accumulates)
                writer.Lines($"private V {program.NameOf(id)};");
            writer.Lines("");
            if (loop.Accumulates.Count > 0)
                writer.Lines("public static bool Piecewise => true;", "");
            if (loop.ReadsKept)
                writer.Lines("public static bool Reads => true;", "");
            if (loop.Result != ElementResult.None)
                writer.Lines("public static bool Writes => true;", "");
            if (loop.Result == ElementResult.ElementValue)
                writer.Lines("public static bool WritesElementValues => true;", "");

            writer.Lines(Inline);
            using (writer.Block("public void Begin(in RowBlock block, int row)"))
                Begin(loop);
            writer.Lines("", Inline);
            using (writer.Block("public V Element(V logit, V kept, V index, nint k)"))
                Element(loop);
            writer.Lines("", Inline);
            using (writer.Block($"public void Restore(V mask, in {type} before)"))
            {
                foreach (var name in loop.Accumulates.Select(program.NameOf))
                    writer.Lines($"{name} = V.Select(mask, {name}, before.{name});");
            }

            writer.Lines("", Inline);
            using (writer.Block("public void End(in RowBlock block, int row)"))
            {
                foreach (var id in loop.Accumulates)
                    writer.Lines($"L.{(IsMaximum(id) ? "MaxRow" : "SumRow")}(in block, {Slot(id)}, row, {program.NameOf(id)});");
                if (loop.Result == ElementResult.Gradient && Loss.LabelGradient >= 0)
                    writer.Lines($"L.SetAtLabel(in block, row, {Slot(Loss.LabelGradient)});");
            }
        }
    }

    private void Begin(ClassStep loop)
    {
        foreach (var id in loop.Loads)
            writer.Lines($"{program.NameOf(id)} = {Load(id)};");
        if (loop.ReadsLabel)
            writer.Lines("label = L.Label(in block, row);");
        foreach (var id in loop.Accumulates.Where(IsMaximum))
            writer.Lines($"{program.NameOf(id)} = float.NegativeInfinity;");
    }

    private void Element(ClassStep loop)
    {
        string? Given(int id)
        {
            if (loop.ReadsKept && id == program.Schedule.Kept)
                return "kept";
            if (loop.Loads.Contains(id))
                return FieldType(id) == "V" ? program.NameOf(id) : $"L.At({program.NameOf(id)}, k)";
            return Loss.Nodes[id].Op switch
            {
                Op.Logits => "logit",
                Op.IsLabel => "V.Equal(index, label)",
                _ => null,
            };
        }

        var text = new ExpressionWriter(Loss, Dialect.Vector, Given);
        writer.Lets(program, text, loop.Lets);
        foreach (var id in loop.Accumulates)
        {
            var (name, element) = (program.NameOf(id), text.Text(Loss.Nodes[id].A));
            writer.Statement(IsMaximum(id) ? $"{name} = V.Max({name}, {element});" : $"{name} += {element};");
        }

        writer.Statement($"return {(loop.Element >= 0 ? text.Text(loop.Element) : "default")};");
    }

    private void Rows(RowStep step)
    {
        var when = step.After == 0 ? "before the first sweep" : $"after sweep {step.After}";
        writer.Lines("", $"/// <summary>Row formulas {when}, on vectors of rows.</summary>");
        using (writer.Block($"private readonly struct Rows{step.After}<V> : IRowStage<V>", VectorConstraint))
        {
            writer.Lines(Root);
            using (writer.Block("public static void Run(in RowBlock block, int row)"))
                Formulas(step);
        }
    }

    private void Formulas(RowStep step)
    {
        foreach (var id in step.Loads)
        {
            var place = program.PlaceOf(id)!.Value;
            var value = place.Kind == PlaceKind.Slot ? $"block.Rows<V>({Slot(id)}, row)" : $"block.Scalar<V>({place.Index})";
            writer.Lines($"var {program.NameOf(id)} = {value};");
        }

        var loaded = new HashSet<int>(step.Loads);
        var text = new ExpressionWriter(Loss, Dialect.Vector, id => loaded.Contains(id) ? program.NameOf(id) : null);
        writer.Lets(program, text, step.Lets);
        foreach (var id in step.Stores)
            writer.Statement($"block.SetRows({Slot(id)}, row, {text.Text(id)});");
        foreach (var c in step.Components)
            writer.Statement($"block.SetRows<V>(Slot.{program.ValueSlot(c)}, row, {text.Text(Loss.Components[c].Value)});");
    }

    private bool IsMaximum(int id) => Loss.Nodes[id].Op == Op.MaxClass;

    /// <summary>The type of the field through which a sweep reads something.</summary>
    private string FieldType(int id) => program.PlaceOf(id)?.Kind switch
    {
        PlaceKind.Table => "ClassTable",
        PlaceKind.Matrix => "ElementTable",
        PlaceKind.Input => "ElementTable",
        _ => "V",
    };

    private string Load(int id)
    {
        var place = program.PlaceOf(id)!.Value;
        return place.Kind switch
        {
            PlaceKind.Table => $"block.Table({place.Index})",
            PlaceKind.Matrix => $"L.MatrixRow(in block, {place.Index}, row)",
            PlaceKind.Scalar => $"block.Scalar<V>({place.Index})",
            PlaceKind.Slot => $"L.Row(in block, {Slot(id)}, row)",
            _ => $"L.Input(in block, {Input(id)}, row)",
        };
    }

    private string Input(int id) => CSharp.Input(Loss.Nodes[id]);

    private string Slot(int id) => "Slot." + program.SlotOf(id);
}
