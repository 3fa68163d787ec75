using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Gradients.Tests;

/// <summary>Losses that between them use every kind of node in every place where it may stand.</summary>
internal static class KernelCases
{
    public static IReadOnlyList<KernelCase> All { get; } =
    [
        // Two components; a table; a row input.
        new("LabelCrossEntropy",
            () => Differentiated(g =>
            {
                var logp = LogSoftmax(g.Leaf(Op.Logits));
                var w = g.Tabulate(2 * g.Leaf(Op.ClassInput, "weights"), "w");
                return [-(AtLabel(w) * AtLabel(logp)), g.Input(InputTable.FeatureNorms) * LogSumExp(g.Leaf(Op.Logits))];
            }),
            row =>
            {
                var (p, logp, lse) = Softmax(row.Z);
                var w = 2 * row.Table[row.Label];
                return new(
                    [-w * logp[row.Label], row.Norm * lse],
                    Each(row, k => (row.Seeds[0] * w * (p[k] - (k == row.Label ? 1 : 0))) + (row.Seeds[1] * row.Norm * p[k])));
            }),

        // Numbers as targets and a sum over the classes of their products.
        new("SoftCrossEntropy",
            () => Differentiated(g => [-SumClass(g.Input(InputTable.Targets) * LogSoftmax(g.Leaf(Op.Logits)))]),
            row =>
            {
                var (p, logp, _) = Softmax(row.Z);
                var sum = row.Targets.Sum();
                return new([-Sum(row, k => row.Targets[k] * logp[k])], Each(row, k => row.Seeds[0] * ((sum * p[k]) - row.Targets[k])));
            }),

        // No reduction before the gradient: one sweep does it all. The losses of the elements may be asked for.
        new("WeightedSquares",
            () => Elementwise(g =>
            {
                var difference = g.Leaf(Op.Logits) - g.Input(InputTable.Targets);
                var weight = g.Input(InputTable.ElementWeights);
                return (Weigh(weight, difference * difference), g.Input(InputTable.Upstream) * (g.Seed(0) * Weigh(weight, 2 * difference)));
            }),
            row =>
            {
                var d = Each(row, k => row.Z[k] - row.Targets[k]);
                var elements = Each(row, k => row.Weights[k] == 0 ? 0 : row.Weights[k] * d[k] * d[k]);
                return new([elements.Sum()], Each(row, k => row.Seeds[0] * row.Upstream[k] * row.Weights[k] * 2 * d[k]), elements);
            }),

        // What an element keeps is used for its loss and for the gradient; tanh; a condition on rows, and one on scalars.
        new("KeptElements",
            () => Built(g =>
            {
                var e = Exp(Tanh(g.Leaf(Op.Logits)));
                var f = g.Input(InputTable.FeatureNorms);
                var weighted = g.Input(InputTable.Targets) * e;
                var element = Select(Less(f, g.Constant(1)), weighted,
                    Select(Less(g.Constant(2), g.Leaf(Op.ClassCount)), 3 * weighted, 5 * weighted));
                var value = SumClass(element);
                var all = SumClass(e);
                return new([value], element, g.Seed(0) * (e * (value / all)), null);
            }),
            row =>
            {
                var e = Each(row, k => Math.Exp(Math.Tanh(row.Z[k])));
                var factor = row.Norm < 1 ? 1 : row.Z.Length > 2 ? 3 : 5;
                var elements = Each(row, k => factor * row.Targets[k] * e[k]);
                var factorOfAll = row.Seeds[0] * elements.Sum() / e.Sum();
                return new([elements.Sum()], Each(row, k => factorOfAll * e[k]), elements);
            }),

        // The row of a matrix, and its diagonal.
        new("Costs",
            () => Differentiated(g =>
            {
                var costs = g.Leaf(Op.MatrixRow, "costs");
                return [SumClass(costs * Exp(g.Leaf(Op.Logits))) + AtLabel(costs)];
            }),
            row => new(
                [Sum(row, k => row.MatrixRow[k] * Math.Exp(row.Z[k])) + row.MatrixRow[row.Label]],
                Each(row, k => row.Seeds[0] * row.MatrixRow[k] * Math.Exp(row.Z[k])))),

        // Values that are an input, a gathered logit, a maximum, a scalar, an element of an input at the label; a gradient per row.
        new("BareValues",
            () => Built(g => new(
                [g.Input(InputTable.FeatureNorms), AtLabel(g.Leaf(Op.Logits)), MaxClass(g.Leaf(Op.Logits)), g.Leaf(Op.ClassCount),
                    AtLabel(g.Input(InputTable.Targets))],
                null,
                g.Seed(0) * g.Input(InputTable.FeatureNorms),
                AtLabel(g.Leaf(Op.Logits)))),
            row => new(
                [row.Norm, row.Z[row.Label], row.Z.Max(), row.Z.Length, row.Targets[row.Label]],
                Each(row, k => k == row.Label ? row.Z[k] : row.Seeds[0] * row.Norm))),

        // A gradient of zero, and a value without any reduction.
        new("NoGradient",
            () => Built(g => new([AtLabel(g.Tabulate(3 * g.Leaf(Op.ClassInput, "weights"), "w"))], null, g.Constant(0), null)),
            row => new([3 * row.Table[row.Label]], Each(row, _ => 0))),

        // A gradient of tables only, a comparison of the label, a condition used twice, and sums that only the gradient needs.
        new("Comparisons",
            () => Built(g =>
            {
                var z = g.Leaf(Op.Logits);
                var w = g.Tabulate(2 * g.Leaf(Op.ClassInput, "weights"), "w");
                var above = Less(g.Constant(0), z);
                var label = g.Leaf(Op.IsLabel);
                var value = SumClass(Select(above, z, Select(label, w, g.Constant(0))));
                var norm = SumClass(Select(above, w, Select(label, g.Constant(1), z * z)));
                return new([value], null, w * norm, null);
            }),
            row =>
            {
                var norm = Sum(row, k => row.Z[k] > 0 ? 2 * row.Table[k] : k == row.Label ? 1 : row.Z[k] * row.Z[k]);
                return new(
                    [Sum(row, k => row.Z[k] > 0 ? row.Z[k] : k == row.Label ? 2 * row.Table[k] : 0)],
                    Each(row, k => 2 * row.Table[k] * norm));
            }),

        // One softmax reads another, and a mask over the classes.
        new("TwoSoftmaxes",
            () => Differentiated(g =>
            {
                var z = g.Leaf(Op.Logits);
                var first = Stop(Exp(LogSoftmax(z)));
                return [-SumClass(g.Input(InputTable.ClassMask) * LogSoftmax(z + first))];
            }),
            row =>
            {
                var first = Softmax(row.Z).P;
                var (p, logp, _) = Softmax(Each(row, k => row.Z[k] + first[k]));
                var sum = row.Mask.Sum();
                return new([-Sum(row, k => row.Mask[k] * logp[k])], Each(row, k => row.Seeds[0] * ((sum * p[k]) - row.Mask[k])));
            }),
    ];

