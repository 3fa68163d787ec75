using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>LDSL110: cosines times so small a number that no probability comes near 1 (B1†); and a note on their geometry.</summary>
internal static class CosineScale
{
    /// <summary>A scale that is enough for any number of classes.</summary>
    private const double Ample = 30;

    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Goal() == Goal.None || judged.Declaration.Head != Heads.Softmax)
            yield break;
        foreach (var cosines in judged.Uses.Where(use => use.Row.TakesCosines))
        {
            var scaling = judged.Uses.FirstOrDefault(use => use.Row.Scales is not null && (use.Part < 0 || use.Part == cosines.Part));
            // What is read at each call is no matter of numbers.
            if (scaling is { Scale: null })
                continue;
            var scale = scaling?.Scale ?? 1;
            var classes = judged.Declaration.Classes ?? 3;
            if (ScoreBound.IsAmple(classes, scale))
                continue;
            var enough = Numbers.Exactly(judged.Declaration.Classes is null ? Ample : Math.Ceiling(0.5 * Math.Log(50.0 * (classes - 2))));
            var margin = cosines.Use["Margin"]?.Numbers?[0] ?? 0.5;
            var most = 1 / (1 + ((classes - 1) * Math.Exp(-scale * (1 + Math.Cos(margin)))));
            var many = judged.Declaration.Classes is null ? "three classes or more" : $"{Numbers.Exactly(classes)} classes";
            yield return (scaling ?? cosines).Breaks(CalibrationRules.SmallScale, scaling?.Row.Scales?.Parameter,
                judged.Name, Numbers.Text(scale), many, Numbers.Text(most)) with
            {
                Remedies = new[] { Remedy.Of($"Scale by {enough}", Edit(cosines, scaling, enough)) }.ToEquatable(),
            };
        }
    }

    public static IEnumerable<string> Notes(Judged judged)
    {
        if (judged.Uses.Any(use => use.Row.TakesCosines))
        {
            yield return "The scores are cosines, and what an angular margin decides depends on which cosines occur together: "
                + "free cosines are refuted, class vectors in a regular simplex hold numerically†.";
        }
    }

    private static Edit Edit(Term cosines, Term? scaling, string scale) => scaling switch
    {
        null => cosines.Edit(EditKind.AddAttribute, text: $"Scale({scale})"),
        { Row.Scales: { Divides: false } scales } => scaling.Edit(EditKind.SetArgument, scales.Parameter, scale),
        _ => scaling.Edit(EditKind.ReplaceAttribute, text: $"Scale({scale})"),
    };
}
