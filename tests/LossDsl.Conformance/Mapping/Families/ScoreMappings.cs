using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>Losses on scores: margins, priors, squared scores; and regularisers of scores.</summary>
internal static class ScoreMappings
{
    public static readonly LossMapping[] All =
    [
        new("balanced_softmax", h => [Softmax(h), "CrossEntropy", Adjustment(h), Reduction(h)])
        {
            ScoreShift = h => AdjustmentOf(h),
        },
        new("logit_adjustment", h => [Softmax(h), "CrossEntropy", Adjustment(h, h.Number("tau"), 1e-12), Reduction(h)])
        {
            ScoreShift = h => AdjustmentOf(h, h.Number("tau"), 1e-12),
        },
        new("prior_ce", h => [Softmax(h), "CrossEntropy", Adjustment(h, epsilon: 1e-9), Reduction(h)])
        {
            ScoreShift = h => AdjustmentOf(h, epsilon: 1e-9),
        },
        new("vs_loss", h =>
            [Softmax(h), "CrossEntropy", $"ClassDependentTemperature({Text(h.Number("gamma"))})", Adjustment(h, h.Number("tau")),
                Weights(h), Reduction(h, h.Has("class_weight") ? Per.Torch : Per.Default)]),
        new("seesaw_loss", h =>
        {
            h.ReadCounts();
            var seesaw = $"Seesaw(P = {Text(h.Number("p"))}, Q = {Text(h.Number("q"))}, Epsilon = {Text(h.Number("eps"))})";
            return [Softmax(h), "CrossEntropy", seesaw, Reduction(h)];
        }),

        // margins in the scores
        new("ldam", h => [Softmax(h), "CrossEntropy", .. LabelDistributionMargin(h), Reduction(h)])
        {
            LabelMargin = LabelDistributionMargins,
        },
        new("ldam_drw", h => [Softmax(h), "CrossEntropy", .. LabelDistributionMargin(h), EffectiveNumber(h), Reduction(h)])
        {
            LabelMargin = LabelDistributionMargins,
        },
        new("insightface_cosface", h => [Softmax(h), "CrossEntropy", $"AdditiveMargin({Text(h.Number("m"))})", Scale(h), Reduction(h)])
        {
            Layout = Layouts.RowsOf("cosine"),
        },
        new("insightface_arcface", h =>
            [Softmax(h), "CrossEntropy", $"AngularMargin({Text(h.Number("m"))}, Beyond = BeyondPi.Unchanged, Gradient = Gradient.Stop)",
                Scale(h), Reduction(h)])
        {
            Layout = Layouts.RowsOf("cosine"),
        },
        new("orthohash_margin_ce", h =>
            [
                Softmax(h), "CrossEntropy",
                h.WordOrNull("m_type") == "arc"
                    ? $"AngularMargin({Text(h.Number("m"))}, Beyond = BeyondPi.Unchanged, Clip = 1e-5)"
                    : $"AdditiveMargin({Text(h.Number("m"))})",
                Scale(h), Reduction(h),
            ])
        {
            Layout = Layouts.RowsOf("cosine"),
        },

        // terms on the scores
        new("squentropy", h => [Softmax(h), "Squentropy", Reduction(h)]),
        new("crammer_singer", h => [Softmax(h), $"MulticlassHinge(Margin = {Text(h.Number("threshold"))})", Reduction(h)]),
        new("weston_watkins", h => [Softmax(h), MeanHinge(h, "threshold"), Reduction(h)]),
        new("multi_margin_loss",
            h => [Softmax(h), MeanHinge(h, "margin", h.Number("p")), Weights(h),
                Reduction(h, h.Has("class_weight") ? Per.Valid : Per.Default)]),
        new("ldr_kl", h =>
            [
                Softmax(h), "NormalisedScores(By = ScoreNormalisation.SoftplusMean)",
                $"LabelDistributionallyRobust(Margin = {Text(h.Number("threshold"))}, Lambda = {Text(h.Number("lambda"))})", Reduction(h),
            ]),
        new("large_margin_in_softmax", h =>
            [
                Softmax(h), "CrossEntropy", h.NumberOrNull("deg_logit") is { } margin ? $"AdditiveMargin({Text(margin)})" : null,
                    Weights(h),
                $"LargeMarginInSoftmax({Text(h.Number("reg_lambda"))})", Reduction(h),
            ]),

        // number tokens
        new("number_token_loss_mse",
            h => [Tokens(h), NumberTokens(NumberDistance.Squared), "NumberTokensOnly", Reduction(h)]) { Layout = Layouts.Tokens },
        new("number_token_loss_was",
            h => [Tokens(h), NumberTokens(NumberDistance.Wasserstein), "NumberTokensOnly", Reduction(h)]) { Layout = Layouts.Tokens },
        new("ce_with_number_token_loss", h => [Tokens(h)])
        {
            Parts = h =>
            [
                ("Words", ["Part", "CrossEntropy", Reduction(h)]),
                ("Numbers", [$"Part(Weight = {Text(h.Number("ntl_weight"))})", NumberTokens(NumberDistance.Wasserstein), "NumberTokensOnly",
                    Reduction(h)]),
            ],
            Layout = Layouts.Tokens,
        },
    ];

    private static string? Scale(Hyper h) => h.Number("s") is var scale and not 1 ? $"Scale({Text(scale)})" : null;

    private static IEnumerable<string?> LabelDistributionMargin(Hyper h)
    {
        h.ReadCounts();
        return [$"LabelDistributionMargin({Text(h.Number("max_m"))})", Scale(h)];
    }

    private static (double[] Margins, double Scale) LabelDistributionMargins(Hyper h)
    {
        var counts = h.ReadCounts();
        return (Array.ConvertAll(counts, n => h.Number("max_m") * Math.Pow(counts.Min() / (double)n, 0.25)), h.Number("s"));
    }

    /// <summary>The hinge against every other class, divided by the number of classes.</summary>
    private static string MeanHinge(Hyper h, string margin, double power = 1)
        => $"MulticlassHinge(Form = HingeForm.WestonWatkins, Margin = {Text(h.Number(margin))}, Power = {Text(power)}, Coefficient = "
            + $"{Text(1.0 / h.Classes)})";

    /// <summary>A softmax over tokens, with the number that each stands for and torch's ignored label.</summary>
    private static string Tokens(Hyper h)
    {
        h.Construction.Add("values", h.NumbersOrNull("token_values")
            ?? throw new MappingException("the hyper-parameter 'token_values' is missing"));
        return "Loss(Head.Softmax, IgnoreIndex = -100)";
    }

    private static string NumberTokens(NumberDistance distance) => $"NumberTokenLoss(Distance = NumberDistance.{distance})";
}