    private static double[] Each(KernelRow row, Func<int, double> element) => [.. Enumerable.Range(0, row.Z.Length).Select(element)];

    private static double Sum(KernelRow row, Func<int, double> element) => Each(row, element).Sum();

    private static (double[] P, double[] LogP, double LogSumExp) Softmax(double[] z)
    {
        var max = z.Max();
        var lse = max + Math.Log(z.Sum(x => Math.Exp(x - max)));
        return ([.. z.Select(x => Math.Exp(x - lse))], [.. z.Select(x => x - lse)], lse);
    }

    private sealed record Roots(Expr[] Values, Expr? Element, Expr? Gradient, Expr? LabelGradient);

    private static LossIr Differentiated(Func<Graph, Expr[]> values)
        => Pipeline.Run(Built(g => new(values(g), null, null, null))).Last().Loss;

    private static LossIr Elementwise(Func<Graph, (Expr Element, Expr Gradient)> build)
        => Built(g =>
        {
            var (element, gradient) = build(g);
            return new([SumClass(element)], element, gradient, null);
        });

    private static LossIr Built(Func<Graph, Roots> build)
    {
        var roots = build(new Graph());
        var table = new NodeTable();
        Root[] Of(RootKind kind, Expr? root) => root is { } expr ? [new Root(kind, table.Add(expr))] : [];
        var components = roots.Values.Select((value, i) => new Component("Part" + i, table.Add(value), Compiler.Denominator.Valid))
            .ToEquatable();
        Root[] results =
        [
            .. Of(RootKind.ElementValue, roots.Element), .. Of(RootKind.Gradient, roots.Gradient),
            .. Of(RootKind.GradientAtLabel, roots.LabelGradient),
        ];
        return new LossIr(default, default, components, Compiler.Reduction.Sum) with
        {
            Results = results.ToEquatable(),
            Nodes = table.Nodes,
            Hints = table.Hints,
        };
    }
}
