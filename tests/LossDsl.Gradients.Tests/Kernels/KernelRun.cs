using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using LossDsl.Runtime;

namespace LossDsl.Gradients.Tests;

/// <summary>How tensors are laid out and how the call runs.</summary>
/// <param name="Order">The axes of the logits, outermost first, of N, C and P.</param>
/// <param name="Gap">Unused elements between neighbours along the innermost axis.</param>
/// <param name="Bits">The vector width; 0 means plain loops.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Gradient">Whether the gradient is wanted.</param>
internal sealed record KernelWay(string Order = "NCP", int Gap = 0, int Bits = 0, int Threads = 1, bool Gradient = true);

/// <summary>What a call wrote, in double precision.</summary>
internal sealed record KernelOutputs(double[] Sums, double[] PerSample, double[] Gradient, double[] Elements);

/// <summary>Runs one kernel.</summary>
internal interface IKernelRun
{
    /// <summary>Runs it on tensors of one storage type.</summary>
    KernelOutputs Run(Type stored, KernelBatch batch, KernelWay way, bool elements);
}

/// <inheritdoc/>
internal sealed unsafe class KernelRun<TKernel>(Func<double[], double[], LossPlan> makePlan) : IKernelRun
    where TKernel : struct, ILossKernel
{
    /// <inheritdoc/>
    public KernelOutputs Run(Type stored, KernelBatch batch, KernelWay way, bool elements)
        => stored == typeof(double) ? Run<double, double>(batch, way, elements, x => x, x => x)
            : stored == typeof(float) ? Run<float, float>(batch, way, elements, x => (float)x, x => x)
            : stored == typeof(Half) ? Run<Half, float>(batch, way, elements, x => (Half)x, x => (double)x)
            : Run<BFloat16, float>(batch, way, elements, x => (BFloat16)x, x => x);

    private KernelOutputs Run<T, TNumber>(KernelBatch batch, KernelWay way, bool elements, Func<double, T> store, Func<T, double> load)
        where T : unmanaged
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var plan = makePlan(batch.Weights, batch.Matrix);
        var scalars = new double[plan.Scalars];
        TKernel.Prepare(new KernelCall([], plan.Tables, default, batch.Classes), scalars);
        var numbers = Array.ConvertAll(scalars, TNumber.CreateTruncating);

        var strides = Strides(batch, way, out var size);
        var logits = new T[size];
        Array.Fill(logits, store(double.NaN));
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var k = 0; k < batch.Classes; k++)
                logits[(row / batch.Positions * strides.N) + (k * strides.C) + (row % batch.Positions * strides.P)] =
                    store(batch.Logits[batch.Element(row, k)]);
        }

        double[][] given = [batch.Targets, batch.ElementWeights, batch.ClassMask, batch.FeatureNorms, [], elements ? batch.ElementUpstream
            : [], []];
        var inputs = given.Select(input => Array.ConvertAll(input, x => store(x))).ToArray();
        var upstream = Array.ConvertAll(batch.RowUpstream, x => store(x));
        // Whatever is written beyond an output would be seen here.
        var gradient = Guarded(batch.Logits.Length, store);
        var elementValues = Guarded(batch.Logits.Length, store);
        var perSample = Guarded(batch.Rows, store);
        T[][] tensors = [logits, upstream, gradient, elementValues, perSample, .. inputs];
        var pins = tensors.Select(array => GCHandle.Alloc(array, GCHandleType.Pinned)).ToList();
        var scales = batch.RowScales.Select(scale => GCHandle.Alloc(scale, GCHandleType.Pinned)).ToList();
        T* At(int i) => (T*)pins[i].AddrOfPinnedObject();

        var workspace = new Workspace();
        var job = workspace.Job;
        var addresses = stackalloc void*[KernelInputs.Count];
        for (var i = 0; i < KernelInputs.Count; i++)
            addresses[i] = inputs[i].Length == 0 ? null : At(5 + i);
        var scaleAddresses = stackalloc double*[scales.Count];
        for (var c = 0; c < scales.Count; c++)
            scaleAddresses[c] = (double*)scales[c].AddrOfPinnedObject();
        fixed (int* labels = batch.Labels)
        fixed (double* seeds = batch.Seeds, weights = batch.RowWeights)
        fixed (TNumber* scalar = numbers)
        {
            job.Constants = plan.Constants;
            job.Body = way.Bits == 0 ? &PlainBlocks.Run<TKernel, T, TNumber> : SweepBlocks.Of<TKernel, T>(way.Bits);
            (job.Samples, job.Classes, job.Positions) = (batch.Samples, batch.Classes, batch.Positions);
            job.Logits = At(0);
            job.LogitLayout = new Layout(batch.Positions, strides.N, strides.C, strides.P);
            job.GradientLayout = Layout.Contiguous(batch.Classes, batch.Positions);
            job.Upstream = At(1);
            job.Gradient = way.Gradient ? At(2) : null;
            job.ElementValues = elements ? At(3) : null;
            job.PerSample = At(4);
            job.Inputs = addresses;
            job.Scalars = scalar;
            job.Labels = labels;
            job.Seeds = seeds;
            job.RowWeights = weights;
            job.RowScales = scaleAddresses;
            job.Components = plan.Components.Count;
            job.Divide();
            job.Sums = workspace.Sums(job.Blocks * job.Components);
            workspace.Run(way.Threads);
        }

        var sums = new double[job.Components];
        for (var block = 0; block < job.Blocks; block++)
        {
            for (var c = 0; c < sums.Length; c++)
                sums[c] += job.Sums[(block * job.Components) + c];
        }

        pins.Concat(scales).ToList().ForEach(pin => pin.Free());
        return new(sums, Unguarded(perSample, load), Unguarded(gradient, load), Unguarded(elementValues, load));
    }

    private static (nint N, nint C, nint P) Strides(KernelBatch batch, KernelWay way, out nint size)
    {
        var strides = (N: (nint)0, C: (nint)0, P: (nint)0);
        size = 1 + way.Gap;
        foreach (var axis in way.Order.Reverse())
        {
            switch (axis)
            {
                case 'N':
                    strides.N = size;
                    size *= batch.Samples;
                    break;
                case 'C':
                    strides.C = size;
                    size *= batch.Classes;
                    break;
                default:
                    strides.P = size;
                    size *= batch.Positions;
                    break;
            }
        }

        return strides;
    }

    private static T[] Guarded<T>(int count, Func<double, T> store)
    {
        var array = new T[count + 32];
        Array.Fill(array, store(77));
        return array;
    }

    private static double[] Unguarded<T>(T[] array, Func<T, double> load)
    {
        if (array[^32..].Any(x => load(x) != 77))
            throw new InvalidOperationException("an output was written beyond its end");
        return [.. array[..^32].Select(load)];
    }
}
