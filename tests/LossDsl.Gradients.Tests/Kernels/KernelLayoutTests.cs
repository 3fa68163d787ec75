using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Kernels as the emitters write them, on every layout, storage type, vector width and number of threads, against plain
/// arithmetic in double precision.
/// </summary>
public sealed class KernelLayoutTests(CompiledKernels kernels) : IClassFixture<CompiledKernels>
{
    private static readonly (int N, int C, int P)[] Shapes =
    [
        (7, 1, 1), (40, 1, 3), (3, 1, 49), (5, 2, 1), (6, 2, 3), (5, 3, 16), (9, 10, 1), (3, 10, 49), (4, 17, 1), (3, 17, 3), (5, 33, 16),
            (2, 200, 7), (2, 1000, 1), (1, 1000, 17),
    ];

    public static TheoryData<string> Names => [.. KernelCases.All.Select(item => item.Name)];

    public static TheoryData<string, int> NamesAndWidths => Pairs(512, 256, 128, 32);

    [Theory]
    [MemberData(nameof(Names))]
    public void In_double_precision(string name)
    {
        foreach (var shape in Shapes)
            Compare(name, shape, typeof(double), x => x, new KernelWay(), 1e-12, 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_plain_loops_in_single_precision(string name)
    {
        foreach (var shape in Shapes)
            Compare(name, shape, typeof(float), x => (float)x, new KernelWay("CNP", 1), 2e-5, 1e-6);
    }

    [Theory]
    [MemberData(nameof(NamesAndWidths))]
    public void In_sweeps(string name, int bits)
    {
        foreach (var shape in Shapes)
        {
            Compare(name, shape, typeof(float), x => (float)x, new KernelWay(Bits: bits), 2e-5, 1e-6);
            Compare(name, shape, typeof(float), x => (float)x, new KernelWay(Bits: bits, Gradient: false), 2e-5, 1e-6);
            Compare(name, shape, typeof(float), x => (float)x, new KernelWay("NPC", 1, bits, 2), 2e-5, 1e-6);
            Compare(name, shape, typeof(float), x => (float)x, new KernelWay("CPN", 2, bits), 2e-5, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_sixteen_bits(string name)
    {
        foreach (var shape in Shapes)
        {
            foreach (var bits in new[] { 0, 512, 256 })
            {
                Compare(name, shape, typeof(Half), x => (double)(Half)x, new KernelWay(Bits: bits), 5.5e-4, 1e-6);
                Compare(name, shape, typeof(BFloat16), x => (BFloat16)x, new KernelWay("PCN", 1, bits), 4.5e-3, 1e-6);
            }
        }
    }

    /// <summary>A lane adds no more than a piece in single precision, whatever the lanes are.</summary>
    [Theory]
    [InlineData(1, 512)]
    [InlineData(3, 512)]
    [InlineData(1, 256)]
    [InlineData(3, 256)]
    public void With_very_many_classes(int positions, int bits)
    {
        foreach (var name in new[] { "LabelCrossEntropy", "SoftCrossEntropy", "KeptElements" })
            Compare(name, (1, 100003, positions), typeof(float), x => (float)x, new KernelWay(Bits: bits), 2e-6, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_change_nothing(string name)
    {
        var source = KernelCases.All.First(item => item.Name == name);
        var components = source.Loss().Components.Count;
        foreach (var (n, c, p) in new[] { (300, 10, 49), (3000, 10, 1), (30000, 1, 1) })
        {
            var batch = new KernelBatch(n, c, p, x => (float)x, name == "Costs", components);
            var one = kernels[name].Run(typeof(float), batch, new KernelWay(Bits: 256), false);
            var four = kernels[name].Run(typeof(float), batch, new KernelWay(Bits: 256, Threads: 4), false);
            Assert.Equal(one.Sums, four.Sums);
            Assert.Equal(one.Gradient, four.Gradient);
            Assert.Equal(one.PerSample, four.PerSample);
        }
    }

    private static TheoryData<string, int> Pairs(params int[] widths)
    {
        var pairs = new TheoryData<string, int>();
        foreach (var item in KernelCases.All)
        {
            foreach (var bits in widths)
                pairs.Add(item.Name, bits);
        }

        return pairs;
    }

    private void Compare(string name, (int N, int C, int P) shape, Type stored, Func<double, double> round, KernelWay way, double relative,
        double absolute)
    {
        var source = KernelCases.All.First(item => item.Name == name);
        var loss = source.Loss();
        var batch = new KernelBatch(shape.N, shape.C, shape.P, round, name == "Costs", loss.Components.Count);
        var elements = loss.ElementValue >= 0;
        var actual = kernels[name].Run(stored, batch, way, elements);

        var sums = new double[loss.Components.Count];
        var sizes = new double[sums.Length];
        var perSample = new double[batch.Rows];
        var gradient = new double[batch.Logits.Length];
        var ofElements = new double[batch.Logits.Length];
        var (rowSize, gradientSize, elementSize) = (new double[batch.Rows], new double[gradient.Length], new double[gradient.Length]);
        foreach (var row in Enumerable.Range(0, batch.Rows).Where(batch.Counts))
        {
            var result = source.Reference(batch.Row(row));
            for (var c = 0; c < sums.Length; c++)
            {
                sums[c] += result.Values[c] * batch.Share(c, row);
                sizes[c] += Math.Abs(result.Values[c]) * batch.Share(c, row);
            }

            perSample[row] = result.Values.Sum() * batch.RowWeights[row];
            rowSize[row] = result.Values.Sum(Math.Abs) * batch.RowWeights[row];
            var steepest = result.Gradient.Max(Math.Abs);
            var largest = result.Elements is null ? 0 : result.Elements.Max(Math.Abs) * batch.RowWeights[row];
            for (var k = 0; k < batch.Classes; k++)
            {
                gradient[batch.Element(row, k)] = result.Gradient[k];
                gradientSize[batch.Element(row, k)] = steepest;
                if (result.Elements is null)
                    continue;
                ofElements[batch.Element(row, k)] = result.Elements[k] * batch.RowWeights[row];
                elementSize[batch.Element(row, k)] = largest;
            }
        }

        var what = $"{name} {shape} {stored.Name} {way}";
        Near(sums, actual.Sums, sizes, Math.Min(relative, 2e-5), absolute, what + ": sum");
        Near(perSample, actual.PerSample, rowSize, relative, absolute, what + ": row");
        if (way.Gradient)
            Near(gradient, actual.Gradient, gradientSize, relative, absolute, what + ": gradient");
        else
            Assert.All(actual.Gradient, x => Assert.Equal(77, x));
        if (elements)
            Near(ofElements, actual.Elements, elementSize, relative, absolute, what + ": element");
    }

    private static void Near(double[] expected, double[] actual, double[] size, double relative, double absolute, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            // What is 0 because it does not count is so exactly.
            var tolerance = size[i] == 0 ? 0 : (relative * size[i]) + absolute;
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
                Assert.Fail($"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}, off by {Math.Abs(expected[i] - actual[i]):E2}, "
                    + $"tolerance {tolerance:E2}");
        }
    }
}
