namespace LossDsl.Compiler;

/// <summary>What a loss is differentiated with respect to: a leaf of its graph.</summary>
/// <param name="Op">The leaf: <see cref="Op.Logits"/>, <see cref="Op.Input"/> or <see cref="Op.Parameter"/>.</param>
/// <param name="Name">The name of the input or parameter.</param>
public sealed record Variable(Op Op, string? Name = null)
{
    /// <summary>The logits.</summary>
    public static readonly Variable Logits = new(Op.Logits);

    /// <summary>An input of the call, per element.</summary>
    public static Variable Input(string name) => new(Op.Input, name);

    /// <summary>A hyper-parameter read at each call: its gradient has one value per row, or per element, before these are summed.</summary>
    public static Variable Parameter(string name) => new(Op.Parameter, name);

    /// <summary>The leaf in a graph.</summary>
    public Expr In(Graph graph) => Op == Op.Input ? graph.Input(Name!) : graph.Leaf(Op, Name);
}
