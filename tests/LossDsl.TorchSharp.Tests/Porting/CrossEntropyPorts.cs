using System.Collections.Generic;
using System.Linq;
using static LossDsl.TorchSharp.Tests.Porting.Constructors;
using static LossDsl.TorchSharp.Tests.Porting.Ports;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>
/// cross_entropy over weights, ignored index, smoothing, kinds of targets, reductions and positions; nll_loss over what it
/// has of them.
/// </summary>
internal static class CrossEntropyPorts
{
    private static readonly long[][] Shapes = [[Samples, Classes], [Samples, Classes, 3, 4]];
    private static readonly double[] Smoothings = [0, 0.1];

    public static readonly Port[] All =
    [
        .. from weighted in new[] { false, true }
           from ignored in new[] { -100L, 1L }
           from reduction in Reductions
           select CrossEntropy(weighted, ignored, reduction.Name, reduction.Reduction),
        .. from weighted in new[] { false, true }
           from reduction in Reductions
           select NegativeLogLikelihood(weighted, reduction.Name, reduction.Reduction),
    ];

    private static Port CrossEntropy(bool weighted, long ignored, string name, Reduction reduction)
    {
        var declared = Nested(typeof(CrossEntropies), $"{(weighted ? "Weighted" : "")}{name}{(ignored == 1 ? "Ignoring1" : "")}");
        return new Port($"cross_entropy(z, y{(weighted ? ", w" : "")}, ignore_index: {ignored}, reduction: {reduction}, label_smoothing: α)", declared, Cases);

        IEnumerable<PortedCase> Cases()
        {
            var weight = weighted ? tensor(Weights) : null;
            // TorchSharp refuses probabilities together with an index that a class has.
            foreach (var soft in ignored < 0 ? new[] { false, true } : [false])
            {
                foreach (var shape in Shapes)
                {
                    foreach (var smoothing in Smoothings)
                    {
                        var draw = new Draw(1);
                        var (input, target) =
                            (draw.Logits(shape), soft ? draw.Probabilities(shape)
                                : draw.Labels(Classes, ignored, [Samples, .. shape.Skip(2)]));
                        yield return new PortedCase(
                            $"soft targets {soft}, {shape.Length} dimensions, α {smoothing}",
                            Ports.Make(declared, "Alpha", smoothing),
                            input,
                            target,
                            z => functional.cross_entropy(z, target, weight, ignored, reduction, smoothing));
                    }
                }
            }
        }
    }

    private static Port NegativeLogLikelihood(bool weighted, string name, Reduction reduction)
    {
        var declared = Nested(typeof(CrossEntropies), $"{(weighted ? "Weighted" : "")}{name}");
        return new Port($"nll_loss(log_softmax(z, 1), y{(weighted ? ", w" : "")}, reduction: {reduction})", declared,
            Cases)
        { Remark = "α = 0" };

        IEnumerable<PortedCase> Cases()
        {
            var weight = weighted ? tensor(Weights) : null;
            foreach (var shape in Shapes)
            {
                var draw = new Draw(2);
                var (input, target) = (draw.Logits(shape), draw.Labels(Classes, -100, [Samples, .. shape.Skip(2)]));
                yield return new PortedCase(
                    $"{shape.Length} dimensions",
                    Ports.Make(declared),
                    input,
                    target,
                    z => functional.nll_loss(functional.log_softmax(z, 1), target, weight, reduction));
            }
        }
    }
}
