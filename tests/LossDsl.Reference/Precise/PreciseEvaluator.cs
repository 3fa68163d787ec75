using System;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Reference;

/// <summary>
/// Interprets a loss on one row in 86 digits, from what the operators are as functions and not from their rows: nothing
/// cancels or underflows, so formulas that do so on a machine show.
/// </summary>
/// <param name="loss">The loss, after any pass.</param>
/// <param name="inputs">The row.</param>
/// <param name="isSingle">Whether arguments are what they are in single precision.</param>
/// <param name="decisions">What is compared in the place of the numbers themselves, wherever a loss compares; null for these.</param>
internal sealed class PreciseEvaluator(LossIr loss, RowInputs inputs, bool isSingle = false, PreciseEvaluator? decisions = null)
{
    // Below it the numbers of single precision have a spacing of their own, whatever their size. Half of it, 2^-150, is 1e-5 of the
    // second: no operation whose result is there is nearer than that, and a later factor makes as much of it as of the number.
    private const double SmallestNormal = 1.1754943508222875e-38;
    private const double HalfSpacing = 7.0065e-41;

    // The criterion takes adjusted scores as single precision has them. One that is computed in two roundings, as z τ + b is, may be its
    // neighbour: 2·2^-24 of it, by which e^s changes more than by 1e-5 of itself where s is larger than this.
    private const double ExponentOfCondition = 84;

    // Passes fold constants in double precision: 1 − 0.7 is no more the 0.3 of another constant. At a kink, where the sides differ by
    // more than any rounding, what differs by this much of a double is the same number.
    private const double Nothing = 1e-15;

    private readonly BigReal[]?[] values = new BigReal[loss.Nodes.Count][];
    private readonly BigReal[]?[] magnitudes = new BigReal[loss.Nodes.Count][];

    private int Classes => inputs.Logits.Length;

    /// <summary>The value of a component.</summary>
    public BigReal Component(int index) => Value(loss.Components[index].Value)[0];

    /// <summary>The sum of the absolute values of its contributions.</summary>
    public BigReal ComponentMagnitude(int index) => Magnitude(loss.Components[index].Value)[0];

    /// <summary>The gradient with respect to the logits.</summary>
    public BigReal[] Gradient() => AtLabelReplaced(Value);

    /// <summary>Per entry, the sum of the absolute values of its contributions.</summary>
    public BigReal[] GradientMagnitude() => AtLabelReplaced(Magnitude);

    /// <summary>The value of each element, of a loss per element without reduction.</summary>
    public BigReal[] Elements() => Spread(Value(loss.ElementValue));

    /// <summary>The sum of the absolute values of the contributions to each of them.</summary>
    public BigReal[] ElementMagnitudes() => Spread(Magnitude(loss.ElementValue));

    /// <summary>Per class, whether anything that was evaluated for it is beyond the numbers of single precision.</summary>
    public bool[] IsBeyondSingle()
        => [.. Enumerable.Range(0, Classes).Select(k => values.Any(node
            => node is not null && node[node.Length == 1 ? 0 : k] is { IsFinite: true } value && float.MaxValue < BigReal.Abs(value)))];

    private BigReal[] AtLabelReplaced(Func<int, BigReal[]> evaluate)
    {
        BigReal[] result = [.. Spread(evaluate(loss.Gradient))];
        if (loss.LabelGradient >= 0)
            result[inputs.Label] = evaluate(loss.LabelGradient)[0];
        return result;
    }

    private BigReal[] Value(int id) => values[id] ??= Compute(id);

    private BigReal[] Magnitude(int id) => magnitudes[id] ??= ComputeMagnitude(id);

    private BigReal[] Spread(BigReal[] value) => value.Length == Classes ? value : [.. Enumerable.Repeat(value[0], Classes)];

