using System;
using System.Diagnostics;
using System.Linq;

namespace LossDsl.Benchmarks;

/// <summary>
/// Times several actions in turns, so that whatever disturbs the machine disturbs all of them, and gives the smallest time of
/// each: a disturbance only ever adds.
/// </summary>
internal static class Interleaved
{
    // The clock ticks ten times in a microsecond: of a short action so many calls are timed that a tick is no matter.
    private const double Microseconds = 100;

    /// <summary>The smallest times in microseconds.</summary>
    public static double[] Smallest(int rounds, params Action[] actions)
    {
        var repeats = actions.Select(Repeats).ToArray();
        var smallest = actions.Select(_ => double.PositiveInfinity).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
                smallest[i] = Math.Min(smallest[i], Time(actions[i], repeats[i]));
        }

        return smallest;
    }

    private static int Repeats(Action action)
    {
        for (var i = 0; i < 3; i++)
            action();
        return (int)Math.Clamp(Microseconds / Time(action, 1), 1, 1000);
    }

    private static double Time(Action action, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
    }
}
