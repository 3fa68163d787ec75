using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// One node of the IR: an operator and the indices of its operands, which stand before it. Equal by value, constants bit
/// by bit, so that interning gives common subexpressions.
/// </summary>
/// <param name="Op">The operator.</param>
/// <param name="Axes">The axes over which it varies.</param>
/// <param name="A">First operand, or −1.</param>
/// <param name="B">Second operand, or −1.</param>
/// <param name="C">Third operand, or −1.</param>
/// <param name="Bits">The bits of a constant, or the component of a seed.</param>
/// <param name="Name">The name of a parameter, class input or table.</param>
public readonly record struct Node(Op Op, Axes Axes, int A, int B, int C, long Bits, string? Name)
{
    /// <summary>The number, of a constant.</summary>
    public double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>How many operands it has.</summary>
    public int Arity => A < 0 ? 0 : B < 0 ? 1 : C < 0 ? 2 : 3;

    /// <summary>The operands, in order.</summary>
    public IEnumerable<int> Operands => Enumerable.Range(0, Arity).Select(Operand);

    /// <summary>The operand of that index.</summary>
    public int Operand(int index) => index switch { 0 => A, 1 => B, _ => C };
}
