using System;
using Xunit;

namespace LossDsl.Tests.Checks;

/// <summary>Sixteen bits: every number of them, and rounding to the nearest.</summary>
public class BFloat16Tests
{
    [Fact]
    public void Every_number_is_itself()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var number = new BFloat16((ushort)bits);
            if (float.IsNaN(number))
            {
                Assert.True(float.IsNaN((BFloat16)(float)number) && float.IsNaN((BFloat16)(double)(float)number));
                continue;
            }

            Assert.Equal(bits, ((BFloat16)(float)number).Bits);
            Assert.Equal(bits, ((BFloat16)(double)(float)number).Bits);
        }
    }

    /// <summary>Between two neighbours: below the middle down, above it up, in the middle to the even one.</summary>
    [Fact]
    public void Rounding_is_to_the_nearest()
    {
        for (var bits = 0; bits < 0x7F7F; bits++)
        {
            var (low, high) = (new BFloat16((ushort)bits), new BFloat16((ushort)(bits + 1)));
            var middle = ((double)(float)low + (float)high) / 2;
            Assert.Equal((bits & 1) == 0 ? low : high, (BFloat16)middle);
            Assert.Equal(low, (BFloat16)Math.BitDecrement(middle));
            Assert.Equal(high, (BFloat16)Math.BitIncrement(middle));
            Assert.Equal(-(float)high, (BFloat16)(-Math.BitIncrement(middle)));
            Assert.Equal((bits & 1) == 0 ? low : high, (BFloat16)(float)middle);
            Assert.Equal(low, (BFloat16)MathF.BitDecrement((float)middle));
            Assert.Equal(high, (BFloat16)MathF.BitIncrement((float)middle));
        }
    }

    [Fact]
    public void Too_large_is_infinite()
    {
        Assert.Equal(float.PositiveInfinity, (BFloat16)double.MaxValue);
        Assert.Equal(float.NegativeInfinity, (BFloat16)float.MinValue);
        Assert.True(new BFloat16(0x7FC0) != new BFloat16(0x7FC0));
        Assert.Equal(new BFloat16(0x7FC0), new BFloat16(0x7FC0));
        Assert.Equal("0.5", ((BFloat16)0.5f).ToString());
    }
}
