using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The posteriors at which a loss is tried, laid out in the goal's own coordinates t ∝ d ∘ η: the wanted class is that of the
/// largest t.
/// </summary>
internal static class Posteriors
{
    private static readonly double[] Halves = [0.01, 0.05, 0.1, 0.15, 0.21, 0.27, 0.32, 0.37, 0.42, 0.46, 0.4875];

    private static readonly double[][] Shapes =
    [
        [0.502, 0.478, 0.02], [0.455, 0.425, 0.12], [0.36, 0.335, 0.305], [0.7, 0.29, 0.01], [0.62, 0.31, 0.07], [0.4, 0.31, 0.29],
    ];

    private static readonly double[] Edges = [0.52, 0.6, 0.75, 0.95];

    /// <summary>Posteriors without zeros, whose two largest t are at least 0.02 apart.</summary>
    public static IReadOnlyList<double[]> Inner(int classes)
    {
        if (classes == 2)
            return [.. Halves.SelectMany(t => new double[][] { [t, 1 - t], [1 - t, t] })];
        var lattice = from i in Enumerable.Range(1, 6)
                      from j in Enumerable.Range(1, 7 - i)
                      let all = new[] { i / 8.0, j / 8.0, (8 - i - j) / 8.0 }
                      where all.Count(t => t == all.Max()) == 1
                      select all;
        var vertices = Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 3).Select(j => j == k ? 0.98 : 0.01).ToArray());
        return [.. lattice, .. vertices, .. Shapes.SelectMany(Permutations)];
    }

    /// <summary>Posteriors in which a class has none.</summary>
    public static IReadOnlyList<double[]> Faces(int classes)
    {
        var vertices = Enumerable.Range(0, classes).Select(k => Enumerable.Range(0, classes).Select(j => j == k ? 1.0 : 0).ToArray());
        return classes == 2 ? [.. vertices] : [.. vertices, .. Edges.SelectMany(t => Permutations([t, 1 - t, 0]))];
    }

    private static IEnumerable<double[]> Permutations(double[] t)
    {
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        return orders.Select(order => order.Select(k => t[k]).ToArray());
    }

    /// <summary>η ∝ t / d, scaled to a sum of 1.</summary>
    public static double[] FromTargets(double[] t, double[] criterion)
    {
        double[] eta = [.. t.Select((value, k) => value / criterion[k])];
        var sum = eta.Sum();
        return [.. eta.Select(value => value / sum)];
    }
}
