using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// LDSL112: scores with a scale for each class, of which the minimisers form a line along which the largest changes (V1†).
/// </summary>
internal static class ClassScales
{
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Goal() == Goal.None || judged.Declaration.Head != Heads.Softmax
            || judged.Uses.FirstOrDefault(use => use.Name is "ClassDependentTemperature" or "ClassTemperatures") is not { } scales)
            yield break;
        var last = judged.Report.Last;
        // Without a verdict, as where scales come at run time, the line is still there unless a regulariser picks a point on it.
        var isLine = last.Accuracy.Kind == VerdictKind.Undecided && last.Balanced.Kind == VerdictKind.Undecided
            && !judged.Uses.Any(use => use.Row.Stage is Stage.Regulariser or Stage.Selection);
        if (isLine || last is { Accuracy.Kind: VerdictKind.Violated, Balanced.Kind: VerdictKind.Violated })
            yield return scales.Breaks(CalibrationRules.ScaledByClass, null, judged.Name, scales.Name);
    }
}
