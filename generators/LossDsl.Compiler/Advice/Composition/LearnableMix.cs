using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Parts whose weights are all learnable: the derivative of the loss by a weight is the loss of the part, which is not negative.</summary>
internal static class LearnableMix
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        var parts = judged.Uses.Where(use => use.Name == "Part").ToList();
        if (parts.Count > 0 && parts.All(part => part.Use["WeightFrom"]?.Bound is { Learnable: true }))
            yield return judged.Breaks(CompositionRules.LearnableMix, judged.Name);
    }
}
