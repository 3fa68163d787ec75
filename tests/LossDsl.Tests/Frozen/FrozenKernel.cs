// Never edit this file. It is generated code as the first version of the library had it, with names for people: the proof
// that a struct compiled against that version still runs against today's runtime. If it no longer compiles or its tests
// fail, the contract of LossDsl.Runtime has been broken for everybody who has compiled a loss: mend the runtime.
using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using LossDsl.Runtime;

namespace LossDsl.Tests.Frozen;

/// <summary>Weighted cross-entropy, w_y · −log p_y, and the log-sum-exp penalty, λ · lse².</summary>
public readonly struct FrozenKernel : ILossKernel
{
    private const int SeedOfLoss = 0;
    private const int SeedOfPenalty = 1;
    private const int Loss = 2;
    private const int Penalty = 3;
    private const int Max = 4;
    private const int Others = 5;
    private const int Ties = 6;
    private const int LabelLogit = 7;
    private const int LabelWeight = 8;
    private const int Scale = 9;
    private const int LabelGradient = 10;

    public const int Slots = 11;

    public static void Prepare(in KernelCall call, Span<double> scalars) => scalars[0] = call.Parameters[0];

    public static double Weight(in KernelCall call, int label) => call.Tables[0][label];

    public static void Block<V>(in RowBlock block)
        where V : struct, ISimd<V>
    {
        block.GatherLogits(LabelLogit);
        block.GatherTable(0, LabelWeight);
        Sweeps.Run<V, Sweep1<V>>(in block);
        Sweeps.Run<V, Sweep2<V>>(in block);
        Sweeps.Rows<V, Rows2<V>>(in block);
        if (block.NeedsGradient)
            Sweeps.Run<V, Sweep3<V>>(in block);
    }

    public static void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var max = T.NegativeInfinity;
        foreach (var z in row.Logits)
            max = T.Max(max, z);
        var sum = T.Zero;
        foreach (var z in row.Logits)
            sum += T.Exp(z - max);
        var lse = max + T.Log(sum);
        var weight = row.Table(0)[row.Label];
        var lambda = row.Scalars[0];
        row.Values[0] = weight * (lse - row.Logits[row.Label]);
        row.Values[1] = lambda * lse * lse;
        if (row.Gradient.IsEmpty)
            return;
        var ofLoss = row.Seeds[0] * weight;
        var ofPenalty = row.Seeds[1] * lambda * T.CreateChecked(2) * lse;
        for (var k = 0; k < row.Logits.Length; k++)
        {
            var p = T.Exp(row.Logits[k] - max) / sum;
            row.Gradient[k] = (k == row.Label ? -(ofLoss * Real.OneMinusExp(row.Logits[k] - lse)) : ofLoss * p) + (ofPenalty * p);
        }
    }

    private struct Sweep1<V> : ISweep<Sweep1<V>, V>
        where V : struct, ISimd<V>
    {
        private V max;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(in RowBlock block, int row) => max = V.Broadcast(float.NegativeInfinity);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Element(V logit, V kept, V index, nint k)
        {
            max = V.Max(max, logit);
            return default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Restore(V mask, in Sweep1<V> before) => max = V.Select(mask, max, before.max);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void End(in RowBlock block, int row) => block.SetRow(Max, row, V.MaxAcross(max));
    }

    private struct Sweep2<V> : ISweep<Sweep2<V>, V>
        where V : struct, ISimd<V>
    {
        private V max;
        private V others;
        private V ties;

        public static bool Writes => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(in RowBlock block, int row) => max = block.Row<V>(Max, row);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Element(V logit, V kept, V index, nint k)
        {
            var e = SimdMath.Exp(logit - max);
            var top = V.Equal(logit, max);
            others += V.Select(top, V.Broadcast(0), e);
            ties += V.Select(top, V.Broadcast(1), V.Broadcast(0));
            return e;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Restore(V mask, in Sweep2<V> before)
        {
            others = V.Select(mask, others, before.others);
            ties = V.Select(mask, ties, before.ties);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void End(in RowBlock block, int row)
        {
            block.SetRow(Others, row, V.SumAcross(others));
            block.SetRow(Ties, row, V.SumAcross(ties));
        }
    }

    private readonly struct Rows2<V> : IRowStage<V>
        where V : struct, ISimd<V>
    {
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public static void Run(in RowBlock block, int row)
        {
            var rest = block.Rows<V>(Others, row) + (block.Rows<V>(Ties, row) - V.Broadcast(1));
            var logSum = SimdMath.Log1p(rest);
            var lse = block.Rows<V>(Max, row) + logSum;
            var logp = (block.Rows<V>(LabelLogit, row) - block.Rows<V>(Max, row)) - logSum;
            var weight = block.Rows<V>(LabelWeight, row);
            var lambda = block.Scalar<V>(0);
            block.SetRows(Loss, row, weight * -logp);
            block.SetRows(Penalty, row, lambda * lse * lse);
            var ofLoss = block.Rows<V>(SeedOfLoss, row) * weight;
            var ofPenalty = block.Rows<V>(SeedOfPenalty, row) * lambda * V.Broadcast(2) * lse;
            block.SetRows(Scale, row, (ofLoss + ofPenalty) / (V.Broadcast(1) + rest));
            block.SetRows(LabelGradient, row, V.MultiplyAdd(ofPenalty, SimdMath.Exp(logp), -(ofLoss * SimdMath.OneMinusExp(logp))));
        }
    }

    private struct Sweep3<V> : ISweep<Sweep3<V>, V>
        where V : struct, ISimd<V>
    {
        private V scale;

        public static bool Reads => true;

        public static bool Writes => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(in RowBlock block, int row) => scale = block.Row<V>(Scale, row);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Element(V logit, V kept, V index, nint k) => kept * scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Restore(V mask, in Sweep3<V> before)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void End(in RowBlock block, int row) => block.SetAtLabel(row, LabelGradient);
    }
}
