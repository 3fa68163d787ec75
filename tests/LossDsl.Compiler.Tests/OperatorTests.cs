using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>Each operator's row: its derivative is the slope of its value, on both sides of its kink.</summary>
public class OperatorTests
{
    public static TheoryData<Op> Differentiable =>
        [.. OperatorTable.All.Where(row => row.Elementwise && row.Derivative is not null && !IsTransparent(row.Op)).Select(row => row.Op)];

    // What is for passes has no slope of its own.
    private static bool IsTransparent(Op op) => op is Op.Stop or Op.Numerical;

    [Fact]
    public void Every_operator_has_one_row()
        => Assert.Equal(Enum.GetValues<Op>().Order(), OperatorTable.All.Select(row => row.Op).Order());

    /// <summary>
    /// Whatever a rewrite puts into a loss before it is differentiated, none is without a derivative; leaves have none to
    /// have.
    /// </summary>
    [Fact]
    public void Every_operator_with_operands_has_a_derivative()
        => Assert.All(OperatorTable.All.Where(row => row.Arity > 0), row => Assert.True(row.Derivative is not null, $"{row.Op} has none"));

    [Theory]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-800.0, 0.0)]
    [InlineData(-40.0, 1.6568581595637197e-16)]
    [InlineData(-0.1, 0.48333888690542307)]
    [InlineData(-0.09999999, 0.48333888857042406)]
    [InlineData(-1e-9, 0.49999999983333337)]
    [InlineData(0.0, 0.5)]
    public void The_slope_of_the_Todd_function_does_not_cancel(double x, double expected)
        => Assert.Equal(expected, Derivative(OperatorTable.Row(Op.Todd), [x], 0), 1e-14 * (1e-300 + expected));

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void The_derivative_is_the_slope(Op op)
    {
        var row = OperatorTable.Row(op);
        foreach (var point in Points(op))
        {
            for (var operand = 0; operand < row.Arity; operand++)
            {
                var slope = Slope(row, point, operand);
                var derivative = Derivative(row, point, operand);
                Assert.True(Math.Abs(slope - derivative) <= 1e-8 * (1 + Math.Abs(slope)),
                    $"{op} at ({string.Join(", ", point)}), operand {operand}: slope {slope}, derivative {derivative}");
            }
        }
    }

    [Fact]
    public void At_a_kink_the_derivative_is_the_choice_of_the_row()
    {
        Assert.Equal(0, Derivative(OperatorTable.Row(Op.Abs), [0], 0));
        foreach (var op in new[] { Op.Max, Op.Min })
        {
            Assert.Equal(0.5, Derivative(OperatorTable.Row(op), [1.25, 1.25], 0));
            Assert.Equal(0.5, Derivative(OperatorTable.Row(op), [1.25, 1.25], 1));
        }
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-1e-300, 1.0)]
    [InlineData(-40.0, 1.6993417021166355e-16)]
    [InlineData(-1.0, 0.5819767068693265)]
    public void The_Todd_function_has_its_limits(double x, double expected)
        => Assert.Equal(expected, OperatorTable.Row(Op.Todd).Value!(x, 0, 0), expected * 4e-16);

    private static IEnumerable<double[]> Points(Op op)
    {
        double[] several = [-2.3, -0.7, -1e-2, 0.4, 1.9];
        double[] positive = [0.05, 0.4, 0.93, 1.9, 6.5];
        var first = op == Op.Pow || OperatorTable.Facts(op).Curve.From > double.NegativeInfinity ? positive : several;
        if (op == Op.JensenShannon)
            return from p in new[] { 1e-3, 0.4, 0.93 }
                   from t in new[] { 1e-3, 0.35, 1 }
                   from weight in new[] { 0.02, 0.5, 0.95 }
                   select new[] { p, t, weight };
        // Conditions stand for themselves; nothing is differentiated through them.
        return OperatorTable.Row(op).Arity switch
        {
            1 => first.Select(a => new[] { a }),
            2 => from a in first from b in several where a != b select new[] { a, b },
            _ => from a in several from b in several from c in new[] { 0.0, 1.0 } select new[] { c, a, b },
        };
    }

    /// <summary>Central differences, extrapolated once, with steps that fit the point and stay on one side of a kink.</summary>
    private static double Slope(OperatorRow row, double[] point, int operand)
    {
        double Difference(double step)
        {
            var above = (double[])point.Clone();
            var below = (double[])point.Clone();
            above[operand] += step;
            below[operand] -= step;
            return (Value(row, above) - Value(row, below)) / (2 * step);
        }

        var step = 1e-3 * Math.Abs(point[operand]);
        return step == 0 ? Difference(1e-4) : Difference(step / 2) + ((Difference(step / 2) - Difference(step)) / 3);
    }

    private static double Value(OperatorRow row, double[] at)
        => row.Value!(at[0], at.Length > 1 ? at[1] : 0, at.Length > 2 ? at[2] : 0);

    private static double Derivative(OperatorRow row, double[] at, int operand)
    {
        var graph = new Graph();
        Expr[] operands = [.. at.Select((_, i) => graph.Leaf(Op.Parameter, "x" + i))];
        var contribution = row.Derivative!(graph.Make(row.Op, operands), graph.Constant(1), operand);
        if (contribution is not { } adjoint)
            return 0;
        var table = new NodeTable();
        var root = table.Add(adjoint);
        var loss = new LossIr(table.Nodes, table.Hints, new[] { new Component("x", root, Denominator.Valid) }.ToEquatable(), Reduction.Sum);
        return new IrEvaluator(loss,
            new RowInputs([0, 0], 0, [1], new Dictionary<string, double[]>(),
                at.Select((x, i) => (x, i)).ToDictionary(pair => "x" + pair.i, pair => pair.x))).Component(0);
    }
}
