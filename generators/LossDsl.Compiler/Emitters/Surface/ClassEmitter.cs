using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes the generated half of a declared class. Its surface depends on the declaration alone, so that a declaration with
/// errors gets the same, with bodies that throw: the author sees the message of the rule and no cascade. Every name is
/// qualified from the root, since the author may have given the same name to anything.
/// </summary>
internal sealed class ClassEmitter
{
    private const string Root = "global::LossDsl";
    private const string Runtime = "global::LossDsl.Runtime";

    private readonly CodeWriter writer;
    private readonly Declaration declaration;
    private readonly IReadOnlyList<string> documentation;
    private readonly Quantities? quantities;
    private readonly IReadOnlyList<(AttributeRow Row, AttributeUse Use)> uses;

    private ClassEmitter(CodeWriter writer, Declaration declaration, IReadOnlyList<string> documentation, Quantities? quantities)
    {
        this.writer = writer;
        this.declaration = declaration;
        this.documentation = documentation;
        this.quantities = quantities;
        // Of contradictory weights the constructor takes what the first needs: one message is enough.
        var ordered = Lowering.Ordered(declaration);
        uses = [.. ordered.Where(use => use.Row.Stage != Stage.Weight || use == ordered.First(other => other.Row.Stage == Stage.Weight))];
    }

    private string Name => declaration.Type.PlainName;

    private bool NeedsCounts => uses.Any(use => use.Row.Needs == "counts");

    private bool NeedsWeights => uses.Any(use => use.Row.Needs == "weights");

    private bool AllowsEmpty => uses.Any(use => use.Use["AllowEmptyClasses"]?.Flag == true);

    private string Kernel => $"global::{SourceFile.KernelNamespace}.{KernelEmitter.Name(declaration)}";

    private string Throw => $"throw new global::System.InvalidOperationException(\"the declaration of {Name} has errors\")";

    /// <summary>Writes the class; without quantities, with bodies that throw.</summary>
    public static void Emit(CodeWriter writer, Declaration declaration, IReadOnlyList<string> documentation, Quantities? quantities)
        => new ClassEmitter(writer, declaration, documentation, quantities).Emit();

    private void Emit()
    {
        var headers = new List<string>();
        if (declaration.Type.Namespace.Length > 0)
            headers.Add($"namespace {declaration.Type.Namespace}");
        headers.AddRange(declaration.Type.Containers);
        var blocks = headers.Select(header => writer.Block(header)).ToList();
        Remarks();
        writer.Lines($"[global::System.CodeDom.Compiler.GeneratedCode(\"LossDsl\", \"{typeof(ClassEmitter).Assembly.GetName().Version.ToString(3)}\")]");
        using (writer.Block($"partial class {declaration.Type.Name} : {Root}.SoftmaxLoss"))
        {
            if (quantities is not null)
            {
                var names = quantities.Loss.Components.Select(component => $"\"{component.Name}\"");
                writer.Lines($"private static readonly string[] lossComponents = [{string.Join(", ", names)}];", "");
                writer.Lines($"private readonly {Runtime}.LossPlan lossPlan;", "");
            }

            if (declaration.Type.Shape != TypeShape.HasConstructor)
                Constructor();
            Properties();
            Evaluate("float");
            Evaluate("double");
            if (!declaration.Type.OverridesToString)
                Text();
            CheckedProperties();
        }

        for (var i = blocks.Count - 1; i >= 0; i--)
            blocks[i].Dispose();
    }

    private void Remarks()
    {
        if (documentation.Count == 0)
        {
            writer.Lines("/// <remarks>The declaration has errors.</remarks>");
            return;
        }

        writer.Lines("/// <remarks>", "/// <code>");
        writer.Lines([.. documentation.Select(line => "/// " + Escape(line))]);
        writer.Lines("/// </code>", "/// </remarks>");
    }

    private void Constructor()
    {
        writer.Lines("/// <summary>", $"/// {Escape(Configuration.Declared(declaration))}");
        writer.Lines([.. documentation.Select(line => $"/// <para>{Escape(line.Trim())}</para>")]);
        writer.Lines("/// </summary>");
        if (NeedsCounts)
        {
            writer.Lines(
                "/// <param name=\"classCounts\">How many training examples each class has.</param>",
                $"/// <exception cref=\"global::System.ArgumentException\">{(AllowsEmpty ? "The" : "A class has no examples, or the")} number of classes is wrong.</exception>");
        }

        if (NeedsWeights)
        {
            writer.Lines(
                "/// <param name=\"classWeights\">One weight per class, finite and not negative; copied.</param>",
                "/// <exception cref=\"global::System.ArgumentException\">A weight is negative or not finite, or the number of classes is wrong.</exception>");
        }

        var parameters = new[]
        {
            NeedsCounts ? $"{Root}.ClassCounts classCounts" : null,
            NeedsWeights ? "global::System.ReadOnlySpan<double> classWeights" : null,
        };
        using (writer.Block($"public {declaration.Type.Name}({string.Join(", ", parameters.Where(parameter => parameter is not null))})"))
        {
            if (quantities is null)
                writer.Lines(Throw + ";");
            else
                Plan(quantities);
        }
    }

