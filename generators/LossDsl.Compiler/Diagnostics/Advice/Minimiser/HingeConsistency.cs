using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>LDSL109: hinges that tie where no class has half of the posterior.</summary>
internal static class HingeConsistency
{
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        var terms = judged.Uses.Where(use => use.Row.Stage == Stage.BaseTerm).ToList();
        if (!judged.IsForDecisions || judged.Declaration.Classes == 2 || terms.Count != 1
            || terms[0] is not { Name: "MulticlassHinge" } hinge
            || hinge.Use["Power"]?.Numbers?[0] == 2 || judged.Report.Last.Balanced.Holds
            || judged.Report.Last.Accuracy.Counterexample is not { Posterior.Count: > 2 } by)
            yield break;
        var (name, source) = hinge.Use["Form"]?.Choice switch
        {
            "WestonWatkins" => ("Weston–Watkins", " (Tewari & Bartlett 2007; Wang & Scott 2020)"),
            "OneVersusAll" => ("one-versus-all", ""),
            _ => ("Crammer–Singer", " (Tewari & Bartlett 2007; Long & Servedio 2013)"),
        };
        yield return hinge.Breaks(CalibrationRules.InconsistentHinge, null, judged.Name, name, source,
            Statement.Of(by, judged.Declaration)) with
        {
            Remedies = new[]
            {
                Remedy.Of("Square a hinge of one class against all",
                    hinge.Edit(EditKind.SetArgument, "Form", "HingeForm.OneVersusAll"), hinge.Edit(EditKind.SetArgument, "Power", "2")),
                Remedy.Of("Take the cross-entropy", hinge.Edit(EditKind.ReplaceAttribute, text: "CrossEntropy")),
            }.ToEquatable(),
        };
    }
}
