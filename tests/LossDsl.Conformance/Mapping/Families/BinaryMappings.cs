using System;
using System.Linq;
using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>Losses per element of the sigmoid and Gumbel heads, and weights.</summary>
internal static class BinaryMappings
{
    // The published Gumbel cross-entropy holds losses in [0, 20].
    private static readonly double LowestOfGumbel = Math.Exp(-20);

    public static readonly LossMapping[] All =
    [
        // weights
        new("class_balanced_weights", h => [Softmax(h), "CrossEntropy", EffectiveNumber(h), Reduction(h)])
        {
            Properties = h => h.Number("beta") == 0 ? [("Beta", 0)] : [],
            Layout = Layouts.ClassWeightTable,
        },
        new("class_balanced_focal", h =>
            [Sigmoid(h), "CrossEntropy", Focal(h), OfRows(EffectiveNumber(h)), Reduction(h, Per.Valid)]),
        new("class_balanced_softmax", h =>
            [Softmax(h), $"OneVersusRestCrossEntropy(Coefficient = {Text(1.0 / h.Classes)})", EffectiveNumber(h), WithoutEffect(h, "gamma"),
                Reduction(h, Per.Valid)])
        {
            Artefact = Artefacts.TorchBinaryCrossEntropy(EffectiveWeight),
        },
        new("influence_balanced", h =>
        [
            Softmax(h), "CrossEntropy", h.Has("gamma") ? Focal(h) : null, Weights(h),
            $"InfluenceBalance(Alpha = {Text(h.Number("alpha"))}, Epsilon = {Text(h.Number("epsilon"))})", Reduction(h, Per.Valid),
        ])
        {
            Layout = BinaryLayouts.WithFeatureNorms,
            WithoutGradientOf = ["feature_norm"],
        },

        // binary cross-entropy
        new("binary_cross_entropy_with_logits", h => [Sigmoid(h), "CrossEntropy", Positives(h), Reduction(h)])
        {
            Layout = BinaryLayouts.Weighing(Layouts.ElementsOf("input"), "weight"),
            WithoutGradientOf = ["target"],
        },
        new("soft_margin_loss", h => [Sigmoid(h), "CrossEntropy", Reduction(h)])
        {
            Layout = BinaryLayouts.SignedOf("input"),
        },
        new("multilabel_soft_margin_loss", h => [Sigmoid(h), "CrossEntropy", .. h.Reduction() switch
        {
            "none" => ["NoReduction"],
            "sum" => ["Mean(Over = Axis.Class)", "Sum(Over = Axis.Sample)"],
            _ => new[] { "Mean" },
        }])
        {
            Layout = (h, inputs) =>
            {
                var batch = Layouts.ElementsOf("input")(h, inputs);
                return batch with { RowUnit = batch.Data.Classes, ElementShare = 1.0 / batch.Data.Classes };
            },
        },
        new("timm_bce", h =>
        [
            Sigmoid(h), "CrossEntropy",
            h.Number("smoothing") is var alpha and not (0 or 1) ? $"LabelSmoothing({Text(alpha)}, Share = SmoothingShare.Classes)" : null,
            h.NumberOrNull("target_threshold") is { } threshold ? $"TargetThreshold({Text(threshold)})" : null,
            h.FlagOrNull("sum_classes") == true ? Reduction(h, Per.Valid) : Reduction(h),
        ])
        {
            Layout = Layouts.Smoothed(MeanOverClassesUnless("sum_classes"), "smoothing", asTorch: false),
        },
        new("coral_loss", h =>
            [Sigmoid(h), "CrossEntropy", h.ReadWeights("importance_weights") is null ? null : "ClassWeights", Reduction(h, Per.Valid)])
        {
            Layout = BinaryLayouts.Levels,
        },
        new("corn_loss", h => [Sigmoid(h), "CrossEntropy", WithoutEffect(h, "num_classes"), Reduction(h, Per.Elements)])
        {
            Layout = BinaryLayouts.ConditionalLevels,
        },
        new("gol_gumbel_ce", h =>
        [
            Head(h, LossDsl.Head.Gumbel), "CrossEntropy", "ScoreClamp(-4, 10)",
            h.Reduction() == "none" ? $"ProbabilityFloor({Text(LowestOfGumbel)})" : null, Reduction(h),
        ]),

        // focal losses
        new("focal_monai", h => h.FlagOrNull("use_softmax") == true
            ? [Softmax(h), "CrossEntropy", Focal(h), IsWithBackground(h) ? FirstClassApart(h) : WithoutEffect(h, "alpha"),
                .. OverPixelsFirst(h)]
            : [Sigmoid(h), "CrossEntropy", Focal(h), Balance(h), .. OverPositionsFirst(h)])
        {
            // The softmax variant's mean divides by the channels too.
            Layout = (h, inputs) => IsWithBackground(h) ? Layouts.Images(h, inputs)
                : BinaryLayouts.WithoutFirstClass(Layouts.Images(h, inputs)),
            Normalizer = (h, batch) => h.FlagOrNull("use_softmax") == true && h.Reduction() == "mean" ? batch.Data.Logits.Length : null,
        },
        new("focal_kornia", h =>
            h.Reduction() == "none"
                ? throw new NotDeclarableException("a softmax loss per class without reduction")
                : [Softmax(h), "CrossEntropy", Focal(h), FirstClassApart(h), Reduction(h, Per.External)])
        {
            Layout = BinaryLayouts.KorniaImages,
            Normalizer = (h, batch) => h.Reduction() == "mean" ? batch.Data.Logits.Length : null,
        },
        new("sigmoid_focal_loss", h => [Sigmoid(h), "CrossEntropy", Focal(h), Balance(h), Reduction(h)])
        {
            Layout = Layouts.Elements,
        },
        new("sigmoid_focal_loss_star", h => h.Number("gamma") == 1
            ? [Sigmoid(h), "CrossEntropy", Balance(h), Reduction(h)]
            :
            [
                Sigmoid(h), $"CrossEntropy(Coefficient = {Text(1 / h.Number("gamma"))})", $"Temperature({Text(1 / h.Number("gamma"))})",
                    Balance(h), Reduction(h),
            ])
        {
            Layout = Layouts.Elements,
        },
        new("poly1_focal", h => Balance(h) is { } balance
            ? [Sigmoid(h), $"PolyLoss({Text(h.Number("epsilon"))}, Weighted = false)", Focal(h), balance, Reduction(h)]
            : [Sigmoid(h), $"PolyLoss({Text(h.Number("epsilon"))})", Focal(h), Reduction(h)]),
        new("asl", h => Asymmetric(h, Gradient.Through)) { Layout = Layouts.Elements },
        new("asl_detached", h => Asymmetric(h, Gradient.Stop)) { Layout = Layouts.Elements },

        // detection
        new("quality_focal_loss",
            h => [Sigmoid(h), $"QualityFocal(Beta = {Text(h.Number("beta"))})", WithoutEffect(h, "background_label"),
                Reduction(h, Per.Valid)])
        {
            Layout = BinaryLayouts.Scored,
        },
        new("varifocal_loss", h =>
        [
            Sigmoid(h),
            $"Varifocal(Alpha = {Text(h.Number("alpha"))}, Gamma = "
                + $"{Text(h.Number("gamma"))}{(h.FlagOrNull("iou_weighted") == false ? ", Positives = PositiveWeighting.One" : "")})",
            Reduction(h),
        ])
        {
            Layout = Layouts.Elements,
        },
        new("gaussian_focal_loss",
            h => [Sigmoid(h), $"GaussianFocal(Alpha = {Text(h.Number("alpha"))}, Gamma = {Text(h.Number("gamma"))})", Reduction(h)])
        {
            Layout = Layouts.Elements,
            Artefact = Artefacts.GaussianFocal,
        },

        // missing labels and long tails
        new("hill_loss", h =>
            [Sigmoid(h), $"Hill(Lambda = {Text(h.Number("lamb"))}, Gamma = {Text(h.Number("gamma"))})", Margin(h), Reduction(h)])
        {
            Layout = Layouts.Elements,
        },
        new("splc", h =>
            [Sigmoid(h), "CrossEntropy", Focal(h), Margin(h), $"TargetCorrection(Threshold = {Text(h.Number("tau"))}, FromEpoch = 1)",
                Reduction(h)])
        {
            Layout = Layouts.Elements,
            Epoch = _ => 1,
        },
        new("equalization_loss", h =>
        [
            Sigmoid(h), "CrossEntropy", $"Equalization({Text(h.Number("lambda"))})", Given(h, "freq", "frequencies"),
            WithoutEffect(h, "background_label"), SumOverClasses(h),
        ])
        {
            Layout = BinaryLayouts.WithBackground,
        },
        new("equalization_loss_v2", h =>
        [
            Sigmoid(h), "CrossEntropy",
            $"GradientRatioWeights(Alpha = {Text(h.Number("alpha"))}, Gamma = {Text(h.Number("gamma"))}, Mu = {Text(h.Number("mu"))})",
            GradientRatios(h), SumOverClasses(h),
        ])
        {
            Layout = BinaryLayouts.WithBackground,
        },
        new("distribution_balanced_loss", h =>
        [
            Sigmoid(h),
            h.FlagOrNull("focal") == true ? $"CrossEntropy(Coefficient = {Text(h.Number("balance_param"))})" : "CrossEntropy",
            h.FlagOrNull("focal") == true ? Focal(h, "focal_gamma") : null, WithoutEffect(h, "balance_param"),
                WithoutEffect(h, "focal_gamma"),
            $"Rebalancing(Alpha = {Text(h.Number("map_alpha"))}, Beta = {Text(h.Number("map_beta"))}, Mu = {Text(h.Number("map_gamma"))})",
            $"LogOddsAdjustment(Tau = {Text(h.Number("init_bias") / h.Number("neg_scale"))}, Samples = {Text(h.Number("train_num"))})",
            $"NegativeTolerance({Text(h.Number("neg_scale"))})", Counts(h), Reduction(h),
        ])
        {
            Layout = Layouts.Elements,
        },
    ];

