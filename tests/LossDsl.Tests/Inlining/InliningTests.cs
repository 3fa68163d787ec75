using LossDsl.Tests.Functions;
using Xunit;

namespace LossDsl.Tests.Inlining;

/// <summary>
/// The JIT has a budget for what it inlines into a method. Where that runs out, a kernel is up to ten times slower and
/// nothing says so; these tests do.
/// </summary>
public class InliningTests
{
    /// <summary>Rows shorter than a vector, of whole vectors, and with a rest: each has a loop of its own.</summary>
    [Fact]
    public void Sweeps_have_room_for_large_formulas()
    {
        using var listener = new InliningListener();
        foreach (var bits in Lanes.Widths)
        {
            foreach (var classes in new[] { 3, 64, 67 })
            {
                ProbeKernel<OneExp>.Run(classes, bits);
                ProbeKernel<SmoothedFocal>.Run(classes, bits);
            }
        }

        // Reports keep their order: when this one is there, any other would be too.
        ProbeKernel<TooMuch>.Run(64, 512);
        Assert.True(listener.Hears(nameof(TooMuch)), "no report at all");
        Assert.DoesNotContain(listener.LeftOut, line => line.Contains(nameof(OneExp)) || line.Contains(nameof(SmoothedFocal) + "]"));
    }
}
