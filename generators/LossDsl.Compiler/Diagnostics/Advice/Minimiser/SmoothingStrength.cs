using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// LDSL108: smoothing over the other classes (α/(C − 1) each) that leaves the label no more than each of them, α ≥ (C − 1)/C.
/// </summary>
internal static class SmoothingStrength
{
    private const string Usual = "0.1";

    public static IEnumerable<Problem> Problems(Judged judged)
    {
        var last = judged.Report.Last;
        if (judged.Goal() == Goal.None || judged.Declaration.Classes is not { } classes || last.Accuracy.Holds || last.Balanced.Holds)
            yield break;
        foreach (var (use, alpha) in OverOthers(judged).Where(one => one.Alpha >= (classes - 1.0) / classes))
        {
            yield return use.Breaks(CalibrationRules.SmoothedTooMuch, "Alpha",
                judged.Name, Numbers.Exactly(classes), Numbers.Text(1 - alpha), Numbers.Text(alpha / (classes - 1))) with
            {
                Remedies = new[] { Remedy.Of($"Set Alpha to {Usual}", use.Edit(EditKind.SetArgument, "Alpha", Usual)) }.ToEquatable(),
            };
        }
    }

    public static IEnumerable<string> Notes(Judged judged)
        => judged.Declaration.Classes is not null ? [] : OverOthers(judged).Where(one => one.Alpha >= 0.5).Select(one
            => FormattableString.Invariant($"For up to C = {Math.Floor((1 / (1 - one.Alpha)) + 1e-9)} classes ")
                + "the label gets no larger share of the target than each other class; declare Classes.");

    /// <summary>Whether a smoothing is too strong for few classes, though not for many.</summary>
    public static bool FailsForFew(Judged judged) => OverOthers(judged).Any(one => one.Alpha >= 0.5);

    private static IEnumerable<(Term Use, double Alpha)> OverOthers(Judged judged)
        => from use in judged.Uses
           where judged.Declaration.Head == Heads.Softmax && use.Name == "LabelSmoothing" && use.Use["Share"]?.Choice == "OtherClasses"
           where use.Use["Alpha"]?.Numbers is { Count: 1 }
           select (use, use.Use["Alpha"]!.Numbers!.Value[0]);
}
