using System;
using System.Globalization;
using System.Linq;

namespace LongTailedDigits;

/// <summary>The command line cannot be understood; the message says why.</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>What the command line asks for.</summary>
/// <param name="Seeds">The seeds to run.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="WriteSplits">Draw the splits of these seeds and write their files, in place of training.</param>
/// <param name="Help">Only explain the options.</param>
public sealed record Options(int[] Seeds, int Epochs, bool WriteSplits, bool Help)
{
    /// <summary>The explanation of the options.</summary>
    public static string Usage { get; } = $"""
        Trains a small network on long-tailed handwritten digits with {Contender.All.Count} generated losses and compares them.

        usage: run.sh [options]
          --seeds LIST      seeds to run, default 1,2,3; each has a published split in splits/
          --epochs N        passes over the training set, default {TrainingPlan.UsualEpochs}; schedules are stretched to them
          --write-splits    draw the splits of the seeds anew and write their files; train nothing
          --help            show this
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">An option is unknown, or its value is missing or bad.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options([1, 2, 3], TrainingPlan.UsualEpochs, false, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--help" or "-h" => options with { Help = true },
                "--write-splits" => options with { WriteSplits = true },
                "--seeds" => options with { Seeds = SeedList(ValueOf("--seeds", arguments, ref i)) },
                "--epochs" => options with { Epochs = Number("--epochs", ValueOf("--epochs", arguments, ref i), 1, 10_000) },
                var other => throw new UsageException($"unknown option '{other}'."),
            };
        }

        return options;
    }

    private static string ValueOf(string option, string[] arguments, ref int i)
        => ++i < arguments.Length ? arguments[i] : throw new UsageException($"{option} needs a value.");

    private static int[] SeedList(string value)
    {
        var seeds = value.Split(',').Select(seed => Number("--seeds", seed, 0, int.MaxValue)).ToArray();
        return seeds.Distinct().Count() == seeds.Length ? seeds : throw new UsageException($"--seeds {value} names a seed twice.");
    }

    private static int Number(string option, string value, int lowest, int highest)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw new UsageException($"{option}: '{value}' is not a whole number from {lowest} to {highest}.");
}
