using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>A note on losses that have no gradient where they are most wrong.</summary>
internal static class GradientNote
{
    public static IEnumerable<string> Of(Judged judged)
    {
        if (judged.Report.Last.FadesAtZero == true)
        {
            yield return "The gradient vanishes as the probability of the label goes to 0: "
                + "examples that are badly wrong teach little; a few epochs of cross-entropy first help.";
        }
    }
}
