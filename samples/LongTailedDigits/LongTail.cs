using System;
using System.Linq;

namespace LongTailedDigits;

/// <summary>The shape of the data: a long-tailed training set, a balanced test set.</summary>
public static class LongTail
{
    /// <summary>Training images of the most frequent class, n_max.</summary>
    public const int MostFrequent = 120;

    /// <summary>How many times rarer the rarest class is, ρ.</summary>
    public const double Imbalance = 50;

    /// <summary>Test images of each class.</summary>
    public const int TestPerClass = 50;

    /// <summary>The groups that results are given for, from frequent to rare; together they are all classes.</summary>
    public static readonly (string Name, Range Classes)[] Groups = [("many", 0..3), ("medium", 3..7), ("few", 7..10)];

    /// <summary>Training images of each class: n_i = n_max · ρ^(−i/(C−1)), rounded.</summary>
    public static int[] TrainingCounts()
        => [.. Enumerable.Range(0, Digits.Classes)
            .Select(i => (int)Math.Round(MostFrequent * Math.Pow(Imbalance, -i / (Digits.Classes - 1.0))))];
}
