using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A part with a learnable weight: the derivative of the loss by the weight is the loss of the part, which is not negative.
/// </summary>
internal static class LearnableMix
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
        => from part in judged.Uses
           where part.Stage == Stage.Part && part.Use["WeightFrom"]?.Bound is { Learnable: true } && !IsHeld(judged, part)
           select part.Breaks(CompositionRules.LearnableMix, "WeightFrom", judged.Declaration.Parts[part.Part].Name);

    /// <summary>Whether its property gives more than weights of parts, so that other derivatives act on it too.</summary>
    private static bool IsHeld(Judged judged, Term part)
        => judged.Uses.Any(use => use.Stage != Stage.Part
            && use.Use.Arguments.Any(argument => argument.Bound?.Name == part.Use["WeightFrom"]!.Bound!.Name));
}
