using System;
using System.Diagnostics;
using System.Linq;

namespace LossDsl.Benchmarks;

/// <summary>
/// Times several actions in turns, so that whatever disturbs the machine disturbs all of them, and gives the median of each.
/// </summary>
internal static class Interleaved
{
    /// <summary>Medians in microseconds.</summary>
    public static double[] Medians(int rounds, params Action[] actions)
    {
        foreach (var action in actions)
        {
            for (var i = 0; i < 3; i++)
                action();
        }

        var times = actions.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                actions[i]();
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        return [.. times.Select(all => all.Order().ElementAt(rounds / 2))];
    }
}
