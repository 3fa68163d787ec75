using System.Collections.Generic;
using System.Linq;
using LossDsl.Torch;
using static LossDsl.TorchSharp.Tests.Porting.Constructors;
using static LossDsl.TorchSharp.Tests.Porting.Ports;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>
/// binary_cross_entropy_with_logits over weights, weights of positives and reductions; what else is one under other names.
/// </summary>
internal static class BinaryPorts
{
    private static readonly long[] Shape = [Samples, Classes];

    private enum Weighting
    {
        None,
        Classes,
        Elements,
    }

    public static readonly Port[] All =
    [
        .. from weighting in new[] { Weighting.None, Weighting.Classes, Weighting.Elements }
           from positive in new[] { false, true }
           from reduction in Reductions
           select WithLogits(weighting, positive, reduction.Name, reduction.Reduction),
        .. from weighting in new[] { Weighting.None, Weighting.Classes, Weighting.Elements }
           from reduction in Reductions
           select OfProbabilities(weighting, reduction.Name, reduction.Reduction),
        .. Reductions.Select(reduction => SoftMargin(reduction.Name, reduction.Reduction)),
        .. from weighted in new[] { false, true }
           from reduction in Reductions
           select MultiLabel(weighted, reduction.Name, reduction.Reduction),
    ];

    private static string Text(Weighting weighting) => weighting switch
    {
        Weighting.None => "",
        Weighting.Classes => ", w",
        _ => ", v",
    };

    private static string Remark(Weighting weighting)
        => weighting == Weighting.Elements ? "v, weights in the shape of z, as `element_weights`" : "";

    private static Port WithLogits(Weighting weighting, bool positive, string name, Reduction reduction)
    {
        var declared = Nested(typeof(BinaryCrossEntropies),
            $"{(weighting == Weighting.Classes ? "Weighted" : "")}{(positive ? "Positive" : "")}{name}");
        return new Port($"binary_cross_entropy_with_logits(z, t{Text(weighting)}, reduction: "
            + $"{reduction}{(positive ? ", pos_weights: u" : "")})", declared, Cases)
        { Remark = Remark(weighting) };

        IEnumerable<PortedCase> Cases()
        {
            foreach (var soft in new[] { false, true })
            {
                var (input, target, weight, options) = Inputs(weighting, soft);
                var positives = positive ? tensor(PositiveWeights) : null;
                yield return new PortedCase(
                    $"soft targets {soft}",
                    Ports.Make(declared),
                    input,
                    target,
                    z => functional.binary_cross_entropy_with_logits(z, target, weight, reduction, positives))
                { Options = options };
            }
        }
    }

    private static Port OfProbabilities(Weighting weighting, string name, Reduction reduction)
    {
        var declared = Nested(typeof(BinaryCrossEntropies), $"{(weighting == Weighting.Classes ? "Weighted" : "")}{name}");
        return new Port($"binary_cross_entropy(sigmoid(z), t{Text(weighting)}, reduction: {reduction})", declared,
            Cases)
        { Remark = Remark(weighting) };

        IEnumerable<PortedCase> Cases()
        {
            foreach (var soft in new[] { false, true })
            {
                var (input, target, weight, options) = Inputs(weighting, soft);
                yield return new PortedCase(
                    $"soft targets {soft}",
                    Ports.Make(declared),
                    input,
                    target,
                    z => functional.binary_cross_entropy(z.sigmoid(), target, weight, reduction))
                { Options = options };
            }
        }
    }

    private static (Tensor Input, Tensor Target, Tensor? Weight, LossOptions Options) Inputs(Weighting weighting, bool soft)
    {
        var draw = new Draw(3);
        var (input, target, elements) =
            (draw.Logits(Shape), soft ? draw.Between(0, 1, Shape) : draw.Bits(Shape), draw.Between(0, 2, Shape));
        return weighting switch
        {
            Weighting.None => (input, target, null, default),
            Weighting.Classes => (input, target, tensor(Weights), default),
            _ => (input, target, elements, new LossOptions { ElementWeights = elements }),
        };
    }

    private static Port SoftMargin(string name, Reduction reduction)
    {
        var declared = Nested(typeof(BinaryCrossEntropies), name);
        return new Port($"soft_margin_loss(z, y, {reduction})", declared, Cases) { Remark = "t = (y + 1)/2" };

        IEnumerable<PortedCase> Cases()
        {
            foreach (var shape in new[] { Shape, [Samples], [Samples, Classes, 3] })
            {
                var draw = new Draw(4);
                var (input, bits) = (draw.Logits(shape), draw.Bits(shape));
                var signs = bits.add(bits).sub(ones_like(bits));
                yield return new PortedCase($"{shape.Length} dimensions", Ports.Make(declared), input, bits,
                    z => functional.soft_margin_loss(z, signs, reduction));
            }
        }
    }

    private static Port MultiLabel(bool weighted, string name, Reduction reduction)
    {
        var declared = Nested(typeof(BinaryCrossEntropies),
            (weighted ? "Weighted" : "") + (reduction == Reduction.None ? name : $"RowsOf{name}"));
        return new Port($"multilabel_soft_margin_loss(z, t{(weighted ? ", w" : "")}, reduction: {reduction})", declared, Cases)
        {
            Remark = reduction == Reduction.None ? "ours `.mean([1])`: theirs is per row" : "",
        };

        IEnumerable<PortedCase> Cases()
        {
            var draw = new Draw(5);
            var (input, target, weight) = (draw.Logits(Shape), draw.Bits(Shape), weighted ? tensor(Weights) : null);
            yield return new PortedCase(
                "(N,C)",
                Ports.Make(declared),
                input,
                target,
                z => functional.multilabel_soft_margin_loss(z, target, weight, reduction))
            {
                Afterwards = value => reduction == Reduction.None ? value.mean([1L]) : value,
            };
        }
    }
}
