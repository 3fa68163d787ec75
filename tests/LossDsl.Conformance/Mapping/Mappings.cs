using System.Collections.Generic;
using System.Linq;
using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>The table: one row per vector file that the language can declare.</summary>
internal static class Mappings
{
    /// <summary>The rows by the name of the vector file.</summary>
    public static IReadOnlyDictionary<string, LossMapping> ByLoss { get; } = new LossMapping[]
    {
        // torch
        new("cross_entropy", TorchCrossEntropy),
        new("cross_entropy_weight", TorchCrossEntropy),
        new("cross_entropy_ignore_index", TorchCrossEntropy),
        new("cross_entropy_label_smoothing", TorchCrossEntropy),
        new("cross_entropy_combined", TorchCrossEntropy),
        new("cross_entropy_z_loss", h =>
            [.. TorchCrossEntropy(h), $"LogSumExpPenalty({Text(h.Number("lse_square_scale"))})", NotYet(h, "softcap")]),
        new("hf_causal_lm_loss", TorchCrossEntropy)
        {
            Layout = Layouts.NextToken,
            Normalizer = (h, _) => h.NumberOrNull("num_items_in_batch"),
        },

        // altered cross-entropies
        new("poly1_cross_entropy", h =>
            Weights(h) is { } weights
                ? [Softmax(h), $"PolyLoss({Text(h.Number("epsilon"))}, Weighted = false)", weights, Reduction(h, Per.Valid)]
                : [Softmax(h), $"PolyLoss({Text(h.Number("epsilon"))})", Reduction(h)]),
        new("focal_softmax", h => [Softmax(h), "CrossEntropy", Focal(h), Reduction(h)]),
        new("focal_softmax_detached", h => [Softmax(h), "CrossEntropy", Focal(h, gradient: Gradient.Stop), Reduction(h)]),
        new("focal_softmax_weighted", h => [Softmax(h), "CrossEntropy", Focal(h), Weights(h), Reduction(h, Per.Valid)]),
        new("focal_monai", h =>
            h.FlagOrNull("use_softmax") == true
                ? [Softmax(h), "CrossEntropy", Focal(h), NotYet(h, "alpha"), Reduction(h, Per.External)]
                : throw new NotDeclarableException("a sigmoid head"))
        {
            // This mean divides by the channels too.
            Layout = Layouts.Images,
            Normalizer = (_, batch) => batch.Logits.Length,
        },
        new("asl_single_label", h =>
            h.Number("eps") != 0
                ? throw new NotDeclarableException("a modulator taken from the hard label under label smoothing")
                : [Softmax(h), "CrossEntropy", Focal(h, "gamma_pos"), WithoutEffect(h, "gamma_neg"), Reduction(h)]),
        new("mae_prob", h => [Softmax(h), $"PolyTerm(1, Epsilon = {Text(h.Number("scale"))})", Reduction(h)]),
        new("normalized_mae_prob", h =>
            [Softmax(h), $"PolyTerm(1, Epsilon = {Text(h.Number("scale") / (2 * (h.Classes - 1)))})", Reduction(h)]),

        // long tails
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
        new("class_balanced_weights", h => [Softmax(h), "CrossEntropy", EffectiveNumber(h), Reduction(h)])
        {
            Members = h => h.Number("beta") == 0 ? "public double Beta => 0;" : "",
            Layout = Layouts.ClassWeightTable,
        },
    }.ToDictionary(static row => row.Loss);
}
