using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.TorchSharp.Tests.Porting.Ports;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>mse_loss, l1_loss, huber_loss × delta and smooth_l1_loss × beta over reductions and shapes.</summary>
internal static class ErrorPorts
{
    private static readonly long[][] Shapes = [[Samples], [Samples, Classes], [Samples, Classes, 3]];
    private static readonly double[] Widths = [0.3, 1, 2.5];

    public static readonly Port[] All =
    [
        .. Reductions.Select(reduction =>
            Of("Squared", reduction, $"mse_loss(z, t, {reduction.Reduction})", null,
                (z, t, _) => functional.mse_loss(z, t, reduction.Reduction))),
        .. Reductions.Select(reduction =>
            Of("Absolute", reduction, $"l1_loss(z, t, {reduction.Reduction})", null,
                (z, t, _) => functional.l1_loss(z, t, reduction.Reduction))),
        .. Reductions.Select(reduction =>
            Of("Huber", reduction, $"huber_loss(z, t, δ, {reduction.Reduction})", "Delta",
                (z, t, delta) => functional.huber_loss(z, t, delta, reduction.Reduction))),
        .. Reductions.Select(reduction =>
            Of("Smooth", reduction, $"smooth_l1_loss(z, t, {reduction.Reduction}, β)", "Beta",
                (z, t, beta) => functional.smooth_l1_loss(z, t, reduction.Reduction, beta))),
    ];

    private static Port Of(string term, (string Name, Reduction Reduction) reduction, string call, string? property,
        Func<Tensor, Tensor, double, Tensor> theirs)
    {
        var declared = Nested(typeof(Errors), term + reduction.Name);
        return new Port(call, declared, Cases);

        IEnumerable<PortedCase> Cases()
        {
            foreach (var shape in Shapes)
            {
                foreach (var width in property is null ? [0] : Widths)
                {
                    var draw = new Draw(6);
                    var (input, target) = (draw.Logits(shape), draw.Logits(shape));
                    yield return new PortedCase($"{shape.Length} dimensions, width {width}", Ports.Make(declared, property, width), input,
                        target, z => theirs(z, target, width));
                }
            }
        }
    }
}
