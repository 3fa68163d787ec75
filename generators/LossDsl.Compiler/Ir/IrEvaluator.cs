using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What one row gives to an evaluation.</summary>
/// <param name="Logits">The logits, one per class.</param>
/// <param name="Label">The label, if the targets are labels.</param>
/// <param name="Seeds">Upstream gradient over denominator, per component.</param>
/// <param name="ClassInputs">One number per class each, by their names in <see cref="ClassInputTable"/>.</param>
/// <param name="Parameters">The hyper-parameters read at each call, by name.</param>
public sealed record RowInputs(
    double[] Logits,
    int Label,
    double[] Seeds,
    IReadOnlyDictionary<string, double[]> ClassInputs,
    IReadOnlyDictionary<string, double> Parameters)
{
    /// <summary>The inputs of the call by their names in <see cref="InputTable"/>; of those that are absent every number is 1.</summary>
    public IReadOnlyDictionary<string, double[]> Inputs { get; init; } = new Dictionary<string, double[]>();

    /// <summary>The matrices given at construction by name, row after row.</summary>
    public IReadOnlyDictionary<string, double[]> Matrices { get; init; } = new Dictionary<string, double[]>();
}

/// <summary>
/// Interprets a loss on one row in double precision, after any pass, straight from the operators' rows: the meaning that
/// every emitter has to agree with.
/// </summary>
public sealed class IrEvaluator
{
    private readonly LossIr loss;
    private readonly RowInputs inputs;
    private readonly IrEvaluator? stopped;
    private readonly double[]?[] values;
    private readonly double[]?[] magnitudes;

    /// <summary>An evaluation of a loss on a row.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="inputs">The row.</param>
    /// <param name="stopped">Where the values of stopped factors come from, if not from this row: another evaluation of the same
    /// loss.</param>
    public IrEvaluator(LossIr loss, RowInputs inputs, IrEvaluator? stopped = null)
    {
        this.loss = loss;
        this.inputs = inputs;
        this.stopped = stopped;
        values = new double[loss.Nodes.Count][];
        magnitudes = new double[loss.Nodes.Count][];
    }

    private int Classes => inputs.Logits.Length;

    /// <summary>The value of a component.</summary>
    public double Component(int index) => Value(loss.Components[index].Value)[0];

    /// <summary>The gradient with respect to the logits.</summary>
    public double[] Gradient() => AtLabelReplaced(Spread(Value(loss.Gradient)), Value);

    /// <summary>
    /// Per entry of the gradient, the sum of the absolute values of its contributions: every sum in it is taken over
    /// absolute values, whatever the signs.
    /// </summary>
    public double[] GradientMagnitude() => AtLabelReplaced(Spread(Magnitude(loss.Gradient)), Magnitude);

    /// <summary>The sum of the absolute values of the contributions to a component.</summary>
    public double ComponentMagnitude(int index) => Magnitude(loss.Components[index].Value)[0];

    /// <summary>The value of each element, of a loss per element without reduction.</summary>
    public double[] ElementValues() => Spread(Value(loss.ElementValue));

    /// <summary>The sum of the absolute values of the contributions to each of them.</summary>
    public double[] ElementMagnitudes() => Spread(Magnitude(loss.ElementValue));

    /// <summary>A node's values: one, or one per class.</summary>
    public double[] Value(int id) => values[id] ??= Compute(id);

    private double[] AtLabelReplaced(double[] gradient, Func<int, double[]> evaluate)
    {
        if (loss.LabelGradient < 0)
            return gradient;
        var result = (double[])gradient.Clone();
        result[inputs.Label] = evaluate(loss.LabelGradient)[0];
        return result;
    }

    private double[] Spread(double[] value) => value.Length == Classes ? value : [.. Enumerable.Repeat(value[0], Classes)];

