using System;
using System.Collections.Generic;
using System.Linq;

namespace LongTailedDigits;

/// <summary>What one trained network got right.</summary>
/// <param name="Contender">The loss it was trained with.</param>
/// <param name="Seed">The seed of its split.</param>
/// <param name="Recall">For each class, the fraction of its test images that were recognised.</param>
public sealed record RunResult(Contender Contender, int Seed, double[] Recall);

/// <summary>From networks to numbers.</summary>
internal static class Evaluation
{
    /// <summary>The names of the accuracies, in the order of <see cref="Accuracies"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["overall", "balanced", .. LongTail.Groups.Select(g => g.Name)];

    /// <summary>Recall of each class on some rows; the predicted class is that of the largest logit, for every loss.</summary>
    public static double[] RecallPerClass(Network network, Digits digits, int[] rows)
    {
        var (images, labels) = (new float[rows.Length * Digits.Pixels], new int[rows.Length]);
        digits.Gather(rows, images, labels);
        var logits = new float[rows.Length * Digits.Classes];
        network.Forward(images, logits);

        var (right, all) = (new int[Digits.Classes], new int[Digits.Classes]);
        for (var i = 0; i < rows.Length; i++)
        {
            all[labels[i]]++;
            if (LargestOf(logits.AsSpan(i * Digits.Classes, Digits.Classes)) == labels[i])
                right[labels[i]]++;
        }

        return [.. right.Zip(all, (r, n) => (double)r / n)];
    }

    /// <summary>
    /// Overall accuracy (recalls weighted by the class frequencies of the training set), balanced accuracy (their plain
    /// mean), and the mean recall of each group of classes.
    /// </summary>
    public static double[] Accuracies(double[] recall)
    {
        var counts = LongTail.TrainingCounts();
        var overall = recall.Zip(counts, (r, n) => r * n).Sum() / counts.Sum();
        return [overall, recall.Average(), .. LongTail.Groups.Select(g => recall[g.Classes].Average())];
    }

    private static int LargestOf(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var k = 1; k < values.Length; k++)
        {
            if (values[k] > values[best])
                best = k;
        }

        return best;
    }
}
