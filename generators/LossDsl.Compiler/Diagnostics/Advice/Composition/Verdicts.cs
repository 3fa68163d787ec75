using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What rules about compositions ask of verdicts and declarations.</summary>
internal static class Verdicts
{
    /// <summary>The declared goal.</summary>
    public static Goal Goal(this Judged judged) => judged.Declaration.Goal;

    /// <summary>
    /// Whether a loss that somebody judges by decisions is known to be consistent for neither accuracy nor balanced accuracy.
    /// </summary>
    public static bool IsForNeither(this Judged judged)
        => judged.Goal() != Compiler.Goal.None
            && judged.Report.Last is { Accuracy.Kind: VerdictKind.Violated, Balanced.Kind: VerdictKind.Violated };

    /// <summary>Whether the loss is for balanced accuracy, or may be.</summary>
    public static bool MayBeForBalance(this Judged judged) => judged.Goal() is Compiler.Goal.BalancedAccuracy or Compiler.Goal.Unspecified;

    /// <summary>The attribute of that name, wherever it stands; null if there is none.</summary>
    public static Term? Find(this Judged judged, string name) => judged.Uses.FirstOrDefault(use => use.Name == name);

    /// <summary>The class weights; null if there are none.</summary>
    public static Term? Weights(this Judged judged) => judged.Uses.FirstOrDefault(use => use.Row.Stage == Stage.Weight);

    /// <summary>What says that rows are drawn by their class; null if nothing does.</summary>
    public static Term? Sampler(this Judged judged) => judged.Uses.FirstOrDefault(use => use.Row.Stage == Stage.Sampling);

    /// <summary>The logit adjustment; null if there is none.</summary>
    public static Term? Adjustment(this Judged judged)
        => judged.Uses.FirstOrDefault(use => use.Row.Corrects is { By: Correction.Scores });

    /// <summary>What keeps within the remedies that which makes the verdict hold.</summary>
    public static EquatableArray<Remedy> Remedies(this Judged judged, params Amendment[] changes)
        => Amendment.That(changes, judged.Goal(), judged.Cancellation);
}
