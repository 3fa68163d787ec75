using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Conformance;
using LossDsl.Reference;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossDsl.Torch.Conformance;

/// <summary>
/// The engines behind a TorchSharp module. Gradients come from autograd, for the upstream gradient of the case or a random
/// one.
/// </summary>
internal static class ModuleEngines
{
    /// <summary>Kernels and operators in either precision.</summary>
    public static IReadOnlyList<EngineUnderTest> All { get; } =
    [
        Of("module, kernels, double", TensorEngine.Kernels, ScalarType.Float64),
        Of("module, operators, double", TensorEngine.Operators, ScalarType.Float64),
        Of("module, kernels, float", TensorEngine.Kernels, ScalarType.Float32),
        Of("module, operators, float", TensorEngine.Operators, ScalarType.Float32) with
        {
            TakesTorchSoftmax = true,
            Deviations = new Dictionary<string, Deviation>
            {
                ["truncated_gce"] = new("v5_extreme50", Results.Gradient,
                    "by operators in single precision torch's log_softmax leaves no gradient of a probability this close to 1, and the "
                        + "other rows have none") { Within = 1 },
            },
        },
    ];

    private static EngineUnderTest Of(string name, TensorEngine engine, ScalarType type)
        => new(name, type == ScalarType.Float32, (loss, _, batch) => Evaluate(loss, batch, engine, type));

    private static Observation Evaluate(Loss loss, ReferenceBatch batch, TensorEngine engine, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var call = new ModuleCall(loss, batch, engine, type);
        var leaves = call.Leaves();
        var value = call.Value(leaves);
        var upstream = call.Upstream(value);
        var gradients = autograd.grad([value], leaves, [upstream]);
        var losses = Numbers(value);
        // A random upstream gradient is divided out again: the reference has the gradient itself.
        var factors = batch.Upstream is null ? PerElement(batch, Numbers(upstream)) : Array.ConvertAll(batch.Logits, static _ => 1.0);
        return new Observation(
            value.ndim == 0 ? losses[0] : null,
            value.ndim == 0 ? null : losses,
            Gradient(gradients[0], factors),
            null,
            leaves.Length > 1 ? Gradient(gradients[1], factors) : null);
    }

    private static double[] Gradient(Tensor gradient, double[] factors)
        => [.. Numbers(gradient).Zip(factors, static (entry, factor) => entry / factor)];

    /// <summary>For each element the upstream gradient of the loss that it has part in.</summary>
    private static double[] PerElement(ReferenceBatch batch, double[] upstream)
    {
        if (upstream.Length == batch.Logits.Length)
            return upstream;
        var factors = new double[batch.Logits.Length];
        for (var row = 0; row < batch.Rows; row++)
            batch.Store(factors, row, [.. Enumerable.Repeat(upstream[upstream.Length == 1 ? 0 : row], batch.Classes)]);
        return factors;
    }

    /// <summary>The entries of a tensor.</summary>
    public static double[] Numbers(Tensor tensor)
    {
        using var numbers = tensor.detach().to_type(ScalarType.Float64).contiguous();
        return numbers.data<double>().ToArray();
    }
}
