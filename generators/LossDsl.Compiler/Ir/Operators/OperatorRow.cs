using System;

namespace LossDsl.Compiler;

/// <summary>How tightly an operator binds, in C# and in formulas alike.</summary>
public enum Binding
{
    /// <summary>Choice between two values.</summary>
    Choice,

    /// <summary>Comparison.</summary>
    Comparison,

    /// <summary>Sum and difference.</summary>
    Sum,

    /// <summary>Product and quotient.</summary>
    Product,

    /// <summary>Sign.</summary>
    Sign,

    /// <summary>Power, in formulas.</summary>
    Power,

    /// <summary>Function call, name or number.</summary>
    Atom,
}

/// <summary>
/// Everything the compiler knows about one operator. Adding an operator is adding a row; if a row is not enough, the
/// compiler lacks something.
/// </summary>
/// <param name="Op">The operator.</param>
/// <param name="Arity">The number of operands.</param>
/// <param name="Facts">What analyses, schedules and names ask of every operator.</param>
public sealed record OperatorRow(Op Op, int Arity, OperatorFacts Facts)
{
    /// <summary>The axes of a leaf.</summary>
    public Axes LeafAxes { get; init; }

    /// <summary>The value from the values of the operands, truth being 1; null for leaves and operators over an axis.</summary>
    public Func<double, double, double, double>? Value { get; init; }

    /// <summary>
    /// The contribution to the adjoint of an operand, from the node itself, its adjoint and the operand's index; null
    /// where the derivative is zero. The whole is null if the operator cannot be differentiated.
    /// </summary>
    public Func<Expr, Expr, int, Expr?>? Derivative { get; init; }

    /// <summary>The choice at a kink and the domain, where there is something to say.</summary>
    public string? Note { get; init; }

    /// <summary>C# for plain loops over T, with {0}, {1}, {2} for the operands.</summary>
    public string? Plain { get; init; }

    /// <summary>C# for vectors V; null means as for plain loops with V in place of T.</summary>
    public string? Vector { get; init; }

    /// <summary>C# for double precision; null means as for plain loops with double in place of T.</summary>
    public string? Double { get; init; }

    /// <summary>
    /// C# for tensor operators, in which functions are called and "call" is what they are called with; null means a function of
    /// the operator's name.
    /// </summary>
    public string? Tensor { get; init; }

    /// <summary>The formula.</summary>
    public string? Formula { get; init; }

    /// <summary>How tightly the C# text binds.</summary>
    public Binding Binds { get; init; } = Binding.Atom;

    /// <summary>How tightly the formula binds; null means as the C# text.</summary>
    public Binding? FormulaBinds { get; init; }

    /// <summary>Whether the operator works element by element, so that it commutes with taking the label's element.</summary>
    public bool Elementwise => Value is not null;
}
