using System;
using System.Numerics;
using LossDsl.Runtime;

namespace LossDsl.Tests.Calls;

/// <summary>What the toy loss compares logits with.</summary>
internal interface IToyForm
{
    static abstract int Inputs { get; }

    static abstract (T Value, T Slope) Element<T>(in PlainRow<T> row, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>With labels y: w_y (z_y − 1)².</summary>
internal readonly struct ToyLabels : IToyForm
{
    public static int Inputs => 0;

    public static (T Value, T Slope) Element<T>(in PlainRow<T> row, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weight = k == row.Label ? T.CreateChecked(1 + (0.5 * k)) : T.Zero;
        var difference = row.Logits[k] - T.One;
        return (weight * difference * difference, weight * (difference + difference));
    }
}

/// <summary>With numbers t: Σ_k (z_k − t_k)².</summary>
internal readonly struct ToyNumbers : IToyForm
{
    public static int Inputs => 1 << (int)KernelInput.Targets;

    public static (T Value, T Slope) Element<T>(in PlainRow<T> row, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var difference = row.Logits[k] - row.Input(KernelInput.Targets)[k];
        return (difference * difference, difference + difference);
    }
}

/// <summary>What does not depend on its logits at all.</summary>
internal readonly struct ToyConstant : ILossKernel
{
    public static void Prepare(in KernelCall call, Span<double> scalars)
    {
    }

    public static void Block<V>(in RowBlock block)
        where V : struct, ISimd<V> => throw new NotSupportedException();

    public static void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => row.Gradient.Clear();
}

/// <summary>
/// A loss of squares, elements weighted by v, with the penalty Σ_k v_k z_k²/10 as its second component; the weight of class k
/// is 1 + k/2.
/// </summary>
internal readonly struct ToyKernel<TForm> : ILossKernel
    where TForm : struct, IToyForm
{
    public static int Inputs => TForm.Inputs | (1 << (int)KernelInput.ElementWeights) | (1 << (int)KernelInput.Upstream);

    public static void Prepare(in KernelCall call, Span<double> scalars)
    {
    }

    public static double Weight(in KernelCall call, int label) => 1 + (0.5 * label);

    public static double WeightOf(in KernelCall call, ReadOnlySpan<double> targets)
    {
        var sum = 0.0;
        for (var k = 0; k < targets.Length; k++)
            sum += targets[k] * (1 + (0.5 * k));
        return sum;
    }

    public static void Block<V>(in RowBlock block)
        where V : struct, ISimd<V> => throw new NotSupportedException();

    public static void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tenth = T.CreateChecked(0.1);
        for (var k = 0; k < row.Logits.Length; k++)
        {
            var z = row.Logits[k];
            var weight = row.Input(KernelInput.ElementWeights)[k];
            var (value, slope) = TForm.Element(in row, k);
            var penalty = tenth * z * z;
            var whole = value + penalty;
            var gradient = (row.Seeds[0] * slope) + (row.Values.Length > 1 ? row.Seeds[1] * tenth * (z + z) : T.Zero);
            row.Values[0] += Real.Weigh(weight, row.Values.Length > 1 ? value : whole);
            if (row.Values.Length > 1)
                row.Values[1] += Real.Weigh(weight, penalty);
            if (!row.ElementValues.IsEmpty)
                row.ElementValues[k] = Real.Weigh(weight, whole);
            if (!row.Gradient.IsEmpty)
                row.Gradient[k] = Real.Weigh(weight, gradient * row.Input(KernelInput.Upstream)[k]);
        }
    }
}
