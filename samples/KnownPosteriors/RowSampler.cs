using System;
using System.Linq;

namespace KnownPosteriors;

/// <summary>Which rows an epoch is made of.</summary>
/// <param name="train">The data set.</param>
/// <param name="power">q: rows are drawn with class shares π^q, and within a class all alike; for 1 each row comes once.</param>
/// <param name="random">Draws.</param>
internal sealed class RowSampler(Sample train, double power, Random random)
{
    private readonly int[] rows = [.. Enumerable.Range(0, train.Count)];

    private readonly int[][] ofClass =
        [.. Enumerable.Range(0, Population.Classes)
            .Select(k => Enumerable.Range(0, train.Count).Where(row => train.Labels[row] == k).ToArray())];

    private readonly double[] shares = Shares(train.Counts, power);

    /// <summary>As many rows as the data set has, in the order in which they are learnt from; the next call overwrites them.</summary>
    public int[] Epoch()
    {
        if (power == 1)
        {
            random.Shuffle(rows);
            return rows;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var among = ofClass[Population.Choose(shares, random)];
            rows[i] = among[random.Next(among.Length)];
        }

        return rows;
    }

    private static double[] Shares(int[] counts, double power)
    {
        double[] drawn = [.. counts.Select(count => Math.Pow(count, power))];
        return [.. drawn.Select(share => share / drawn.Sum())];
    }
}
