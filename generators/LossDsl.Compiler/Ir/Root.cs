namespace LossDsl.Compiler;

/// <summary>What a loss gives besides the values of its components.</summary>
public enum RootKind
{
    /// <summary>What a row adds to a weight sum.</summary>
    RowWeight,

    /// <summary>The value of an element, all components together, of an elementwise loss without reduction.</summary>
    ElementValue,

    /// <summary>The gradient with respect to a leaf; after the label split, at the classes that are not the label.</summary>
    Gradient,

    /// <summary>After the label split, the gradient at the label, per row.</summary>
    GradientAtLabel,
}

/// <summary>A node that a loss gives.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Node">The node.</param>
/// <param name="Of">Of a gradient, the leaf that it is with respect to.</param>
public sealed record Root(RootKind Kind, int Node, Variable? Of = null);

/// <summary>The same on its way into a loss.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its expression.</param>
/// <param name="Of">Of a gradient, the leaf that it is with respect to.</param>
public readonly record struct Result(RootKind Kind, Expr Value, Variable? Of = null);