    private static string Sigmoid(Hyper h) => Head(h, LossDsl.Head.Sigmoid);

    /// <summary>α for positives and 1 − α for negatives; none where it is absent or negative.</summary>
    private static string? Balance(Hyper h) => h.NumberOrNull("alpha") is { } alpha and >= 0 ? $"AlphaBalance({Text(alpha)})" : null;

    private static string Margin(Hyper h) => $"PositiveMargin({Text(h.Number("margin"))})";

    private static string OfRows(string weights) => weights[..^1] + ", Of = WeightOf.Row)";

    private static string? Positives(Hyper h)
    {
        if (h.NumbersOrNull("pos_weight") is not { } weights)
            return null;
        h.Construction.Add("positiveWeights", weights);
        return "PositiveWeights";
    }

    private static string?[] Asymmetric(Hyper h, Gradient gradient) =>
    [
        Sigmoid(h), "CrossEntropy",
        $"AsymmetricFocus(Positive = {Text(h.Number("gamma_pos"))}, Negative = {Text(h.Number("gamma_neg"))}, Gradient = "
            + $"Gradient.{gradient})",
        h.Number("clip") is var clip and not 0 ? $"ProbabilityShift({Text(clip)})" : null,
        $"ProbabilityFloor({Text(h.Number("eps"))})", Reduction(h),
    ];

