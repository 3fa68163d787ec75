using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Benchmarks;

/// <summary>The same losses as one writes them with tensor operators; the caller's dispose scope owns what they leave behind.</summary>
internal static class Eager
{
    /// <summary>TorchSharp's own.</summary>
    public static Tensor CrossEntropy(Tensor input, Tensor target) => nn.functional.cross_entropy(input, target);

    /// <summary>Of the unreduced cross-entropy, which saves a softmax.</summary>
    public static Tensor Focal(Tensor input, Tensor target)
    {
        var loss = nn.functional.cross_entropy(input, target, reduction: nn.Reduction.None);
        var miss = 1 - (-loss).exp();
        return (miss * miss * loss).mean();
    }

    /// <summary>As published, with a gather in the place of a product with one-hot labels.</summary>
    public static Tensor Poly1(Tensor input, Tensor target)
    {
        var loss = nn.functional.cross_entropy(input, target, reduction: nn.Reduction.None);
        var p = nn.functional.softmax(input, 1).gather(1, target.unsqueeze(1)).squeeze(1);
        return (loss + (1 - p)).mean();
    }

    /// <summary>As published (Ridnik et al. 2021, arXiv:2009.14119), but for the mean.</summary>
    public static Tensor Asymmetric(Tensor input, Tensor target)
    {
        var p = input.sigmoid();
        var negatives = 1 - target;
        var complement = (1 - p + 0.05).clamp_max(1);
        var loss = (target * p.clamp_min(1e-8).log()) + (negatives * complement.clamp_min(1e-8).log());
        var right = (p * target) + (complement * negatives);
        return -(loss * (1 - right).pow(target + (4 * negatives))).mean();
    }
}
