using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Compiles losses and compares what two ways of using them give.</summary>
internal static class Comparison
{
    /// <summary>Two rows of three classes.</summary>
    public const string Logits = "[1, -2, 0.5, 0.25, 3, -1]";

    /// <summary>Compiles losses and a method with that body, runs it, and gives what it put into its two lists.</summary>
    public static (double[] Left, double[] Right) Run(string losses, string body)
    {
        using var loaded = new LoadedLoss($$"""
            using LossDsl;

            {{losses}}

            public static class Program
            {
                public static double[][] Run()
                {
                    var left = new System.Collections.Generic.List<double>();
                    var right = new System.Collections.Generic.List<double>();
                    {{body}}
                    return [left.ToArray(), right.ToArray()];
                }
            }
            """);
        try
        {
            var lists = loaded.Invoke<double[][]>("Program", "Run");
            return (lists[0], lists[1]);
        }
        catch (TargetInvocationException failure)
        {
            throw new InvalidOperationException("The compiled code failed.", failure.InnerException);
        }
    }

    /// <summary>Both lists are the same, to within a tolerance relative to one more than each expected number.</summary>
    public static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual),
            pair => Assert.InRange(pair.Second, pair.First - (tolerance * (1 + Math.Abs(pair.First))),
                pair.First + (tolerance * (1 + Math.Abs(pair.First)))));
    }
}
