using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>A block of rows, by plain loops in either precision.</summary>
internal static unsafe class PlainBlocks
{
    /// <summary>Computes one block of tensors that store numbers as <typeparamref name="TStored"/>.</summary>
    public static void Run<TKernel, TStored, T>(BlockJob job, BlockMemory memory, int number)
        where TKernel : struct, ILossKernel
        where TStored : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var components = job.Components;
        var buffer = memory.Values<T>(2 * components);
        var seeds = new Span<T>(buffer, components);
        var values = new Span<T>(buffer + components, components);
        var scalars = new ReadOnlySpan<T>(job.Scalars, job.Constants!.Scalars);
        var sums = new Span<double>(job.Sums + ((nint)number * components), components);
        sums.Clear();

        var place = new PlainPlace<TStored, T>(job, memory);
        var first = number * job.RowsPerBlock;
        for (var row = first; row < first + job.RowsIn(number); row++)
        {
            values.Clear();
            var gradient = place.GradientOf(row);
            var elementValues = place.ElementValuesOf(row);
            if (job.Counts(row))
            {
                for (var c = 0; c < components; c++)
                    seeds[c] = T.CreateTruncating(job.Seed<TStored>(c, row));
                TKernel.Row(new PlainRow<T>
                {
                    Constants = job.Constants,
                    Logits = place.Logits(row),
                    Label = job.Labels[row],
                    Inputs = place.Inputs<TKernel>(row),
                    Seeds = seeds,
                    Scalars = scalars,
                    Values = values,
                    Gradient = gradient,
                    ElementValues = elementValues,
                });
                if (job.RowWeights != null)
                {
                    foreach (ref var value in elementValues)
                        value *= T.CreateTruncating(job.RowWeights[row]);
                }
            }
            else
            {
                gradient.Clear();
                elementValues.Clear();
            }

            place.Deliver(row);
            Collect<TStored, T>(job, row, values, sums);
        }
    }

    private static void Collect<TStored, T>(BlockJob job, int row, ReadOnlySpan<T> values, Span<double> sums)
        where TStored : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!job.Counts(row))
        {
            if (job.PerSample != null)
                ((TStored*)job.PerSample)[row] = default;
            return;
        }

        var loss = 0.0;
        for (var c = 0; c < values.Length; c++)
        {
            var value = double.CreateTruncating(values[c]);
            sums[c] += value * job.Share(c, row);
            loss += value;
        }

        if (job.PerSample != null)
            ((TStored*)job.PerSample)[row] = Storage.Nearest<TStored>(job.RowWeights == null ? loss : loss * job.RowWeights[row]);
    }
}
