using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Calls;

/// <summary>The quick look at bits and the slow one say the same of every number, wherever it stands.</summary>
public class NumberCheckTests
{
    private static readonly double[] Numbers =
    [
        0, -0.0, 1, -1, 0.5, 1.0078125, 0.99609375, 2, -2, 1e-6, -1e-6, 60000, -60000,
        double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    [Fact]
    public void Every_type_rule_and_place()
    {
        Type<double>([double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, Math.BitIncrement(1.0), Math.BitDecrement(1.0)]);
        Type<float>([float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, MathF.BitIncrement(1f), MathF.BitDecrement(1f)]);
        Type<Half>([(double)Half.Epsilon, -(double)Half.Epsilon, (double)Half.MaxValue, (double)Half.MinValue,
            (double)Half.BitIncrement(Half.One), (double)Half.BitDecrement(Half.One)]);
        Type<BFloat16>([new BFloat16(1), new BFloat16(0x8001), new BFloat16(0x7F7F), new BFloat16(0xFF7F), new BFloat16(0x3F81),
            new BFloat16(0x3F7F)]);
    }

    private static void Type<T>(double[] own)
        where T : unmanaged
    {
        foreach (var rule in Enum.GetValues<NumberRule>())
        {
            foreach (var number in Numbers.Concat(own).Select(Storage.Nearest<T>))
            {
                for (var at = 0; at < 71; at += 5)
                {
                    var values = Enumerable.Repeat(Storage.Nearest<T>(1), 71).ToArray();
                    values[at] = number;
                    var exception = Record.Exception(() =>
                        NumberCheck.Run<T>("x", values, rule, new LogitShape(71, 1, 1), default, default));
                    Assert.True(Keeps(Storage.ToDouble(number), rule) == exception is null,
                        $"{typeof(T).Name} {Storage.ToDouble(number)} {rule}: {exception}");
                    if (exception is not null)
                        Assert.StartsWith($"x[{at}] is ", exception.Message);
                }
            }
        }
    }

    private static bool Keeps(double value, NumberRule rule) => !double.IsNaN(value) && !double.IsInfinity(value) && rule switch
    {
        NumberRule.Finite => true,
        NumberRule.NotNegative => value >= 0,
        _ => value >= 0 && value <= 1,
    };
}