    /// <summary>1 − α for class 0 and α for the others, as class weights.</summary>
    private static string? FirstClassApart(Hyper h)
    {
        if (h.NumberOrNull("alpha") is not { } alpha)
            return null;
        h.Construction.Add("weights", [.. Enumerable.Range(0, h.Classes).Select(k => k == 0 ? 1 - alpha : alpha)]);
        return "ClassWeights";
    }

    /// <summary>Reductions of MONAI: its sum is over channels and images, of means over positions.</summary>
    private static string[] OverPositionsFirst(Hyper h) => h.Reduction() == "sum"
        ? ["Sum(Over = Axis.Class)", "Mean(Over = Axis.Position)", "Sum(Over = Axis.Sample)"]
        : [Reduction(h)];

    /// <summary>Reductions of MONAI under a softmax, whose mean divides by the channels too.</summary>
    private static string[] OverPixelsFirst(Hyper h) => h.Reduction() switch
    {
        "sum" => ["Mean(Over = Axis.Position)", "Sum(Over = Axis.Sample)"],
        "none" => throw new NotDeclarableException("a softmax loss per class without reduction"),
        _ => [Reduction(h, Per.External)],
    };

    /// <summary>Whether MONAI keeps channel 0; without it a softmax has no α either.</summary>
    private static bool IsWithBackground(Hyper h) => h.FlagOrNull("include_background") != false;

    /// <summary>The weight of a class by its effective number, with a mean of 1.</summary>
    private static double EffectiveWeight(Hyper h, int k)
    {
        var beta = h.Number("beta");
        var weights = Array.ConvertAll(h.Construction.ClassInputs["counts"], n => (1 - beta) / (1 - Math.Pow(beta, n)));
        return weights[k] / weights.Sum() * weights.Length;
    }

    private static string SumOverClasses(Hyper h) => h.Reduction() == "sum over classes, mean over rows"
        ? "Mean(By = Per.Valid)"
        : throw new MappingException($"unknown reduction '{h.Reduction()}'");

    /// <summary>Numbers per class for the constructor.</summary>
    private static string? Given(Hyper h, string name, string input)
    {
        h.Construction.Add(input, h.NumbersOrNull(name) ?? throw new MappingException($"the hyper-parameter '{name}' is missing"));
        return null;
    }

    /// <summary>Ratios for all classes but the last, which is whether there is an object at all and has the weight 1.</summary>
    private static string? GradientRatios(Hyper h)
    {
        const double Large = 1e6;
        Given(h, "pos_neg", "gradientRatios");
        h.Construction.Add("gradientRatios", [.. h.Construction.ClassInputs["gradientRatios"], Large]);
        return null;
    }

    private static string? Counts(Hyper h)
    {
        h.ReadCounts();
        return null;
    }

    /// <summary>The reference's loss of a row is the mean over the classes, or with a flag their sum.</summary>
    private static Layout MeanOverClassesUnless(string flag) => (h, inputs) =>
    {
        var batch = Layouts.Rows(h, inputs);
        return h.FlagOrNull(flag) == true ? batch : batch with { RowUnit = batch.Data.Classes };
    };
}
