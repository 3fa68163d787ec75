using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>A block of rows, by plain loops in either precision.</summary>
internal static unsafe class PlainBlocks
{
    /// <summary>Computes one block.</summary>
    public static void Run<TKernel, T>(BlockJob job, BlockMemory memory, int number)
        where TKernel : struct, ILossKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var components = job.Components;
        var buffer = memory.Values<T>(2 * components);
        var seeds = new Span<T>(buffer, components);
        var values = new Span<T>(buffer + components, components);
        var scalars = new ReadOnlySpan<T>(job.Scalars, job.Plan!.Scalars);
        var sums = new Span<double>(job.Sums + ((nint)number * components), components);
        sums.Clear();
        for (var c = 0; c < components; c++)
            seeds[c] = T.CreateTruncating(job.Seeds[c]);

        var first = number * job.RowsPerBlock;
        for (var row = first; row < first + job.RowsIn(number); row++)
        {
            var offset = (nint)row * job.Classes;
            var gradient = job.Gradient == null ? default : new Span<T>((T*)job.Gradient + offset, job.Classes);
            values.Clear();
            if (job.Labels[row] < 0)
            {
                gradient.Clear();
            }
            else
            {
                if (job.Upstream != null)
                    seeds.Fill(((T*)job.Upstream)[row]);
                TKernel.Row(new PlainRow<T>
                {
                    Plan = job.Plan,
                    Logits = new ReadOnlySpan<T>((T*)job.Logits + offset, job.Classes),
                    Label = job.Labels[row],
                    Seeds = seeds,
                    Scalars = scalars,
                    Values = values,
                    Gradient = gradient,
                });
            }

            Collect(values, sums, job.PerSample == null ? null : (T*)job.PerSample + row);
        }
    }

    private static void Collect<T>(ReadOnlySpan<T> values, Span<double> sums, T* perSample)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = 0.0;
        for (var c = 0; c < values.Length; c++)
        {
            var value = double.CreateTruncating(values[c]);
            sums[c] += value;
            loss += value;
        }

        if (perSample != null)
            *perSample = T.CreateTruncating(loss);
    }
}
