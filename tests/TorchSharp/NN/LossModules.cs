using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary><see cref="functional.cross_entropy"/> as a module.</summary>
public sealed class CrossEntropyLoss(
    Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean, double label_smoothing = 0)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    public long? ignore_index { get; } = ignore_index;

    public double label_smoothing { get; } = label_smoothing;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}

/// <summary><see cref="functional.binary_cross_entropy"/> as a module.</summary>
public sealed class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.binary_cross_entropy(input, target, weight, reduction);
}

/// <summary><see cref="functional.binary_cross_entropy_with_logits"/> as a module.</summary>
public sealed class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    public Tensor? pos_weights { get; } = pos_weights;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}

/// <summary><see cref="functional.cosine_embedding_loss"/> as a module.</summary>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor, Tensor>(reduction)
{
    public double margin { get; } = margin;

    public override Tensor forward(Tensor input1, Tensor input2, Tensor target) =>
        functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
}

/// <summary><see cref="functional.ctc_loss"/> as a module.</summary>
public sealed class CTCLoss(long blank = 0, bool zero_infinity = false, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor, Tensor, Tensor>(reduction)
{
    public long blank { get; } = blank;

    public bool zero_infinity { get; } = zero_infinity;

    public override Tensor forward(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths) =>
        functional.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, zero_infinity, reduction);
}

/// <summary><see cref="functional.hinge_embedding_loss"/> as a module.</summary>
public sealed class HingeEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public double margin { get; } = margin;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.hinge_embedding_loss(input, target, margin, reduction);
}

/// <summary><see cref="functional.huber_loss"/> as a module.</summary>
public sealed class HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public double delta { get; } = delta;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.huber_loss(input, target, delta, reduction);
}

/// <summary><see cref="functional.margin_ranking_loss"/> as a module.</summary>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor, Tensor>(reduction)
{
    public double margin { get; } = margin;

    public override Tensor forward(Tensor input1, Tensor input2, Tensor target) =>
        functional.margin_ranking_loss(input1, input2, target, margin, reduction);
}

/// <summary><see cref="functional.multi_label_margin_loss"/> as a module.</summary>
public sealed class MultiLabelMarginLoss(Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.multi_label_margin_loss(input, target, reduction);
}

/// <summary><see cref="functional.multilabel_soft_margin_loss"/> as a module.</summary>
public sealed class MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.multilabel_soft_margin_loss(input, target, weight, reduction);
}
