using System;
using System.Diagnostics;
using System.Linq;
using LossDsl.Calibration.Tests;
using LossDsl.Compiler;

namespace LossDsl.Calibration.Benchmarks;

/// <summary>What a verdict costs: every loss of the catalogue with classes, alone and warm.</summary>
internal static class Declarations
{
    private const int Rounds = 9;

    /// <summary>Prints milliseconds and evaluations per declaration.</summary>
    public static void Run()
    {
        var losses = CatalogueDeclarations.All.Select(loss => loss.Declaration).Where(loss => loss.Head != Heads.Identity).ToList();
        var first = Stopwatch.StartNew();
        Compiler.Calibration.Decide(losses[0], default);
        Console.WriteLine($"the first declaration of a process: {first.Elapsed.TotalMilliseconds:F0} ms");
        var times = losses.Select(_ => new double[Rounds]).ToArray();
        var evaluations = new int[losses.Count];
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < losses.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                evaluations[i] = Compiler.Calibration.Decide(losses[i], default).Evaluations;
                if (round >= 0)
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        double[] medians = [.. times.Select(Median)];
        var slowest = Array.IndexOf(medians, medians.Max());
        var most = Array.IndexOf(evaluations, evaluations.Max());
        Console.WriteLine($"{losses.Count} declarations, medians of {Rounds} rounds");
        Console.WriteLine($"milliseconds: median {Median(medians):F1}, 90 % below {medians.Order().ElementAt(medians.Length * 9 / 10):F1}, most {medians[slowest]:F1} ({losses[slowest].Type.Name})");
        Console.WriteLine($"evaluations: median {Median([.. evaluations.Select(count => (double)count)]):N0}, most {evaluations[most]:N0} ({losses[most].Type.Name})");
    }

    /// <summary>The middle one.</summary>
    public static double Median(double[] numbers) => numbers.Order().ElementAt(numbers.Length / 2);
}
