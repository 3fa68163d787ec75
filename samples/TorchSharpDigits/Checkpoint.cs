using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LongTailedDigits;
using LossDsl;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>
/// Saves what was trained to files and loads them: numbers per class and learnt hyper-parameters are in the loss's own
/// state_dict.
/// </summary>
internal static class Checkpoint
{
    /// <summary>
    /// Loads the state of a trainer into a new one, whose loss was made for other class counts, and compares the two on a
    /// set.
    /// </summary>
    /// <returns>The names of what was saved, and the loss of the set.</returns>
    /// <exception cref="InvalidOperationException">The two give different losses.</exception>
    public static (IReadOnlyList<string> Names, float Loss) RoundTrip(Trainer trained, Contender contender, TensorSet set)
    {
        ClassCounts ones = [.. Enumerable.Repeat(1L, Digits.Classes)];
        using var scope = NewDisposeScope();
        using var restored = new Trainer(contender, ones);
        Through(trained.Model, restored.Model);
        Through(trained.Loss, restored.Loss);
        var (before, after) = (trained.Evaluate(set), restored.Evaluate(set));
        return before == after
            ? ([.. trained.Model.state_dict().Keys, .. trained.Loss.state_dict().Keys], after)
            : throw new InvalidOperationException($"The loss was {before} before and is {after} after loading.");
    }

    private static void Through(nn.Module from, nn.Module to)
    {
        var file = Path.GetTempFileName();
        try
        {
            from.save(file);
            to.load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
