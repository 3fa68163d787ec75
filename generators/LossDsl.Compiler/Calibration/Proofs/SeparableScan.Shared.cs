using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <content>What all labels share, beside the functions of their own.</content>
internal sealed partial class SeparableScan
{
    /// <summary>
    /// If every function is a multiple of log p: a of those of one class, b of those of what all labels share, 0 without, and the weights W
    /// of this; else null.
    /// </summary>
    public (double[] Own, double[] Shared, double[] Weight)? Logarithms
        => MultiplesOf(own) is { } a && (shared is null ? new double[Classes] : MultiplesOf(shared)) is { } b ? (a, b, SharedWeight) : null;

    /// <summary>Whether what all labels share is there at all.</summary>
    public bool HasShared => shared is not null;

    /// <summary>
    /// Whether what all labels share is the same function for every class, bounded from below, and weighted like the rest: it
    /// then cannot tell two classes apart.
    /// </summary>
    public bool IsSharedNeutral
    {
        get
        {
            if (shared is null)
                return true;
            var into = new double[Classes];
            foreach (var p in probabilities)
            {
                shared.Slopes(Math.Log(p), into);
                if (!into.All(slope => IsSame(slope, into[0])))
                    return false;
            }

            var isBounded = shared.Sum(-700) >= shared.Sum(-350) - Equal;
            var weights = SharedWeight;
            return isBounded && Weights is { } own
                && weights.Select((w, k) => w / own[k]).All(ratio => IsSame(ratio, weights[0] / own[0]) && ratio > 0);
        }
    }

    private double[] SharedWeight => form.SharedWeight is { } weight ? constants.Exactly(weight) : [.. Enumerable.Repeat(1.0, Classes)];

    private double[]? MultiplesOf(PointFunction function)
    {
        double[] first = new double[Classes], into = new double[Classes];
        function.Slopes(Math.Log(probabilities[0]), first);
        foreach (var p in probabilities)
        {
            function.Slopes(Math.Log(p), into);
            if (!into.Zip(first, IsSame).All(same => same))
                return null;
        }

        return first;
    }
}
