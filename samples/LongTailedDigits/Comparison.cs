using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace LongTailedDigits;

/// <summary>Trains every contender on every split.</summary>
internal static class Comparison
{
    /// <summary>Runs are independent of each other, so as many run at a time as there are processors.</summary>
    /// <param name="digits">The images.</param>
    /// <param name="splits">One per seed.</param>
    /// <param name="plan">The hyper-parameters, the same for all.</param>
    /// <param name="display">Told what happens, from several threads.</param>
    /// <returns>One result for each contender and split, in that order.</returns>
    public static IReadOnlyList<RunResult> Run(Digits digits, IReadOnlyList<Split> splits, TrainingPlan plan, ITrainingDisplay display)
    {
        // The processors are busy with whole runs: more threads inside one loss would only get in their way.
        LossDsl.Threads.Limit = 1;
        var runs = Contender.All.SelectMany(contender => splits.Select(split => (contender, split))).ToArray();
        var results = new RunResult[runs.Length];
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, runs.Length), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                var (contender, split) = runs[i];
                var counts = LossDsl.ClassCounts.FromLabels([.. split.Train.Select(row => digits.Labels[row])], Digits.Classes);
                var recall = Training.Run(contender.Create(counts), contender.Cosines, digits, split, plan,
                    loss => display.EpochDone(contender, loss));
                results[i] = new RunResult(contender, split.Seed, recall);
                display.RunDone(results[i]);
            });
        return results;
    }
}