    private BigReal[] Compute(int id)
    {
        var node = loss.Nodes[id];
        return node.Op switch
        {
            Op.Constant => [Argument(node.Value)],
            Op.Parameter => [Argument(inputs.Parameters[node.Name!])],
            Op.ClassCount => [(double)Classes],
            Op.ClassIndex => [.. Enumerable.Range(0, Classes).Select(k => (BigReal)(double)k)],
            Op.ClassInput => Numbers(inputs.ClassInputs[node.Name!]),
            Op.Logits => Numbers(inputs.Logits),
            Op.Seed => [inputs.Seeds[(int)node.Bits]],
            Op.IsLabel => [.. Enumerable.Range(0, Classes).Select(k => (BigReal)(k == inputs.Label ? 1.0 : 0))],
            Op.Input => inputs.Inputs.TryGetValue(node.Name!, out var given) ? Numbers(given) : [BigReal.One],
            Op.MatrixRow => Numbers([.. inputs.Matrices[node.Name!].Skip(inputs.Label * Classes).Take(Classes)]),
            Op.Table => Value(node.A),
            Op.AtLabel => [Spread(Value(node.A))[inputs.Label]],
            Op.SumClass => [Spread(Value(node.A)).Aggregate(BigReal.Zero, (sum, x) => sum + x)],
            Op.MaxClass => [Spread(Value(node.A)).Aggregate(BigReal.Max)],
            Op.LogSumExp => [LogSum(Rounded(node.A))],
            Op.LogSoftmax => [.. Rounded(node.A).Select(score => score - LogSum(Rounded(node.A)))],
            Op.LogSigmoid => [.. Rounded(node.A).Select(BigFunctions.LogSigmoid)],
            Op.Less or Op.Equal when decisions is not null => decisions.Value(id),
            Op.Max or Op.Min when decisions is not null => Decided(node, Value),
            _ => Elementwise(node, Value, (a, b, c) => Apply(node.Op, a, b, c)),
        };
    }

    /// <summary>The operand that is the larger, or the smaller, of the two.</summary>
    private BigReal[] Decided(Node node, Func<int, BigReal[]> operand)
    {
        BigReal IsSecond(BigReal a, BigReal b) => (node.Op == Op.Max ? a < b : b < a) ? BigReal.One : BigReal.Zero;
        var chosen = Elementwise(node, (decisions ?? this).Value, (a, b, _) => IsSecond(a, b));
        var (first, second) = (operand(node.A), operand(node.B));
        return [.. chosen.Select((isSecond, k) => isSecond.IsZero ? first[first.Length == 1 ? 0 : k] : second[second.Length == 1 ? 0 : k])];
    }

    /// <summary>Scores as single precision has them: what their rounding makes of the result is no error of the loss.</summary>
    private BigReal[] Rounded(int id) => [.. Spread(Value(id)).Select(score => (BigReal)(float)(double)score)];

    private static BigReal LogSum(BigReal[] scores)
    {
        var max = scores.Aggregate(BigReal.Max);
        return max.IsFinite ? max + BigFunctions.Log(scores.Aggregate(BigReal.Zero, (sum, score) => sum + BigFunctions.Exp(score - max)))
            : max;
    }

    private static BigReal Apply(Op op, BigReal a, BigReal b, BigReal c) => op switch
    {
        Op.Neg => -a,
        Op.Abs => BigReal.Abs(a),
        Op.Sqrt => BigFunctions.Pow(a, 0.5),
        Op.Exp => BigFunctions.Exp(a),
        Op.Log => BigFunctions.Log(a),
        Op.Log1p => BigFunctions.Log1p(a),
        Op.OneMinusExp => BigFunctions.OneMinusExp(a),
        Op.Todd => BigFunctions.Todd(a),
        Op.Tanh => BigFunctions.Tanh(a),
        Op.LogCosh => BigFunctions.LogCosh(a),
        Op.Bennett => BigFunctions.Bennett(a),
        Op.Add => a + b,
        Op.Sub => a - b,
        Op.Mul => a * b,
        Op.Div => a / b,
        Op.Pow => BigFunctions.Pow(a, b),
        Op.Weigh => a.IsZero ? BigReal.Zero : a * b,
        Op.Max => BigReal.Max(a, b),
        Op.Min => BigReal.Min(a, b),
        Op.Less => a < b && !AreEqual(a, b) ? BigReal.One : BigReal.Zero,
        Op.Equal => AreEqual(a, b) ? BigReal.One : BigReal.Zero,
        Op.Select => a.IsZero ? c : b,
        Op.Stop => a,
        _ => throw new NotSupportedException($"{op} is not in the loss before passes serve a machine"),
    };

    private double Argument(double value) => isSingle ? (float)value : value;

    private static bool AreEqual(BigReal a, BigReal b)
        => !a.IsNaN && !b.IsNaN
            && (a.CompareTo(b) == 0
                || (a.IsFinite && b.IsFinite && !(Nothing * BigReal.Max(BigReal.Abs(a), BigReal.Abs(b)) < BigReal.Abs(a - b))));

    /// <summary>The magnitude of a node.</summary>
    private BigReal[] ComputeMagnitude(int id)
        => [.. Contributions(id).Zip(Spread(Value(id)), (size, value) => size.IsZero || !IsDenormal(value) ? size : size + HalfSpacing)];

