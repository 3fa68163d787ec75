using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A loss as tensor operators see it. A node is a number of C#, a constant, which no row changes and which is a small tensor in
/// double precision, or a tensor with a batch axis. Where the last kind reads a constant, that is cast, which is a node here.
/// </summary>
/// <param name="loss">The loss.</param>
/// <param name="surface">The class, which numbers what leaves are read by.</param>
internal sealed class OperatorTexts(LossIr loss, ClassSurface surface)
{
    private readonly IReadOnlyList<string> parameters = surface.Model.Parameters;
    private readonly bool[] numbers = Numbers(loss);

    /// <summary>Whether something is a number before any tensor is there.</summary>
    public bool IsNumber(TensorTerm term) => numbers[term.Node];

    /// <summary>Whether a tensor is as large as the logits.</summary>
    public bool IsElement(TensorTerm term) => Axes(term) == (Compiler.Axes.Batch | Compiler.Axes.Class);

    /// <summary>Whether something is an operator that runs over the classes of a tensor as large as the logits.</summary>
    public bool IsReduction(TensorTerm term)
        => !term.IsCast && (Axes(term) & Compiler.Axes.Class) == 0
            && Operands(term).Any(operand => IsElement(operand) && Node(operand).Arity > 0);

    /// <summary>The axes of the node.</summary>
    public Axes Axes(TensorTerm term) => Node(term).Axes;

    /// <summary>The node itself.</summary>
    public Node Node(TensorTerm term) => loss.Nodes[term.Node];

    /// <summary>What a tensor with a batch axis, or a caller, reads for a node.</summary>
    public TensorTerm ForRows(int id) => new(id, (loss.Nodes[id].Axes & Compiler.Axes.Batch) == 0 && !numbers[id] && !IsTruth(id));

    /// <summary>The operands that are tensors.</summary>
    public IEnumerable<TensorTerm> Operands(TensorTerm term) => AllOperands(term).Where(operand => !IsNumber(operand));

    /// <summary>Whether it has a name that says more than its formula.</summary>
    public bool HasMeaning(TensorTerm term) => term.IsCast ? Node(term).Op is Op.Table or Op.ClassInput : loss.Hints[term.Node].Length > 0;

    /// <summary>A name for it.</summary>
    public string Meaning(TensorTerm term) => Compiler.Meaning.Of(loss, term.Node);

    /// <summary>Something as C#, from the texts of its operands.</summary>
    public string Text(TensorTerm term, Func<TensorTerm, string> operand)
    {
        if (IsNumber(term))
            return Number(term);
        if (term.IsCast)
            return $"call.Cast({operand(new TensorTerm(term.Node, false))})";
        var node = Node(term);
        if (node.Arity == 0)
            return Leaf(node);
        var operands = AllOperands(term).Select(operand).ToArray<object>();
        if (node.Op == Op.Table)
            return (string)operands[0];
        var template = OperatorTable.Row(node.Op).Tensor ?? $"{node.Op}({string.Join(", ", operands.Select((_, i) => $"{{{i}}}"))})";
        return string.Format(CultureInfo.InvariantCulture, template, operands);
    }

    private IEnumerable<TensorTerm> AllOperands(TensorTerm term)
        => IsNumber(term) ? []
            : term.IsCast ? [new TensorTerm(term.Node, false)]
            : Node(term).Operands.Select(operand => (Axes(term) & Compiler.Axes.Batch) == 0 ? new TensorTerm(operand, false)
                : ForRows(operand));

    private string Number(TensorTerm term) => new ExpressionWriter(
        loss, Dialect.Double, node => loss.Nodes[node].Op == Op.ClassCount ? "call.Classes" : null).Text(term.Node);

    private string Leaf(Node node) => node.Op switch
    {
        Op.Parameter => $"call.Parameter({Index(parameters, node.Name!)})",
        Op.ClassInput => $"call.ClassInput({Index(surface.ClassInputs.Select(input => input.Name), node.Name!)})",
        Op.MatrixRow => $"call.MatrixRow({Index(surface.Matrices.Select(row => row.NeedsMatrix!), node.Name!)})",
        Op.Seed => $"call.Seed({node.Bits.ToString(CultureInfo.InvariantCulture)})",
        Op.Input => $"call.Input({CSharp.Input(node)})",
        _ => OperatorTable.Row(node.Op).Tensor!,
    };

    private bool IsTruth(int id) => OperatorTable.Row(loss.Nodes[id].Op).Binds == Binding.Comparison;

    private static int Index(IEnumerable<string> names, string name)
    {
        var index = names.ToList().IndexOf(name);
        return index >= 0 ? index : throw new InvalidOperationException($"the loss reads {name}, which its class does not have");
    }

    private static bool[] Numbers(LossIr loss)
    {
        var numbers = new bool[loss.Nodes.Count];
        for (var id = 0; id < numbers.Length; id++)
        {
            var node = loss.Nodes[id];
            numbers[id] = node.Op is Op.Constant or Op.ClassCount
                || (node.Arity > 0 && OperatorTable.Row(node.Op).Elementwise && node.Operands.All(operand => numbers[operand]));
        }

        return numbers;
    }
}

/// <summary>A node, or the cast of a constant to the type of the logits.</summary>
/// <param name="Node">The node's index.</param>
/// <param name="IsCast">Whether it is the cast.</param>
internal readonly record struct TensorTerm(int Node, bool IsCast);
