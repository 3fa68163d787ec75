using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The stretches of epochs in which a loss stays the same, or, during a ramp, changes steadily.</summary>
internal static class SchedulePhases
{
    /// <summary>The first epoch of each phase, and one inside it that stands for it.</summary>
    public static IReadOnlyList<(double From, double Inside)> Of(Declaration declaration)
    {
        var switches = new SortedSet<double> { 0 };
        foreach (var (from, ramp) in LossModel.Of(declaration).All.Select(term => term.Schedule))
        {
            switches.Add(from ?? 0);
            switches.Add((from ?? 0) + (ramp ?? 0));
        }

        var sorted = switches.ToList();
        return [.. sorted.Select((from, i) => (from, i + 1 < sorted.Count ? (from + sorted[i + 1]) / 2 : from + 1))];
    }
}
