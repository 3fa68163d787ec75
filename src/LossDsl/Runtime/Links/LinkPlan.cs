using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What an instance of a declared loss fixes about the way back to probabilities; made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinkPlan
{
    /// <summary>Constants of the link's kernel; name, classes and head of the loss.</summary>
    public required LossPlan Plan { get; init; }

    /// <summary>
    /// The class prior of the training set, (C), of which some components divide by the mean weight, for a link without formula;
    /// empty where no factor stands between the components.
    /// </summary>
    public IReadOnlyList<double> Prior { get; init; } = [];

    /// <summary>Whether the kernel is the gradient of the loss, of which the link is the left null vector.</summary>
    public bool IsNullVector { get; init; }

    /// <summary>The shares of class counts.</summary>
    /// <param name="counts">One count per class, not all 0.</param>
    /// <returns>π; a new array.</returns>
    public static double[] Shares(double[] counts)
    {
        var total = 0.0;
        foreach (var count in counts)
            total += count;
        return Array.ConvertAll(counts, count => count / total);
    }

    /// <summary>Refuses weights of 0, with which nothing is known of a class or its positive side: its scores are in no risk.</summary>
    /// <param name="name">The name of the weights in the message.</param>
    /// <param name="weights">One weight per class.</param>
    /// <exception cref="InvalidOperationException">A weight is 0.</exception>
    public static void CheckWeights(string name, double[] weights)
    {
        var index = Array.FindIndex(weights, weight => !(weight > 0));
        if (index >= 0)
            throw new InvalidOperationException(
                FormattableString.Invariant(
                    $"{name}[{index}] is {weights[index]}: a class without weight is in no risk, and its scores do not tell P(y|x)."));
    }
}
