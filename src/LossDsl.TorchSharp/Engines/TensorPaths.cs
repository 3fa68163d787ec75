using System;
using System.Linq;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// The ways to compute a loss on tensors, the fastest first. A further one is a line here and a <see cref="TensorEngine"/>.
/// </summary>
internal static class TensorPaths
{
    private static readonly TensorPath[] All = [new KernelPath(), new OperatorPath()];

    /// <summary>What computes a call: the wanted way, or the first that can.</summary>
    /// <exception cref="ArgumentException">The wanted way cannot compute this call.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such way.</exception>
    public static TensorPath Choose(TensorEngine wanted, CallTensors tensors, Placement placement, ScalarType kernelType)
    {
        foreach (var path in All)
        {
            if (wanted != TensorEngine.Auto && wanted != path.Engine)
                continue;
            if (path.Refusal(tensors, placement, kernelType) is not { } refusal)
                return path;
            if (wanted != TensorEngine.Auto)
                throw refusal;
        }

        var names = string.Join(", ", All.SkipLast(1).Select(path => path.Engine).Prepend(TensorEngine.Auto));
        throw new ArgumentOutOfRangeException("engine", wanted, $"engine is {wanted}, which is none of {names} and {All[^1].Engine}.");
    }
}
