using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>
/// What rows of the mapping table have in common: attributes as text, from the hyper-parameters under their usual names.
/// Null where the value means that the attribute has no effect, which the language does not let one declare.
/// </summary>
internal static class Words
{
    /// <summary>A softmax head, with the ignore index if there is one.</summary>
    public static string Softmax(Hyper h) => Head(h, LossDsl.Head.Softmax);

    /// <summary>A head, with the ignore index if there is one.</summary>
    public static string Head(Hyper h, Head head) => h.NumberOrNull("ignore_index") is { } index
        ? $"Loss(Head.{head}, IgnoreIndex = {Text(index)})"
        : $"Loss(Head.{head})";

    /// <summary>The reduction of the case.</summary>
    /// <param name="h">The hyper-parameters.</param>
    /// <param name="by">What a mean divides by.</param>
    public static string Reduction(Hyper h, Per by = Per.Default) => h.Reduction() switch
    {
        "mean" => by == Per.Default ? "Mean" : $"Mean(By = Per.{by})",
        "sum" => "Sum",
        "none" => "NoReduction",
        var other => throw new MappingException($"unknown reduction '{other}'"),
    };

    /// <summary>Given class weights, if there are any.</summary>
    /// <param name="h">The hyper-parameters.</param>
    /// <param name="order">Where they stand; text only where it is not the default.</param>
    public static string? Weights(Hyper h, WeightOrder order = WeightOrder.OutsideSmoothing)
    {
        if (h.ReadWeights() is null)
            return null;
        return order == WeightOrder.OutsideSmoothing ? "ClassWeights" : $"ClassWeights(Order = WeightOrder.{order})";
    }

    /// <summary>The focal factor.</summary>
    public static string? Focal(Hyper h, string gamma = "gamma", Gradient gradient = Gradient.Through)
    {
        var value = h.Number(gamma);
        if (value == 0)
            return null;
        return gradient == Gradient.Through
            ? $"Focal(Gamma = {Text(value)})"
            : $"Focal(Gamma = {Text(value)}, Gradient = Gradient.{gradient})";
    }

    /// <summary>Label smoothing, if there is any.</summary>
    public static string? Smoothing(Hyper h)
        => h.NumberOrNull("label_smoothing") is { } alpha and not 0 ? $"LabelSmoothing({Text(alpha)})" : null;

    /// <summary>Whether nothing is left of the label: the targets are then the same for all classes, which the layout prepares.</summary>
    public static bool IsSmoothedAway(Hyper h, string name = "label_smoothing") => h.NumberOrNull(name) == 1;

    /// <summary>Logit adjustment by the class counts.</summary>
    public static string Adjustment(Hyper h, double tau = 1, double epsilon = 0)
    {
        var text = $"LogitAdjustment({Text(tau)}";
        if (epsilon != 0)
            text += $", Epsilon = {Text(epsilon)}";
        if (h.ReadCounts().Contains(0))
            text += ", AllowEmptyClasses = true";
        return text + ")";
    }

    /// <summary>What logit adjustment adds to the scores.</summary>
    public static double[] AdjustmentOf(Hyper h, double tau = 1, double epsilon = 0)
    {
        var counts = h.ReadCounts();
        var total = (double)counts.Sum();
        return Array.ConvertAll(counts, n => Math.Log(Math.Pow(n / total, tau) + epsilon));
    }

    /// <summary>
    /// Weights by effective number. As a constant, β = 0 would be an option without effect; at run time it is a value
    /// like others, so there it comes from a property Beta.
    /// </summary>
    public static string EffectiveNumber(Hyper h)
    {
        h.ReadCounts();
        return h.Number("beta") is var beta and not 0 ? $"EffectiveNumber({Text(beta)})" : "EffectiveNumber(BetaFrom = \"Beta\")";
    }

    /// <summary>
    /// torch.nn.CrossEntropyLoss with whatever options the case has. A mean takes all of torch's conventions; without a
    /// mean only the order of weights and smoothing is left to say.
    /// </summary>
    public static IReadOnlyList<string?> TorchCrossEntropy(Hyper h)
    {
        if (IsSmoothedAway(h))
            return [WithoutEffect(h, "ignore_index") ?? "Loss(Head.Softmax)", "CrossEntropy", Weights(h), Reduction(h, Per.External)];
        var smoothing = Smoothing(h);
        var inside = smoothing is not null && h.Reduction() != "mean";
        return
        [
            Softmax(h), "CrossEntropy", smoothing,
            Weights(h, inside ? WeightOrder.InsideSmoothing : WeightOrder.OutsideSmoothing),
            Reduction(h, Per.Torch),
        ];
    }

    /// <summary>Skips a case that has this hyper-parameter.</summary>
    public static string? NotYet(Hyper h, string name) => h.Has(name) ? throw new NotDeclarableException(name) : null;

    /// <summary>Passes over a hyper-parameter on which this case does not depend.</summary>
    public static string? WithoutEffect(Hyper h, string name)
    {
        h.Has(name);
        return null;
    }

    /// <summary>A number as C# text that parses back to the same double, whatever the culture.</summary>
    public static string Text(double value) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : throw new MappingException(
            $"a hyper-parameter is {value.ToString(CultureInfo.InvariantCulture)}, which no declaration can state");
}
