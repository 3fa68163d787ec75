using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that turn the losses of the labels into the loss of the row: linear maps, and corrected targets.</summary>
internal static class TargetRows
{
    private static readonly ParameterRow Alpha =
        new("Alpha") { Symbol = "α", Low = 0, High = 1, HighOpen = true, Neutral = 0, Binding = "AlphaFrom" };

    public static readonly AttributeRow[] All =
    [
        new("TargetCorrection", Stage.Target,
            new ParameterRow("Threshold") { Symbol = "θ", Default = 0.6, Low = 0, LowOpen = true, High = 1, HighOpen = true,
                Binding = "ThresholdFrom" },
            new ParameterRow("FromEpoch") { Role = ParameterRole.From, Low = 0, Neutral = 0, Optional = true })
        {
            Heads = Heads.Binary,
            Target = (a, share) =>
            {
                var given = share.Given.PerClass;
                // A threshold next to 1 is compared by what it leaves of 1, as single precision has no number there.
                var (threshold, p) = (a["Threshold"], a.Scope.Of(Side.Positive));
                var low = Less(threshold, a.Constant(0.5));
                var above = Less(Select(low, threshold, p.OneMinusP), Select(low, p.P, 1 - threshold));
                var corrected = Select(above, a.Constant(1), given);
                return share with { Given =
                    GivenTargets.Numbers(a.Has("FromEpoch") ? Select(Less(a.Epoch, a["FromEpoch"]), given, corrected) : corrected) };
            },
            Formula = "t_k → 1 where p_k > θ",
            Paper = "Zhang et al. 2021, arXiv:2112.07368",
        },
        new("LabelSmoothing", Stage.Target,
            Alpha,
            new ParameterRow("Share", ParameterKind.Choice) { Choices = ["Default", "Classes", "OtherClasses"],
                Limits = [new("OtherClasses") { LeastClasses = 2 }] })
        {
            Smooths = true,
            ShapesTraining = true,
            Heads = Heads.Classification,
            Target = (a, share) => a.Choice("Share", "Default") switch
            {
                // Of α to the other classes each class gets α/(C − 1), the label's own part taken from it again.
                "OtherClasses" => share.Towards(a["Alpha"] * (a.Scope.OpenClasses / a.Scope.OtherClasses), EachClass(a)),
                "Classes" => share.Towards(a["Alpha"], EachClass(a)),
                _ => share.Towards(a["Alpha"], a.Even),
            },
            Formula = "(1 − α) ℓ_y + (α/C) Σ_k ℓ_k",
            Paper = "Szegedy et al. 2016, arXiv:1512.00567",
        },
        new("PriorSmoothing", Stage.Target, Alpha)
        {
            Smooths = true,
            ShapesTraining = true,
            Heads = Heads.Classification,
            Target = (a, share) => share.Towards(a["Alpha"], a.Table("π", a.Prior)),
            Needs = "counts",
            Formula = "(1 − α) ℓ_y + α Σ_k π_k ℓ_k",
        },
        new("TargetThreshold", Stage.Target,
            new ParameterRow("Threshold") { Symbol = "θ", Low = 0, High = 1, HighOpen = true })
        {
            Heads = Heads.Binary,
            Target = (a, share) => share with
            {
                // A threshold next to 1 is 1 in single precision, and a label is beyond it all the same.
                Given = GivenTargets.Numbers(share is { Given.IsLabel: true, Background: null }
                    ? Select(a.Scope.IsLabel, a.Constant(1), a.Constant(0))
                    : Select(Less(a["Threshold"], share.PerClass), a.Constant(1), a.Constant(0))),
                Own = a.Constant(1),
                Background = null,
            },
            Formula = "t_k → [t_k > θ]",
        },
    ];

    /// <summary>1/C, over the classes that are not masked.</summary>
    private static Expr EachClass(AttributeArguments a)
        => a.Scope.ClassMask is { } mask ? mask / SumClass(mask) : 1 / a.Scope.Classes;
}
