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
        foreach (var (_, use) in Lowering.All(declaration))
        {
            double Number(string name) => use[name]?.Numbers is { Count: > 0 } numbers ? numbers[0] : 0;
            switches.Add(Number("FromEpoch"));
            switches.Add(Number("FromEpoch") + Number("RampEpochs"));
        }

        var sorted = switches.ToList();
        return [.. sorted.Select((from, i) => (from, i + 1 < sorted.Count ? (from + sorted[i + 1]) / 2 : from + 1))];
    }
}
