using System;
using System.Linq;
using LongTailedDigits;

namespace KnownPosteriors;

/// <summary>
/// Four classes in the plane, from common to rare, each a mixture of normal distributions; they overlap, so that no x belongs
/// to one class for certain. Density and prior are known, and with them P(y|x) at every x.
/// </summary>
internal static class Population
{
    /// <summary>How many numbers x has.</summary>
    public const int Inputs = 2;

    private static readonly (int Class, double Weight, double X, double Y, double Width)[] Parts =
    [
        (0, 0.5, -1.2, 0, 1), (0, 0.5, 1.3, 0.8, 0.9),
        (1, 0.7, 0.6, -1.1, 0.8), (1, 0.3, -2.2, 1.8, 0.7),
        (2, 1, -0.4, 1.6, 0.7),
        (3, 0.5, 2.2, -0.3, 0.6), (3, 0.5, -1.6, -1.4, 0.6),
    ];

    /// <summary>π_y.</summary>
    public static double[] Prior { get; } = [0.58, 0.27, 0.1, 0.05];

    /// <summary>How many classes there are.</summary>
    public static int Classes => Prior.Length;

    /// <summary>Draws examples.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">What they are drawn with.</param>
    public static Sample Draw(int count, Random random)
    {
        var sample = new Sample(new float[count * Inputs], new int[count], new double[count * Classes]);
        for (var i = 0; i < count; i++)
        {
            var label = Choose(Prior, random);
            var own = Parts.Where(part => part.Class == label).ToArray();
            var from = own[Choose([.. own.Select(part => part.Weight)], random)];
            var (x, y) = (from.X + (from.Width * random.NextNormal()), from.Y + (from.Width * random.NextNormal()));
            // The posterior is that of the number which the network sees.
            (sample.Inputs[i * Inputs], sample.Inputs[(i * Inputs) + 1], sample.Labels[i]) = ((float)x, (float)y, label);
            Posterior((float)x, (float)y, sample.Posteriors.AsSpan(i * Classes, Classes));
        }

        return sample;
    }

    private static void Posterior(double x, double y, Span<double> posterior)
    {
        posterior.Clear();
        foreach (var part in Parts)
        {
            var (dx, dy) = ((x - part.X) / part.Width, (y - part.Y) / part.Width);
            posterior[part.Class] += Prior[part.Class] * part.Weight * Math.Exp(-0.5 * ((dx * dx) + (dy * dy))) / (part.Width * part.Width);
        }

        var sum = 0.0;
        foreach (var joint in posterior)
            sum += joint;
        foreach (ref var probability in posterior)
            probability /= sum;
    }

    /// <summary>A class, or whatever else shares that sum to 1 are of.</summary>
    public static int Choose(double[] shares, Random random)
    {
        var rest = random.NextDouble();
        for (var k = 0; k < shares.Length - 1; k++)
        {
            rest -= shares[k];
            if (rest < 0)
                return k;
        }

        return shares.Length - 1;
    }
}

/// <summary>Examples of the population.</summary>
/// <param name="Inputs">x (rows, 2).</param>
/// <param name="Labels">y (rows).</param>
/// <param name="Posteriors">P(k|x) (rows, classes).</param>
internal sealed record Sample(float[] Inputs, int[] Labels, double[] Posteriors)
{
    /// <summary>How many there are.</summary>
    public int Count => Labels.Length;

    /// <summary>How many there are of each class.</summary>
    public int[] Counts => [.. Enumerable.Range(0, Population.Classes).Select(k => Labels.Count(label => label == k))];
}
