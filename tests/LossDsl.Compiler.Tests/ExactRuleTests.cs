using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>The rules that apply while a graph is built change no value: NaN and infinities included.</summary>
public class ExactRuleTests
{
    private static readonly double[] Special = [0, 1, -1, 2.5, -3, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly Op[] Operators = [Op.Neg, Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Max, Op.Abs, Op.Exp, Op.Select, Op.Less];

    /// <summary>Small expressions come first: a rule that is wrong shows in one of them, which nobody then has to shrink.</summary>
    [Fact]
    public void Built_expressions_have_the_values_of_their_operators()
    {
        for (var depth = 1; depth < 4; depth++)
            Check(depth, 2000);
        Check(4, 20000);
    }

    private static void Check(int depth, int count)
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var graph = new Graph();
            var parameters = Enumerable.Range(0, 3).ToDictionary(i => "x" + i, _ => Special[random.Next(Special.Length)]);
            var (expr, expected) = Random(graph, random, parameters, depth);
            var table = new NodeTable();
            var root = table.Add(expr);
            var loss = new LossIr(table.Nodes, table.Hints, new[] { new Component("x", root, Denominator.Valid) }.ToEquatable(), Reduction.Sum, -1);
            var actual = new IrEvaluator(loss, new RowInputs([0, 0], 0, [1], new Dictionary<string, double[]>(), parameters)).Component(0);
            Assert.True(expected.Equals(actual) || (expected == 0 && actual == 0), $"expected {expected}, got {actual}\n{IrPrinter.Print(loss)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(1, 1));

    /// <summary>A random expression, and its value computed operator by operator without any rule.</summary>
    private static (Expr Expr, double Value) Random(Graph graph, System.Random random, IReadOnlyDictionary<string, double> parameters, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
        {
            if (random.Next(2) == 0)
            {
                var constant = Special[random.Next(5)];
                return (graph.Constant(constant), constant);
            }

            var name = "x" + random.Next(parameters.Count);
            return (graph.Leaf(Op.Parameter, name), parameters[name]);
        }

        var row = OperatorTable.Row(Operators[random.Next(Operators.Length)]);
        var operands = Enumerable.Range(0, row.Arity).Select(_ => Random(graph, random, parameters, depth - 1)).ToList();
        double At(int i) => i < operands.Count ? operands[i].Value : 0;
        // The rules may lose the sign of a zero, and with it that of an infinite quotient.
        if (row.Op == Op.Div && At(1) is 0 or double.PositiveInfinity or double.NegativeInfinity)
            row = OperatorTable.Row(Op.Mul);
        return (graph.Make(row.Op, [.. operands.Select(operand => operand.Expr)]), row.Value!(At(0), At(1), At(2)));
    }
}
