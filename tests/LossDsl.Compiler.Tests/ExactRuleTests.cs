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
    private const int Classes = 3, Label = 1;

    private static readonly double[] Special = [0, 1, -1, 2.5, -3, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly Op[]
        OfNumbers = [Op.Neg, Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Pow, Op.Max, Op.Abs, Op.Exp, Op.Weigh, Op.Select, Op.Less],
        // Sums over classes are taken in another order: only of numbers that nothing rounds are they the same to the last bit.
        OfClasses =
        [
            Op.Neg, Op.Add, Op.Sub, Op.Mul, Op.Max, Op.Abs, Op.Weigh, Op.Select, Op.Less,
            Op.AtLabel, Op.PutAtLabel, Op.SumClass, Op.MaxClass,
        ];

    [Fact]
    public void Built_expressions_have_the_values_of_their_operators() => Check(OfNumbers, ofClasses: false);

    [Fact]
    public void So_they_have_where_there_is_a_number_per_class() => Check(OfClasses, ofClasses: true);

    /// <summary>1 − σ(x) = σ(−x), which is to rounding alone the same number.</summary>
    [Theory]
    [InlineData(-2)]
    [InlineData(0.5)]
    [InlineData(40)]
    public void What_the_logistic_function_leaves_of_one_is_that_of_the_opposite(double x)
    {
        var variable = new Graph().Leaf(Op.Parameter, "x");
        var rest = Functions.OneMinusExp(Functions.LogSigmoid(variable));
        Assert.Equal(Op.Exp, rest.Op);
        Assert.Equal(1, Evaluate(rest, [0, 0], new() { ["x"] = x }).Values[0] * (1 + Math.Exp(x)), 1e-14);
        Assert.Equal(Op.OneMinusExp, Functions.OneMinusExp(variable).Op);
    }

    [Fact]
    public void What_varies_is_stopped_once_and_a_constant_not_at_all()
    {
        var graph = new Graph();
        var stopped = Functions.Stop(graph.Leaf(Op.Parameter, "x"));
        Assert.Equal(Op.Stop, stopped.Op);
        Assert.Equal(stopped, Functions.Stop(stopped));
        Assert.Equal(graph.Constant(2), Functions.Stop(graph.Constant(2)));
    }

    // Small expressions come first: a rule that is wrong shows in one of them, which nobody then has to shrink.
    private static void Check(Op[] operators, bool ofClasses)
    {
        for (var depth = 1; depth < 4; depth++)
            Check(operators, ofClasses, depth, 3000);
        Check(operators, ofClasses, 4, 20000);
    }

    private static void Check(Op[] operators, bool ofClasses, int depth, int count)
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var drawn = new Drawn(new Random(seed), operators, ofClasses);
            var (expr, expected) = drawn.Expression(depth);
            var (actual, text) = Evaluate(expr, drawn.Logits, drawn.Parameters);
            var isSame = expected.Zip(Spread(actual), (one, other) => one.Equals(other) || (one == 0 && other == 0)).All(same => same);
            Assert.True(isSame, $"expected {string.Join(", ", expected)}, got {string.Join(", ", actual)}\n{text}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(1, 1));

    private static (double[] Values, string Text) Evaluate(Expr expr, double[] logits, Dictionary<string, double> parameters)
    {
        var table = new NodeTable();
        var root = table.Add(expr);
        var component = new Component("x", root, Denominator.Valid);
        var loss = new LossIr(table.Nodes, table.Hints, new[] { component }.ToEquatable(), Reduction.Sum);
        var inputs = new RowInputs(logits, Label, [1], new Dictionary<string, double[]>(), parameters);
        return (new IrEvaluator(loss, inputs).Value(root), IrPrinter.Print(loss));
    }

    private static double[] Spread(double[] values) => values.Length == Classes ? values : [.. Enumerable.Repeat(values[0], Classes)];

    /// <summary>Random expressions, and their values, one per class, computed operator by operator without any rule.</summary>
    private sealed class Drawn(Random random, Op[] operators, bool ofClasses)
    {
        private readonly Graph graph = new();

        public Dictionary<string, double> Parameters { get; } = Enumerable.Range(0, 3).ToDictionary(i => "x" + i, _ => Any(random));

        public double[] Logits { get; } = [.. Enumerable.Range(0, Classes).Select(_ => Any(random))];

        public (Expr Expr, double[] Value) Expression(int depth)
        {
            if (depth == 0 || random.Next(5) == 0)
                return Leaf();
            var row = OperatorTable.Row(operators[random.Next(operators.Length)]);
            var operands = Enumerable.Range(0, row.Arity).Select(_ => Expression(depth - 1)).ToList();
            if (row.Op == Op.PutAtLabel)
                operands[1] = (Functions.AtLabel(operands[1].Expr), AtLabel(operands[1].Value));
            // The rules may lose the sign of a zero, and with it that of an infinite quotient or power.
            if (row.Op is Op.Div or Op.Pow && (double.IsInfinity(operands[1].Value[0]) || operands[row.Op == Op.Div ? 1 : 0].Value[0] == 0))
                row = OperatorTable.Row(Op.Mul);
            double[] At(int i) => operands[Math.Min(i, operands.Count - 1)].Value;
            return (graph.Make(row.Op, [.. operands.Select(operand => operand.Expr)]), Value(row, At(0), At(1), At(2)));
        }

        private static double Any(Random random) => Special[random.Next(Special.Length)];

        private static double[] AtLabel(double[] values) => Spread([values[Label]]);

        private static double[] Value(OperatorRow row, double[] a, double[] b, double[] c) => row.Op switch
        {
            Op.AtLabel => AtLabel(a),
            Op.PutAtLabel => [.. a.Select((other, k) => k == Label ? b[k] : other)],
            Op.SumClass => Spread([a.Sum()]),
            Op.MaxClass => Spread([a.Max()]),
            _ => [.. a.Select((first, k) => row.Value!(first, b[k], c[k]))],
        };

        private (Expr Expr, double[] Value) Leaf()
        {
            switch (random.Next(ofClasses ? 4 : 2))
            {
                case 0:
                    var constant = Special[random.Next(5)];
                    return (graph.Constant(constant), Spread([constant]));
                case 1:
                    var name = "x" + random.Next(Parameters.Count);
                    return (graph.Leaf(Op.Parameter, name), Spread([Parameters[name]]));
                case 2:
                    return (graph.Leaf(Op.IsLabel), [.. Enumerable.Range(0, Classes).Select(k => k == Label ? 1.0 : 0)]);
                default:
                    return (graph.Leaf(Op.Logits), Logits);
            }
        }
    }
}
