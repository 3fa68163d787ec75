using System;
using LossDsl.Runtime;
using LossDsl.Tests.Driver;
using LossDsl.Tests.Functions;
using Xunit;

namespace LossDsl.Tests.Inlining;

/// <summary>
/// The JIT has a budget for what it inlines into a method. Where that runs out, a kernel is up to ten times slower and
/// nothing says so; these tests do.
/// </summary>
public class InliningTests
{
    // A width that the hardware lacks is put together from smaller ones, and slow anyway.
    private static readonly int[] Widths = Array.FindAll(Lanes.Widths, static bits => bits <= VectorWidth.Bits(0));

    /// <summary>Rows shorter than a vector, of whole vectors, with a rest, and rows in the lanes: each has a loop of its own.</summary>
    [Fact]
    public void Sweeps_have_room_for_large_formulas()
    {
        using var listener = new InliningListener();
        foreach (var bits in Widths)
        {
            foreach (var (classes, positions) in new[] { (3, 1), (64, 1), (67, 1), (3, 20) })
            {
                ProbeKernel<OneExp>.Run(classes, bits, positions);
                ProbeKernel<SmoothedFocal>.Run(classes, bits, positions);
            }
        }

        // Reports keep their order: when this one is there, any other would be too.
        ProbeKernel<TooMuch<int>>.Run(64, Widths[0]);
        Assert.True(listener.Hears(nameof(TooMuch<int>)), "no report at all");
        Assert.DoesNotContain(listener.LeftOut, line => line.Contains(nameof(OneExp)) || line.Contains(nameof(SmoothedFocal) + "]"));
    }

    /// <summary>Losses that no other test compiles: the report comes with the first use only.</summary>
    [Fact]
    public void Generated_kernels_are_inlined_whole()
    {
        using var listener = new InliningListener();
        foreach (var classes in new[] { 3, 64, 67 })
        {
            long[] counts = new long[classes];
            Array.Fill(counts, 5);
            foreach (var loss in new SoftmaxLoss[] { new SmallKernel(), new LargeKernel(counts) })
            {
                var batch = new Batch(3, classes);
                foreach (var bits in Widths)
                {
                    foreach (var shape in new[] { new LogitShape(3, classes), new LogitShape(1, classes, 3) })
                    {
                        loss.Evaluate(
                            new LossInputs<float>(batch.Logits, batch.Targets)
                            {
                                Shape = shape,
                                Execution = new Execution { VectorBits = bits }
                            },
                            new LossOutputs<float> { Gradient = new float[batch.Logits.Length] });
                    }
                }
            }
        }

        ProbeKernel<TooMuch<long>>.Run(64, Widths[0]);
        Assert.True(listener.Hears(nameof(TooMuch<int>)), "no report at all");
        Assert.DoesNotContain(listener.LeftOut, line => line.Contains(nameof(SmallKernel)) || line.Contains(nameof(LargeKernel)));
    }
}
