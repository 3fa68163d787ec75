using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The class priors for which a loss is judged.</summary>
internal static class Priors
{
    /// <summary>The largest number of classes for which minimisers are looked for.</summary>
    public const int Tried = 3;

    /// <summary>How many times as frequent as the rarest the most frequent of many classes is, unless more is known.</summary>
    private const double Imbalance = 100;

    /// <summary>How many classes stand for more: the more there are, the less of a target does another change.</summary>
    public const int Most = 1000;

    private static readonly double[][] OfTwo = [[0.8, 0.2], [0.35, 0.65]];

    private static readonly double[][] OfThree = [[0.7, 0.2, 0.1], [0.15, 0.25, 0.6]];

    /// <summary>Shares of the examples to which the label of an output applies.</summary>
    public static readonly double[] OfOutput = [0.2, 0.35];

    /// <summary>The declared prior, whatever its length; null without.</summary>
    public static double[]? Declared(Declaration declaration) => declaration.Prior is { } prior ? [.. prior] : null;

    /// <summary>
    /// Of more than three declared classes the declared prior, else, where one is needed, one with a long tail; null where
    /// there is no need.
    /// </summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="isNeeded">Whether the answer depends on the number of classes.</param>
    public static double[]? OfMany(Declaration declaration, bool isNeeded)
    {
        if (Declared(declaration) is { } declared)
            return declared.Length > Tried ? declared : null;
        if (!isNeeded || declaration.Classes is not > Tried)
            return null;
        return LongTail(Math.Min(Most, declaration.Classes.Value));
    }

    /// <summary>A prior with a long tail.</summary>
    /// <param name="classes">The number of classes, at least 2.</param>
    public static double[] LongTail(int classes)
    {
        double[] shares = [.. Enumerable.Range(0, classes).Select(k => Math.Pow(Imbalance, -k / (classes - 1.0)))];
        var total = shares.Sum();
        return [.. shares.Select(share => share / total)];
    }

    /// <summary>The priors to be tried, each of two or three classes.</summary>
    /// <param name="declaration">The declaration: its prior, of which more than three classes are represented by three.</param>
    /// <param name="matters">Whether the answer depends on the prior.</param>
    public static IReadOnlyList<double[]> Of(Declaration declaration, bool matters)
    {
        var (two, three) = Declared(declaration) is { } declared
            ? (new[] { Scaled(Some(declared, 2)) }, new[] { Scaled(Some(declared, 3)) })
            : matters ? (OfTwo, OfThree) : (OfTwo.Take(1).ToArray(), OfThree.Take(1).ToArray());
        return declaration.Classes switch
        {
            null => [.. two, .. three],
            2 => two,
            _ => three,
        };
    }

    /// <summary>The shares or counts of two or three classes that stand for all.</summary>
    public static double[] Some(double[] all, int count)
        => all.Length <= count ? all : [.. Chosen(all, count).Select(k => all[k])];

    /// <summary>The classes that stand for all: the most frequent, the rarest, and what is in the middle, in that order.</summary>
    /// <param name="all">Shares or counts of all classes.</param>
    /// <param name="count">How many, from 2 to all of them.</param>
    public static int[] Chosen(IReadOnlyList<double> all, int count)
    {
        var sorted = Enumerable.Range(0, all.Count).OrderByDescending(k => all[k]).ToList();
        return [.. Enumerable.Range(0, count).Select(i => sorted[i * (sorted.Count - 1) / (count - 1)])];
    }

    private static double[] Scaled(double[] shares)
        => Math.Abs(shares.Sum() - 1) <= 1e-9 ? shares : [.. shares.Select(share => share / shares.Sum())];
}
