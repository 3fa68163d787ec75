using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Torch;
using static LossDsl.TorchSharp.Tests.Porting.Ports;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>poisson_nll_loss over log_input and full, gaussian_nll_loss over full and eps.</summary>
internal static class LikelihoodPorts
{
    private static readonly long[] Shape = [Samples, Classes];

    // TorchSharp computes it in single precision.
    private const double TheirLogTwoPi = 1.837877035140991;

    public static readonly Port[] All =
    [
        .. from logarithm in new[] { true, false }
           from full in new[] { false, true }
           from reduction in Reductions
           select Poisson(logarithm, full, reduction.Name, reduction.Reduction),
        .. from wide in new[] { false, true }
           from full in new[] { false, true }
           from reduction in Reductions
           select Gaussian(wide, full, reduction.Name, reduction.Reduction),
    ];

    private static string Text(bool flag) => flag ? "true" : "false";

    private static Port Poisson(bool logarithm, bool full, string name, Reduction reduction)
    {
        var declared = Nested(typeof(Likelihoods), $"{(logarithm ? "Poisson" : "Rate")}{(full ? "Full" : "")}{name}");
        return new Port($"poisson_nll_loss(z, t, log_input: {Text(logarithm)}, full: {Text(full)}, reduction: {reduction})", declared,
            Cases)
        {
            Remark = logarithm ? ""
                : "TorchSharp loses its eps on the way (a float where libtorch reads a double); ours is held against PyTorch's formula, z "
                    + "− t log(z + eps)",
        };

        IEnumerable<PortedCase> Cases()
        {
            var draw = new Draw(7);
            var (input, counts) =
                (logarithm ? draw.Logits(Shape) : draw.Between(0.01, 6, Shape), draw.Labels(9, null, Shape).to_type(ScalarType.Float64));
            yield return new PortedCase(
                "(N,C)",
                Ports.Make(declared),
                input,
                counts,
                z => logarithm ? functional.poisson_nll_loss(z, counts, logarithm, full, reduction: reduction)
                    : OfRates(z, counts, 1e-8, full, reduction));
        }
    }

    /// <summary>
    /// PyTorch's poisson_nll_loss with log_input = false, as its documentation has it: z − t log(z + eps), and with full Stirling's
    /// t log t − t + log(2πt)/2 where t &gt; 1.
    /// </summary>
    internal static Tensor OfRates(Tensor rates, Tensor counts, double eps, bool full, Reduction reduction)
    {
        var loss = rates - (counts * (rates + eps).log());
        if (full)
            loss += where(counts > 1, (counts * counts.log()) - counts + (0.5 * (2 * Math.PI * counts).log()), zeros_like(counts));
        return reduction switch { Reduction.None => loss, Reduction.Sum => loss.sum(), _ => loss.mean() };
    }

    private static Port Gaussian(bool wide, bool full, string name, Reduction reduction)
    {
        var declared = Nested(typeof(Likelihoods), $"Gaussian{(wide ? "Wide" : "")}{(full ? "Full" : "")}{name}");
        var eps = wide ? 0.5f : 1e-6f;
        string?[] remarks =
        [
            reduction == Reduction.None ? "ours `.sum([1])`: theirs is per row" : null,
            full ? "theirs has log 2π in single precision, which is taken off" : null,
        ];
        return new Port(FormattableString.Invariant($"gaussian_nll_loss(z, t, v, {Text(full)}, {(wide ? "0.5f" : "1e-6f")}, {reduction})"),
            declared, Cases)
        {
            Remark = string.Join("; ", remarks.OfType<string>()),
        };

        IEnumerable<PortedCase> Cases()
        {
            var draw = new Draw(8);
            var (input, target, variances) = (draw.Logits(Shape), draw.Logits(Shape), draw.Between(0.1, 2, Shape));
            // Of a row; a mean over rows leaves it, a sum has it for each.
            var excess = full ? 0.5 * Classes * (TheirLogTwoPi - Math.Log(2 * Math.PI)) * (reduction == Reduction.Sum ? Samples : 1) : 0;
            yield return new PortedCase(
                "(N,C)",
                Ports.Make(declared),
                input,
                target,
                z => functional.gaussian_nll_loss(z, target, variances, full, eps, reduction).sub(tensor(excess)))
            {
                Options = new LossOptions { Variances = variances },
                Afterwards = value => reduction == Reduction.None ? value.sum([1L]) : value,
            };
        }
    }
}
