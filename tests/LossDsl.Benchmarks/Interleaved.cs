using System;
using System.Diagnostics;
using System.Linq;

namespace LossDsl.Benchmarks;

/// <summary>Times several actions in turns, so that whatever disturbs the machine disturbs all of them.</summary>
internal static class Interleaved
{
    // The clock ticks ten times in a microsecond: of a short action so many calls are timed that a tick is no matter.
    private const double Microseconds = 100;

    /// <summary>The smallest time of each in microseconds: a disturbance only ever adds.</summary>
    public static double[] Smallest(int rounds, params Action[] actions) => Both(rounds, actions).Smallest;

    /// <summary>The median and the smallest time of each in microseconds.</summary>
    public static (double[] Medians, double[] Smallest) Both(int rounds, params Action[] actions)
    {
        var times = Times(rounds, actions);
        return ([.. times.Select(one => one.Order().ElementAt(rounds / 2))], [.. times.Select(one => one.Min())]);
    }

    private static double[][] Times(int rounds, Action[] actions)
    {
        var repeats = actions.Select(Repeats).ToArray();
        var times = actions.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
                times[i][round] = Time(actions[i], repeats[i]);
        }

        return times;
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