    private double[] Compute(int id)
    {
        var node = loss.Nodes[id];
        switch (node.Op)
        {
            case Op.Constant:
                return [node.Value];
            case Op.Parameter:
                return [inputs.Parameters[node.Name!]];
            case Op.ClassCount:
                return [Classes];
            case Op.ClassIndex:
                return [.. Enumerable.Range(0, Classes).Select(k => (double)k)];
            case Op.ClassInput:
                return inputs.ClassInputs[node.Name!];
            case Op.Logits:
                return inputs.Logits;
            case Op.Seed:
                return [inputs.Seeds[(int)node.Bits]];
            case Op.IsLabel:
                return [.. Enumerable.Range(0, Classes).Select(k => k == inputs.Label ? 1.0 : 0)];
            case Op.Input:
                return inputs.Inputs.TryGetValue(node.Name!, out var given) ? given : [1];
            case Op.MatrixRow:
                return inputs.Matrices[node.Name!].Skip(inputs.Label * Classes).Take(Classes).ToArray();
            case Op.Table:
                return Value(node.A);
            case Op.Stop when stopped is not null:
                return stopped.Value(id);
            case Op.AtLabel:
                return [Spread(Value(node.A))[inputs.Label]];
            case Op.PutAtLabel:
                return [.. Spread(Value(node.A)).Select((other, k) => k == inputs.Label ? Value(node.B)[0] : other)];
            case Op.SumClass:
                return [Spread(Value(node.A)).Sum()];
            case Op.MaxClass:
                return [Spread(Value(node.A)).Max()];
            case Op.LogSumExp:
                return [LogSum(Value(node.A))];
            case Op.LogSoftmax:
                // As in StableSoftmax: the maximum's own exponential is left out of the sum and comes back in log1p.
                var scores = Value(node.A);
                var max = scores.Max();
                var rest = Rest(scores);
                return [.. scores.Select(score => (score - max) - Scalar.Log1p(rest))];
            default:
                return Elementwise(node, Value, OperatorTable.Row(node.Op).Value!);
        }
    }

    private double[] Magnitude(int id) => magnitudes[id] ??= ComputeMagnitude(id);

    private double[] ComputeMagnitude(int id)
    {
        var node = loss.Nodes[id];
        return node.Op switch
        {
            Op.Neg or Op.Abs or Op.Stop => Magnitude(node.A),
            Op.Numerical => Magnitude(node.B),
            // Expanded, as the product that a power is.
            Op.Pow => Elementwise(node, operand => operand == node.B
                || Value(node.B)[0] < 0 ? Value(operand) : Magnitude(operand), (a, b, _) => Math.Abs(Math.Pow(a, b))),
            Op.Add or Op.Sub => Elementwise(node, Magnitude, (a, b, _) => a + b),
            Op.Mul => Elementwise(node, Magnitude, (a, b, _) => a * b),
            Op.Weigh => Elementwise(node, Magnitude, (a, b, _) => a == 0 ? 0 : a * b),
            Op.Div => Elementwise(node, operand => operand == node.B ? Value(operand) : Magnitude(operand), (a, b, _) => Math.Abs(a / b)),
            Op.Select => Elementwise(node, operand => operand == node.A ? Value(operand) : Magnitude(operand), (c, a, b) => c != 0 ? a : b),
            Op.SumClass => [Spread(Magnitude(node.A)).Sum()],
            Op.AtLabel => [Spread(Magnitude(node.A))[inputs.Label]],
            Op.PutAtLabel => [.. Spread(Magnitude(node.A)).Select((other, k) => k == inputs.Label ? Magnitude(node.B)[0] : other)],
            _ => [.. Value(id).Select(Math.Abs)],
        };
    }

    private double[] Elementwise(Node node, Func<int, double[]> operand, Func<double, double, double, double> function)
    {
        double[][] operands = [.. node.Operands.Select(operand)];
        var result = new double[operands.Max(values => values.Length)];
        for (var k = 0; k < result.Length; k++)
        {
            double At(int i) => i >= operands.Length ? 0 : operands[i][operands[i].Length == 1 ? 0 : k];
            result[k] = function(At(0), At(1), At(2));
        }

        return result;
    }

    private static double LogSum(double[] scores) => scores.Max() + Scalar.Log1p(Rest(scores));

    private static double Rest(double[] scores)
    {
        var max = scores.Max();
        var top = Array.IndexOf(scores, max);
        return scores.Where((_, k) => k != top).Sum(score => Math.Exp(score - max));
    }
}