    private static bool IsDenormal(BigReal x) => x.IsFinite && BigReal.Abs(x) < SmallestNormal;

    private BigReal[] Contributions(int id)
    {
        var node = loss.Nodes[id];
        return node.Op switch
        {
            Op.Exp or Op.OneMinusExp or Op.Todd when Condition(node.A) is { } condition
                => [.. Value(id).Select((value, k) => BigReal.Abs(value) * condition[condition.Length == 1 ? 0 : k])],
            Op.Neg or Op.Abs or Op.Stop => Magnitude(node.A),
            // What the chosen operand is made of.
            Op.Max or Op.Min => Decided(node, Magnitude),
            // Nearly its operand where that is small.
            Op.Log1p => Elementwise(node, Magnitude, (size, _, _) => size)
                .Zip(Value(node.A), (size, x) => x.IsZero || !x.IsFinite ? 1 : BigReal.Max(1, size / BigReal.Abs(x)))
                .Zip(Value(id), (condition, value) => condition * BigReal.Abs(value)).ToArray(),
            // Expanded, as the product that a power is.
            Op.Pow => Elementwise(node, operand => operand == node.B
                || Value(node.B)[0].Sign < 0 ? Value(operand) : Magnitude(operand), (a, b, _) => BigReal.Abs(BigFunctions.Pow(a, b))),
            Op.Add or Op.Sub => Elementwise(node, Magnitude, (a, b, _) => a + b),
            Op.Mul => Elementwise(node, Magnitude, (a, b, _) => a * b),
            Op.Weigh => Elementwise(node, Magnitude, (a, b, _) => a.IsZero ? BigReal.Zero : a * b),
            Op.Div => Elementwise(node, operand => operand == node.B ? Value(operand) : Magnitude(operand),
                (a, b, _) => BigReal.Abs(a / b)),
            Op.Select => Elementwise(node, operand => operand == node.A ? Value(operand) : Magnitude(operand), (c, a, b) => c.IsZero ? b
                : a),
            Op.SumClass => [Spread(Magnitude(node.A)).Aggregate(BigReal.Zero, (sum, x) => sum + x)],
            Op.AtLabel => [Spread(Magnitude(node.A))[inputs.Label]],
            _ => [.. Value(id).Select(BigReal.Abs)],
        };
    }

    /// <summary>
    /// The condition number of e^a over what 1e-5 allows, where a is not a logit but computed from it and large: of e^(−e^b) that is
    /// e^b |b|, of a softmax the magnitude of its scores.
    /// </summary>
    private BigReal[]? Condition(int id)
    {
        var node = loss.Nodes[id];
        while (node.Op is Op.Neg or Op.AtLabel)
            (id, node) = (node.A, loss.Nodes[node.A]);
        BigReal[]? condition = node.Op switch
        {
            Op.Exp => [.. Value(id).Zip(Value(node.A), (power, exponent) => BigReal.Abs(power) * BigReal.Max(1, BigReal.Abs(exponent)))],
            Op.LogSoftmax when loss.Nodes[node.A].Op != Op.Logits => [Magnitude(node.A).Aggregate(BigReal.Max)],
            // q log a has a rounding more than a score.
            Op.Mul when loss.Nodes[node.A].Op != Op.Logits && loss.Nodes[node.B].Op != Op.Logits
                => [.. Magnitude(id).Select(size => 1.5 * size)],
            Op.Sub when loss.Nodes[node.A].Op == Op.Logits && loss.Nodes[node.B].Op == Op.MaxClass => null,
            Op.Sub or Op.Add => Magnitude(id),
            _ => null,
        };
        return condition is null
            || condition.Length > Classes ? null : [.. condition.Select(x => x.IsFinite ? BigReal.Max(1, x / ExponentOfCondition) : 1)];
    }

    private BigReal[] Elementwise(Node node, Func<int, BigReal[]> operand, Func<BigReal, BigReal, BigReal, BigReal> function)
    {
        BigReal[][] operands = [.. node.Operands.Select(operand)];
        var result = new BigReal[operands.Max(numbers => numbers.Length)];
        for (var k = 0; k < result.Length; k++)
        {
            BigReal At(int i) => i >= operands.Length ? BigReal.Zero : operands[i][operands[i].Length == 1 ? 0 : k];
            result[k] = function(At(0), At(1), At(2));
        }

        return result;
    }

    private static BigReal[] Numbers(double[] numbers) => Array.ConvertAll(numbers, number => (BigReal)number);
}
