using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Prints a loss as mathematics, for hover texts and the head of generated files.</summary>
internal sealed class FormulaPrinter
{
    private readonly LossIr loss;

    // In code, what has a name stands under it; the root is what the name is explained for.
    private readonly int? rootOfNames;

    private FormulaPrinter(LossIr loss, int? rootOfNames = null)
    {
        this.loss = loss;
        this.rootOfNames = rootOfNames;
    }

    /// <summary>What a node is, in terms of the names in generated code.</summary>
    public static string Named(LossIr loss, int id) => new FormulaPrinter(loss, id).Text(id, "k", Binding.Comparison);

    /// <summary>The value of a component per row.</summary>
    public static string Component(LossIr loss, int component) => new FormulaPrinter(loss).Text(loss.Components[component].Value, "k", Binding.Comparison);

    /// <summary>The gradient of the sum of the components, with respect to the logit of class k.</summary>
    public static string Gradient(LossIr differentiated)
    {
        var plain = new AlgebraPass().Run(new WithoutSeeds().Run(differentiated));
        return new FormulaPrinter(plain).Text(plain.Gradient, "k", Binding.Comparison);
    }

    /// <summary>The adjusted scores, if they are not the logits themselves.</summary>
    public static string? Scores(LossIr loss)
    {
        var softmax = loss.Nodes.FirstOrDefault(node => node.Op is Op.LogSoftmax or Op.LogSumExp);
        return loss.Nodes[softmax.A].Op == Op.Logits ? null : new FormulaPrinter(loss).Text(softmax.A, "k", Binding.Comparison);
    }

    /// <summary>The definition of a table, for class k.</summary>
    public static string Table(LossIr loss, int table) => new FormulaPrinter(loss).Text(loss.Nodes[table].A, "k", Binding.Comparison);

    private string Text(int id, string index, Binding atLeast)
    {
        var (text, binds) = Render(id, index);
        return binds < atLeast ? $"({text})" : text;
    }

    private (string Text, Binding Binds) Render(int id, string index)
        => rootOfNames is { } root && id != root && loss.Hints[id].Length > 0 ? (loss.Hints[id], Binding.Atom)
            : Special(loss.Nodes[id], index) ?? General(loss.Nodes[id], index);

    private (string Text, Binding Binds)? Special(Node node, string index)
    {
        switch (node.Op)
        {
            case Op.Constant:
                return (Number(node.Value), node.Value < 0 ? Binding.Sign : Binding.Atom);
            case Op.Parameter:
                return (node.Name!, Binding.Atom);
            case Op.Logits:
                return ("z_" + index, Binding.Atom);
            case Op.ClassInput:
                return ((node.Name == "counts" ? "n_" : "w_") + index, Binding.Atom);
            case Op.Table when node.Name![0] is 'w' or 'b' && node.Name.Length == 1:
                return ($"{node.Name}_{index}", Binding.Atom);
            case Op.Table:
                return Render(node.A, index);
            case Op.IsLabel:
                return ($"[{index} = y]", Binding.Atom);
            case Op.AtLabel:
                return Render(node.A, "y");
            case Op.LogSoftmax:
                return ("log p_" + index, Binding.Product);
            case Op.LogSumExp:
                return ("log Z", Binding.Product);
            case Op.Exp when IsLogProbability(node.A, index, out var at):
                return ("p_" + at, Binding.Atom);
            case Op.OneMinusExp when IsLogProbability(node.A, index, out var at):
                return ($"1 − p_{at}", Binding.Sum);
            case Op.Todd when IsLogProbability(node.A, index, out var at):
                return ($"ψ(p_{at})", Binding.Atom);
            case Op.Select when IsError(node):
                return ($"[{index} = y] − p_{index}", Binding.Sum);
            case Op.SumClass:
                var inner = index == "k" ? "j" : "k";
                return ($"Σ_{inner} {Text(node.A, inner, Binding.Product)}", Binding.Sum);
            case Op.Neg when IsError(node.A):
                return ($"p_{index} − [{index} = y]", Binding.Sum);
            case Op.Neg when loss.Nodes[node.A] is { Op: Op.Mul } product && IsError(product.B):
                return ($"{Text(product.A, index, Binding.Product)} (p_{index} − [{index} = y])", Binding.Product);
            case Op.Neg:
                return ("−" + Text(node.A, index, Binding.Product), Binding.Sum);
            case Op.Mul when IsLogarithm(node.A) && node.A != node.B:
                return ($"{Text(node.B, index, Binding.Product)} {Text(node.A, index, Binding.Power)}", Binding.Product);
            case Op.Mul when node.A == node.B:
                return (Text(node.A, index, Binding.Power) + "²", Binding.Power);
            case Op.Pow when loss.Nodes[node.B] is { Op: Op.Constant } exponent && exponent.Value is 2 or 3:
                return (Text(node.A, index, Binding.Atom) + (loss.Nodes[node.B].Value == 2 ? "²" : "³"), Binding.Power);
            case Op.Pow:
                return ($"{Text(node.A, index, Binding.Atom)}^{Text(node.B, index, Binding.Atom)}", Binding.Power);
            default:
                return null;
        }
    }

    private (string Text, Binding Binds) General(Node node, string index)
    {
        var row = OperatorTable.Row(node.Op);
        var text = row.Formula ?? node.Op.ToString();
        var binds = row.FormulaBinds ?? row.Binds;
        var brackets = row.Binds == Binding.Atom && text.Contains("(");
        for (var i = 0; i < node.Arity; i++)
        {
            var needed = brackets ? Binding.Comparison : i == 0 ? binds : binds + 1;
            text = text.Replace("{" + i + "}", Text(node.Operand(i), index, needed));
        }

        return (text, binds);
    }

    /// <summary>[k = y] − p_k, as the derivative of the softmax writes it.</summary>
    private bool IsError(Node node)
        => node.Op == Op.Select && loss.Nodes[node.A].Op == Op.IsLabel && loss.Nodes[node.B].Op == Op.OneMinusExp && loss.Nodes[node.C].Op == Op.Neg;

    private bool IsError(int id) => IsError(loss.Nodes[id]);

    /// <summary>A logarithm stands last in a product, where it needs no brackets.</summary>
    private bool IsLogarithm(int id)
        => loss.Nodes[id] is var node && (node.Op is Op.LogSoftmax or Op.LogSumExp || (node.Op == Op.AtLabel && loss.Nodes[node.A].Op == Op.LogSoftmax));

    private bool IsLogProbability(int id, string index, out string at)
    {
        var node = loss.Nodes[id];
        at = node.Op == Op.AtLabel ? "y" : index;
        return node.Op == Op.LogSoftmax || (node.Op == Op.AtLabel && loss.Nodes[node.A].Op == Op.LogSoftmax);
    }

    private static string Number(double value)
        => value.ToString("G12", CultureInfo.InvariantCulture).Replace("-", "−");

    /// <summary>The gradient of the loss itself: upstream gradients and denominators are 1.</summary>
    private sealed class WithoutSeeds : IrPass
    {
        protected override Expr Rewrite(int id, Node node) => node.Op == Op.Seed ? Target.Constant(1) : base.Rewrite(id, node);
    }
}
