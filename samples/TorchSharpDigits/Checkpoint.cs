using System;
using System.Collections.Generic;
using System.Linq;
using LongTailedDigits;
using LossDsl;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>Saves what was trained and loads it: numbers per class and learnt hyper-parameters are in the loss's own state_dict.</summary>
internal static class Checkpoint
{
    /// <summary>Loads the state of a trainer into a new one, whose loss was made for other class counts, and compares the two on a set.</summary>
    /// <returns>The names of what was saved, and the loss of the set.</returns>
    /// <exception cref="InvalidOperationException">The two give different losses.</exception>
    public static (IReadOnlyList<string> Names, float Loss) RoundTrip(Trainer trained, Contender contender, TensorSet set)
    {
        ClassCounts ones = [.. Enumerable.Repeat(1L, Digits.Classes)];
        using var scope = NewDisposeScope();
        using var restored = new Trainer(contender, ones);
        var (model, loss) = (Copy(trained.Model), Copy(trained.Loss));
        restored.Model.load_state_dict(model);
        restored.Loss.load_state_dict(loss);
        var (before, after) = (trained.Evaluate(set), restored.Evaluate(set));
        return before == after
            ? ([.. model.Keys, .. loss.Keys], after)
            : throw new InvalidOperationException($"The loss was {before} before and is {after} after loading.");
    }

    // The tensors of a state_dict are those of the module, which go on changing.
    private static Dictionary<string, Tensor> Copy(nn.Module module)
        => module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
}