    private void Plan(Quantities known)
    {
        var loss = known.Loss;
        var arguments = uses.First(use => use.Row.Name == "Loss").Use;
        var declared = arguments["Classes"]?.Numbers is { Count: > 0 } classes ? (int)classes[0] : 0;
        if (NeedsCounts)
            writer.Lines($"var counts = {Runtime}.Check.Counts(classCounts, {Number(declared)}, allowEmpty: {Bool(AllowsEmpty)});");
        if (NeedsWeights)
            writer.Lines($"var weights = {Runtime}.Check.Weights(classWeights, {(NeedsCounts ? "counts.Length" : Number(declared))});");
        writer.Lines($"lossPlan = new {Runtime}.LossPlan", "{");
        using (writer.Indent())
        {
            writer.Lines(
                $"Name = \"{Name}\",",
                "Components = lossComponents,",
                $"Denominators = [{string.Join(", ", loss.Components.Select(component => $"{Runtime}.Denominator.{component.Denominator}"))}],",
                $"Reduction = {Runtime}.Reduction.{loss.Reduction},");
            if (NeedsCounts || NeedsWeights)
                writer.Lines($"Classes = {(NeedsCounts ? "counts" : "weights")}.Length,");
            else if (declared > 0)
                writer.Lines($"Classes = {Number(declared)},");
            if (arguments["IgnoreIndex"] is { } ignore)
                writer.Lines($"IgnoreIndex = {Number(ignore.Integer ?? (long)ignore.Numbers!.Value[0])},");
            if (known.Schedule.Scalars.Count > 0)
                writer.Lines($"Scalars = {Number(known.Schedule.Scalars.Count)},");
            writer.Lines($"Slots = {Number(known.SlotCount)},");
            if (known.Schedule.Tables.Count > 0)
                writer.Lines($"Tables = [{string.Join(", ", known.Schedule.Tables.Select(table => Table(loss, table)))}],");
        }

        writer.Lines("};");
    }

    private string Table(LossIr loss, int table)
    {
        var node = loss.Nodes[table];
        return node.Op == Op.ClassInput
            ? node.Name!
            : $"{Kernel}.{ConstantsEmitter.TableMethod(node)}({string.Join(", ", ConstantsEmitter.TableInputs(loss, table))})";
    }

    private void Properties()
    {
        Property("int? Classes", "lossPlan.Classes == 0 ? null : lossPlan.Classes");
        Property("global::System.Collections.Generic.IReadOnlyList<string> ComponentNames", "lossComponents");
        if (uses.Any(use => use.Row.Stage == Stage.Weight))
            Property("global::System.ReadOnlySpan<double> ClassWeights", $"{Runtime}.LossWeights.Of<{Kernel}>(lossPlan, {Parameters})");
    }

    private void Property(string declared, string value)
        => writer.Lines("", "/// <inheritdoc/>", $"public override {declared} => {(quantities is null ? Throw : value)};");

    /// <summary>The values of the bound hyper-parameters, read once for a call.</summary>
    private string Parameters
        => Configuration.Properties(declaration) is { Count: > 0 } properties
            ? $"[{string.Join(", ", properties.Select(Checked))}]"
            : "default";

    private void Evaluate(string type)
    {
        writer.Lines("", "/// <inheritdoc/>");
        writer.Lines($"public override {type} Evaluate(in {Root}.LossInputs<{type}> inputs, in {Root}.LossOutputs<{type}> outputs)");
        writer.Lines($"    => {(quantities is null ? Throw : $"{Runtime}.LossDriver.Evaluate<{Kernel}>(lossPlan, {Parameters}, in inputs, in outputs)")};");
    }

    private void Text()
    {
        writer.Lines("", "/// <summary>The configuration in force.</summary>", "public override string ToString()");
        writer.Lines(quantities is null
            ? $"    => \"{Name} (its declaration has errors)\";"
            : $"    => string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $\"{Name}: {Configuration.Interpolated(declaration)}\");");
    }

    /// <summary>For each bound property, one that reads and checks it.</summary>
    private void CheckedProperties()
    {
        if (quantities is null)
            return;
        foreach (var group in Configuration.Bound(declaration).GroupBy(parameter => parameter.Property))
        {
            var value = group.Key;
            foreach (var (_, row) in group)
                value = $"{Runtime}.Check.InRange(\"{Name}\", \"{group.Key.TrimStart('@')}\", {value}, {Dialect.DoubleText(row.Low)}, {Bool(row.LowOpen)}, {Dialect.DoubleText(row.High)}, {Bool(row.HighOpen)})";
            writer.Lines("", $"private double {Checked(group.Key)} => {value};");
        }
    }

    private static string Checked(string property) => "LossChecked" + property.TrimStart('@');

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
