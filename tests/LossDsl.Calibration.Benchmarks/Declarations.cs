using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using LossDsl.Calibration.Tests;
using LossDsl.Compiler;

namespace LossDsl.Calibration.Benchmarks;

/// <summary>
/// What a verdict costs: every loss of the catalogue with classes, and every softmax loss of the truth table, alone and warm.
/// </summary>
internal static class Declarations
{
    private const int Rounds = 9;

    /// <summary>Prints milliseconds and evaluations per declaration.</summary>
    public static void Run()
    {
        var catalogue = CatalogueDeclarations.All.Select(loss => loss.Declaration).Where(loss => loss.Head != Heads.Identity).ToList();
        var first = Stopwatch.StartNew();
        Compiler.Calibration.Decide(catalogue[0], default);
        Console.WriteLine($"the first declaration of a process: {first.Elapsed.TotalMilliseconds:F0} ms");
        Measure("catalogue", [.. catalogue.Select(loss => (loss.Type.Name, loss))]);
        Measure("truth table, three classes",
            [.. TruthMappings.Softmax.Keys.Select(id => (id, TruthMappings.Declared(id, 3, TruthRow.Prior(3))))]);
    }

    /// <summary>The middle one.</summary>
    public static double Median(double[] numbers) => numbers.Order().ElementAt(numbers.Length / 2);

    private static void Measure(string of, IReadOnlyList<(string Name, Declaration Declaration)> losses)
    {
        var times = losses.Select(_ => new double[Rounds]).ToArray();
        var evaluations = new int[losses.Count];
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < losses.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                evaluations[i] = Compiler.Calibration.Decide(losses[i].Declaration, default).Evaluations;
                if (round >= 0)
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        double[] medians = [.. times.Select(Median)];
        var (slowest, most) = (Array.IndexOf(medians, medians.Max()), Array.IndexOf(evaluations, evaluations.Max()));
        Console.WriteLine($"{of}: {losses.Count} declarations, medians of {Rounds} rounds");
        Console.WriteLine($"  milliseconds: median {Median(medians):F1}, 90 % below {NinetyPercent(medians):F1}, most "
            + $"{medians[slowest]:F1} ({losses[slowest].Name})");
        double[] counts = [.. evaluations.Select(count => (double)count)];
        Console.WriteLine($"  evaluations: median {Median(counts):N0}, 90 % below {NinetyPercent(counts):N0}, most "
            + $"{evaluations[most]:N0} ({losses[most].Name})");
    }

    private static double NinetyPercent(double[] numbers) => numbers.Order().ElementAt(numbers.Length * 9 / 10);
}
