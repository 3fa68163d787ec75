using System.Collections.Generic;
using System.Linq;
using static LossDsl.TorchSharp.Tests.Porting.Constructors;
using static LossDsl.TorchSharp.Tests.Porting.Ports;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>multi_margin_loss over p, margin, weights and reductions; kl_div of log_softmax over log_target and reductions.</summary>
internal static class MarginPorts
{
    private static readonly long[] Shape = [Samples, Classes];
    private static readonly double[] Margins = [0.5, 1, 3];

    public static readonly Port[] All =
    [
        .. from power in new[] { 1, 2 }
           from weighted in new[] { false, true }
           from reduction in Reductions
           select MultiMargin(power, weighted, reduction.Name, reduction.Reduction),
        .. from logarithms in new[] { false, true }
           from reduction in Reductions
           select Divergence(logarithms, reduction.Name, reduction.Reduction),
    ];

    private static Port MultiMargin(int power, bool weighted, string name, Reduction reduction)
    {
        var declared = Nested(typeof(Hinges), $"{(weighted ? "Weighted" : "")}{(power == 2 ? "Squared" : "")}{name}");
        return new Port($"multi_margin_loss(z, y, p: {power}, margin: m{(weighted ? ", weight: w" : "")}, reduction: {reduction})",
            declared, Cases)
        { Remark = "C = 5" };

        IEnumerable<PortedCase> Cases()
        {
            var weight = weighted ? tensor(Weights) : null;
            foreach (var margin in Margins)
            {
                var draw = new Draw(9);
                var (input, target) = (draw.Logits(Shape), draw.Labels(Classes, null, Samples));
                yield return new PortedCase(
                    $"margin {margin}",
                    Ports.Make(declared, "Margin", margin),
                    input,
                    target,
                    z => functional.multi_margin_loss(z, target, power, margin, weight, reduction));
            }
        }
    }

    private static Port Divergence(bool logarithms, string name, Reduction reduction)
    {
        var declared = Nested(typeof(Divergences), name);
        var rows = reduction == Reduction.None;
        return new Port($"kl_div(log_softmax(z, 1), {(logarithms ? "log(t)" : "t")}, log_target: {(logarithms ? "true" : "false")}, "
            + $"{reduction}){(rows ? ".sum([1])" : "")}", declared, Cases)
        {
            Remark = rows ? "theirs is per element" : reduction == Reduction.Mean ? "C = 5: their mean is over the elements" : "",
        };

        IEnumerable<PortedCase> Cases()
        {
            var draw = new Draw(10);
            var (input, target) = (draw.Logits(Shape), draw.Probabilities(Shape));
            var theirs = logarithms ? target.log() : target;
            yield return new PortedCase("(N,C)", Ports.Make(declared), input, target,
                z => Rows(functional.kl_div(functional.log_softmax(z, 1), theirs, logarithms, reduction)));
        }

        Tensor Rows(Tensor value) => rows ? value.sum([1L]) : value;
    }
}
