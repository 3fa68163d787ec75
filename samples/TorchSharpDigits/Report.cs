using System;
using System.Collections.Generic;
using System.Linq;
using LongTailedDigits;

namespace TorchSharpDigits;

/// <summary>What the sample says.</summary>
internal static class Report
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Describes data and training, and opens the table.</summary>
    public static void WriteSetting(IReadOnlyList<Split> splits)
    {
        var (many, few) = (LongTail.Groups[0], LongTail.Groups[^1]);
        Console.WriteLine($"""
            Long-tailed digits, TorchSharp
            Training images of the digits 0 to 9: {string.Join(", ", LongTail.TrainingCounts())}; seeds {string.Join(", ", splits.Select(split => split.Seed))}.
            Linear({Digits.Pixels},{Trainer.Hidden}), ReLU, Linear({Trainer.Hidden},{Digits.Classes}); {Trainer.Epochs} epochs of Adam, batches of {Trainer.BatchSize}, learning rate {Trainer.LearningRate} falling to 0.

            balanced: mean recall of the ten digits, in percent, ± over the seeds; {many.Name}, {few.Name}: of the digits {Text(many.Classes)} and {Text(few.Classes)}.
            µs/step: median time of a whole training step. Bars: the recall of each digit, from frequent to rare.

            {"loss",-20}{"engine",-10}{"balanced",12}{many.Name,8}{few.Name,8}{"µs/step",10}   0123456789
            """);
    }

    /// <summary>The row of one loss.</summary>
    public static void WriteRow(Contender contender, string engine, IReadOnlyList<double[]> recalls, IEnumerable<double> microseconds,
        string learnt)
    {
        var balanced = Spread.Of([.. recalls.Select(recall => recall.Average())]);
        var mean = Enumerable.Range(0, Digits.Classes).Select(digit => recalls.Average(recall => recall[digit])).ToArray();
        var groups = LongTail.Groups.Select(group => 100 * mean[group.Classes].Average()).ToArray();
        var bars = string.Concat(mean.Select(recall => Levels[Math.Min((int)(recall * Levels.Length), Levels.Length - 1)]));
        var sorted = microseconds.Order().ToArray();
        var spread = $"{100 * balanced.Mean:0.0} ± {100 * balanced.Deviation:0.0}";
        Console.WriteLine($"{contender.Name,-20}{engine,-10}{spread,12}{groups[0],8:0.0}{groups[^1],8:0.0}"
            + $"{sorted[sorted.Length / 2],10:0}   {bars}   {learnt}");
    }

    /// <summary>What loading a saved state has shown.</summary>
    public static void WriteState(IEnumerable<string> names, float loss)
        => Console.WriteLine(
            $"\nSaved to files ({string.Join(", ", names)}),\nloaded into a new network and a new loss, which give the same loss on the "
                + $"test images, {loss}.");

    private static string Text(Range classes) => $"{classes.Start} to {classes.End.Value - 1}";
}
