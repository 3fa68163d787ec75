using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// A table of nodes under construction. Building a node simplifies it by the exact rules and interns it, so equal
/// expressions are one node.
/// </summary>
/// <param name="cancellation">Observed at each node.</param>
public sealed class Graph(CancellationToken cancellation = default)
{
    [ThreadStatic]
    private static long looks;

    private readonly List<Node> nodes = [];
    private readonly Dictionary<Node, int> ids = [];
    private readonly Dictionary<int, string> hints = [];
    private readonly List<bool> moving = [];
    private Signs? signs;

    /// <summary>Observed at each node.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The number of nodes.</summary>
    public int Count => nodes.Count;

    /// <summary>What is known of the signs of its nodes.</summary>
    internal Signs Signs => signs ??= new Signs(this);

    /// <summary>How often nodes of any graph were looked at on this thread: what the work on losses is measured in.</summary>
    internal static long Looks => looks;

    /// <summary>A node by its index.</summary>
    public Node this[int id]
    {
        get
        {
            looks++;
            return nodes[id];
        }
    }

    /// <summary>What a node means, as a name for generated code; the first hint stays.</summary>
    public string? Hint(int id) => hints.TryGetValue(id, out var hint) ? hint : null;

    /// <summary>Says what a node means.</summary>
    public Expr Named(string hint, Expr expr)
    {
        if (!hints.ContainsKey(expr.Id) && expr.Node.Arity > 0)
            hints.Add(expr.Id, hint);
        return expr;
    }

    /// <summary>A number.</summary>
    public Expr Constant(double value)
        => Intern(new Node(Op.Constant, Axes.None, -1, -1, -1, BitConverter.DoubleToInt64Bits(value), null));

    /// <summary>
    /// A leaf without a value of its own: <see cref="Op.ClassCount"/>, <see cref="Op.Logits"/>, <see cref="Op.IsLabel"/>.
    /// </summary>
    public Expr Leaf(Op op, string? name = null)
        => Intern(new Node(op, OperatorTable.Row(op).LeafAxes, -1, -1, -1, 0, name));

    /// <summary>What a call gives under that name; see <see cref="InputTable"/>.</summary>
    public Expr Input(string name) => Intern(new Node(Op.Input, InputTable.Row(name).Axes, -1, -1, -1, 0, name));

    /// <summary>Upstream gradient over denominator of a component.</summary>
    public Expr Seed(int component) => Intern(new Node(Op.Seed, Axes.Batch, -1, -1, -1, component, null));

    /// <summary>
    /// Makes tables of what is fixed at construction in an expression per class: of the whole, under the given name, or of
    /// its largest such parts if it depends on hyper-parameters read at each call.
    /// </summary>
    public Expr Tabulate(Expr expr, string name)
    {
        if (expr.Op == Op.ClassInput || (expr.Axes & Axes.Class) == 0)
            return expr;
        return DependsOn(expr, Op.Parameter)
            ? Copy(expr.Node, id => expr.Axes == this[id].Axes ? Tabulate(new Expr(this, id), name + "'") : new Expr(this, id))
            : Intern(new Node(Op.Table, expr.Axes, expr.Id, -1, -1, 0, name));
    }

    /// <summary>Whether an expression depends on the logits; each node is looked at once, after its operands.</summary>
    internal bool Moves(Expr expr)
    {
        while (moving.Count <= expr.Id)
        {
            var node = nodes[moving.Count];
            moving.Add(node.Op == Op.Logits || node.Operands.Any(operand => moving[operand]));
        }

        return moving[expr.Id];
    }

    /// <summary>An operator applied to operands, simplified by the exact rules.</summary>
    public Expr Make(Op op, params Expr[] operands)
        => ExactRules.Apply(this, op, operands) ?? Intern(new Node(
            op,
            ResultAxes(op, operands),
            operands[0].Id,
            operands.Length > 1 ? operands[1].Id : -1,
            operands.Length > 2 ? operands[2].Id : -1,
            0,
            null));

    /// <summary>A copy of a node with other operands.</summary>
    public Expr Copy(Node node, Func<int, Expr> operand) => node.Arity switch
    {
        0 => Intern(node),
        1 when node.Op == Op.Table => Intern(node with { A = operand(node.A).Id }),
        1 => Make(node.Op, operand(node.A)),
        2 => Make(node.Op, operand(node.A), operand(node.B)),
        _ => Make(node.Op, operand(node.A), operand(node.B), operand(node.C)),
    };

    /// <summary>Whether an operator stands anywhere in an expression.</summary>
    public bool DependsOn(Expr expr, Op op)
        => expr.Contains(node => node.Op == op);

    private static Axes ResultAxes(Op op, Expr[] operands)
    {
        var axes = Axes.None;
        foreach (var operand in operands)
            axes |= operand.Axes;
        return op switch
        {
            Op.AtLabel => Axes.Batch,
            Op.PutAtLabel => Axes.Batch | Axes.Class,
            Op.SumClass or Op.MaxClass or Op.LogSumExp => axes & ~Axes.Class,
            _ => axes,
        };
    }

    private Expr Intern(Node node)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ids.TryGetValue(node, out var id))
        {
            id = nodes.Count;
            nodes.Add(node);
            ids.Add(node, id);
        }

        return new Expr(this, id);
    }
}
