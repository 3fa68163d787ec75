using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The values of expressions without scores: one per class, each an interval where a hyper-parameter is read at each call.
/// </summary>
/// <param name="inputs">Class counts and parameters.</param>
/// <param name="ranges">The ranges of what is read at each call.</param>
/// <param name="areOpen">Whether numbers per class other than counts may be any that a constructor takes; else they are those of the
/// inputs.</param>
internal sealed class ClassConstants(ProgramInputs inputs, IReadOnlyDictionary<string, (double Low, double High)> ranges,
    bool areOpen = false)
{
    private readonly Dictionary<int, (double Low, double High)[]> known = [];

    /// <summary>The values of an expression, one per class; NaN for what is not known.</summary>
    public double[] Exactly(Expr expr) => [.. Of(expr).Select(range => range.Low.Equals(range.High) ? range.Low : double.NaN)];

    /// <summary>The value of an expression for a class, between two numbers; NaN for what is not known.</summary>
    public (double Low, double High) At(Expr expr, int k) => Of(expr)[k];

    /// <summary>Between which numbers the values of an expression are for all classes; NaN if one is not known.</summary>
    public (double Low, double High) OfAll(Expr expr)
        => Of(expr) is var all && all.Any(range => double.IsNaN(range.Low) || double.IsNaN(range.High)) ? Exact(double.NaN)
            : (all.Min(range => range.Low), all.Max(range => range.High));

    private (double Low, double High)[] Of(Expr expr)
    {
        if (!known.TryGetValue(expr.Id, out var values))
            known[expr.Id] = values = Compute(expr);
        return values;
    }

    private (double Low, double High)[] Compute(Expr expr)
    {
        var node = expr.Node;
        var classes = Enumerable.Range(0, inputs.Classes);
        switch (node.Op)
        {
            case Op.Constant:
                return [.. classes.Select(_ => Exact(node.Value))];
            case Op.ClassCount:
                return [.. classes.Select(_ => Exact(inputs.Classes))];
            case Op.ClassIndex:
                return [.. classes.Select(k => Exact(k))];
            case Op.ClassInput when areOpen && node.Name != ClassInputTable.Counts:
                var row = ClassInputTable.Row(node.Name!);
                // Of weights, a link refuses 0.
                return [.. classes.Select(_ => (ClassInputTable.IsWeight(row.Name) ? double.Epsilon : row.Low, row.High))];
            case Op.ClassInput:
                return [.. classes.Select(k => Exact(inputs.ClassInputs[node.Name!][k]))];
            case Op.Parameter:
                var range = ranges.TryGetValue(node.Name!, out var given) ? given : Exact(inputs.Parameters[node.Name!]);
                return [.. classes.Select(_ => range)];
            case Op.Table or Op.Stop:
                return Of(expr.A);
            case Op.SumClass:
                var sum = (Of(expr.A).Sum(a => a.Low), Of(expr.A).Sum(a => a.High));
                return [.. classes.Select(_ => sum)];
            case Op.MaxClass:
                var max = (Of(expr.A).Max(a => a.Low), Of(expr.A).Max(a => a.High));
                return [.. classes.Select(_ => max)];
            case Op.AtLabel:
                return Of(expr.A);
        }

        if (OperatorTable.Row(node.Op).Value is not { } function)
            return [.. classes.Select(_ => Exact(double.NaN))];
        (double Low, double High)[][] operands = [.. node.Operands.Select(id => Of(new Expr(expr.Graph, id)))];
        return [.. classes.Select(k => Apply(node.Op, function, [.. operands.Select(operand => operand[k])]))];
    }

    private static (double Low, double High) Apply(Op op, Func<double, double, double, double> function, (double Low, double High)[] at)
    {
        if (at.All(range => range.Low.Equals(range.High)))
        {
            double Number(int i) => i < at.Length ? at[i].Low : 0;
            return Exact(function(Number(0), Number(1), Number(2)));
        }

        if (at.Length == 1)
        {
            var (low, high) = (function(at[0].Low, 0, 0), function(at[0].High, 0, 0));
            return OperatorTable.Facts(op).Curve.Monotony switch
            {
                Monotony.Rises => (low, high),
                Monotony.Falls => (high, low),
                _ => Exact(double.NaN),
            };
        }

        return op switch
        {
            Op.Add => (at[0].Low + at[1].Low, at[0].High + at[1].High),
            Op.Sub => (at[0].Low - at[1].High, at[0].High - at[1].Low),
            Op.Mul => Hull([at[0].Low * at[1].Low, at[0].Low * at[1].High, at[0].High * at[1].Low, at[0].High * at[1].High]),
            Op.Div when at[1].Low > 0
                || at[1].High < 0 => Hull([at[0].Low / at[1].Low, at[0].Low / at[1].High, at[0].High / at[1].Low, at[0].High / at[1].High]),
            Op.Pow when at[0].Low >= 0 =>
                Hull([.. new[] { at[0].Low, at[0].High }.SelectMany(x => new[] { Math.Pow(x, at[1].Low), Math.Pow(x, at[1].High) })]),
            Op.Equal or Op.Less => (0, 1),
            Op.Select => (Math.Min(at[1].Low, at[2].Low), Math.Max(at[1].High, at[2].High)),
            _ => Exact(double.NaN),
        };
    }

    private static (double Low, double High) Hull(double[] values) => (values.Min(), values.Max());

    private static (double Low, double High) Exact(double value) => (value, value);
}
