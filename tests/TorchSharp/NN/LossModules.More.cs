using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary><see cref="functional.multi_margin_loss"/> as a module.</summary>
public sealed class MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    public int p { get; } = p;

    public double margin { get; } = margin;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.multi_margin_loss(input, target, p, margin, weight, reduction);
}

/// <summary><see cref="functional.mse_loss"/> as a module.</summary>
public sealed class MSELoss(Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.mse_loss(input, target, reduction);
}

/// <summary><see cref="functional.l1_loss"/> as a module.</summary>
public sealed class L1Loss(Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.l1_loss(input, target, reduction);
}

/// <summary><see cref="functional.nll_loss"/> as a module.</summary>
public sealed class NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.nll_loss(input, target, weight, reduction);
}

/// <summary><see cref="functional.poisson_nll_loss"/> as a module.</summary>
public sealed class PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public bool log_input { get; } = log_input;

    public bool full { get; } = full;

    public float eps { get; } = eps;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
}

/// <summary><see cref="functional.kl_div"/> as a module.</summary>
public sealed class KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public bool log_target { get; } = log_target;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.kl_div(input, target, log_target, reduction);
}

/// <summary><see cref="functional.smooth_l1_loss"/> as a module.</summary>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public double beta { get; } = beta;

    public override Tensor forward(Tensor input, Tensor target) =>
        functional.smooth_l1_loss(input, target, reduction, beta);
}

/// <summary><see cref="functional.soft_margin_loss"/> as a module.</summary>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        functional.soft_margin_loss(input, target, reduction);
}

/// <summary><see cref="functional.triplet_margin_loss"/> as a module.</summary>
public sealed class TripletMarginLoss(
    double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor, Tensor>(reduction)
{
    public double margin { get; } = margin;

    public long p { get; } = p;

    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) =>
        functional.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction);
}

/// <summary>
/// −log of a normal density without its constant unless full: halves of sums over all but the first dimension. The
/// variance is of the input's shape or one per row.
/// </summary>
public sealed class GaussianNLLLoss(bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor, Tensor>(reduction)
{
    public bool full { get; } = full;

    public float eps { get; } = eps;

    public override Tensor forward(Tensor input, Tensor target, Tensor variance)
    {
        input = input.view(input.shape[0], -1);
        target = target.view(target.shape[0], -1);
        variance = variance.view(target.shape[0], -1);
        if (variance.shape[1] != input.shape[1] && variance.shape[1] != 1)
            throw new System.ArgumentException("variance has the wrong shape");
        if ((variance < 0).any().item<bool>())
            throw new System.ArgumentException("variance has negative entry/entries");
        using (no_grad())
            variance = variance.clamp_min(eps);
        var loss = 0.5 * (variance.log() + (input - target).square() / variance).view(input.shape[0], -1).sum([1]);
        if (full)
            loss += 0.5 * input.shape[1] * System.MathF.Log(2 * System.MathF.PI);
        return functional.Reduced(loss, reduction);
    }
}
