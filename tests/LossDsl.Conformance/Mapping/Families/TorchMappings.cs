using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>torch.nn.CrossEntropyLoss, its options, and what others have built on it.</summary>
internal static class TorchMappings
{
    public static readonly LossMapping[] All =
    [
        new("cross_entropy", TorchCrossEntropy) { Layout = Layouts.Smoothed(Layouts.Rows) },
        new("cross_entropy_weight", TorchCrossEntropy) { Layout = Layouts.Smoothed(Layouts.Rows) },
        new("cross_entropy_ignore_index", TorchCrossEntropy) { Layout = Layouts.Smoothed(Layouts.Rows) },
        new("cross_entropy_label_smoothing", TorchCrossEntropy) { Layout = Layouts.Smoothed(Layouts.Rows) },
        new("cross_entropy_combined", TorchCrossEntropy) { Layout = Layouts.Smoothed(Layouts.Rows) },
        new("cross_entropy_soft_targets", TorchCrossEntropy)
        {
            Layout = Layouts.Smoothed(Layouts.Elements),
            WithoutGradientOf = ["target"],
        },
        new("cross_entropy_z_loss", h =>
            [
                .. TorchCrossEntropy(h), h.NumberOrNull("softcap") is { } cap ? $"Softcap({Text(cap)})" : null,
                $"LogSumExpPenalty({Text(h.Number("lse_square_scale"))})",
            ])
        {
            Layout = Layouts.Smoothed(Layouts.Rows),
        },
        new("hf_causal_lm_loss", TorchCrossEntropy)
        {
            Layout = Layouts.Smoothed(Layouts.NextToken),
            Normalizer = (h, _) => h.NumberOrNull("num_items_in_batch"),
        },
    ];
}
