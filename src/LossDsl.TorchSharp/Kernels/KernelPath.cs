using System;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Evaluates a loss by its generated kernels on the memory of the tensors: nothing of the size of the input is copied.</summary>
internal sealed class KernelPath : TensorPath
{
    /// <inheritdoc/>
    public override TensorEngine Engine => TensorEngine.Kernels;

    /// <inheritdoc/>
    public override ArgumentException? Refusal(CallTensors tensors, Placement placement, ScalarType kernelType)
    {
        var input = tensors.Input;
        if (input.device_type != DeviceType.CPU)
            return new ArgumentException($"engine is Kernels, which is for tensors on the CPU; input is on {input.device}.", "engine");
        return TensorMemory.Fits(tensors, placement, kernelType)
            ? null
            : new ArgumentException(
                $"engine is Kernels, which is for tensors of at most 2 GiB; input has {input.numel()} elements of {input.dtype}.",
                "engine");
    }

    /// <inheritdoc/>
    public override CallResult Run(PreparedCall call, CallTensors tensors)
    {
        var type = call.KernelType;
        CallResult result;
        try
        {
            result = type switch
            {
                ScalarType.Float32 => Run<float>(call, tensors, type),
                ScalarType.Float64 => Run<double>(call, tensors, type),
                ScalarType.Float16 => Run<Half>(call, tensors, type),
                ScalarType.BFloat16 => Run<BFloat16>(call, tensors, type),
                _ => throw new InvalidOperationException($"no kernels for {type}"),
            };
        }
        catch (ArgumentException)
        {
            // Kernels name the arguments of their own callers.
            ValueCheck.Run(call, tensors);
            throw;
        }

        return type == call.InputType || call.IsReduced ? result : result with { Value = result.Value.to_type(call.InputType) };
    }

    /// <inheritdoc/>
    public override CallGradients Backward(PreparedCall call, CallTensors tensors, Tensor upstream)
        => OperatorPath.Differentiable(call, tensors, upstream);

    private static CallResult Run<T>(PreparedCall call, CallTensors tensors, ScalarType type)
        where T : unmanaged
    {
        var placement = call.Placement;
        var perSample = call.IsReduced ? null : empty(call.ValueShape, type);
        var gradient = call.Needs.Input ? TensorMemory.Like(tensors.Input, placement, type) : null;
        var ofInputs = Array.ConvertAll(call.Needs.Inputs, needed => needed ? empty(placement.InputShape, type) : null);
        var input = call.InputType == type ? tensors.Input : tensors.Input.to_type(type);
        var (target, sampleWeights, elementWeights, mask) = (tensors.Target, tensors.SampleWeights, tensors.ElementWeights, tensors.Mask);

        var logits = TensorMemory.Strided<T>(ref input, placement, out var shape);
        var inputs = Targets(call.Numbers, logits, ref target!, type) with
        {
            Shape = shape,
            SampleWeights = TensorMemory.Read<T>(ref sampleWeights, type),
            ElementWeights = TensorMemory.Read<T>(ref elementWeights, type),
            Mask = TensorMemory.Read<bool>(ref mask, ScalarType.Bool),
            Epoch = call.Epoch,
            Normalizer = call.Normalizer,
        };
        var required = new Tensor?[TensorInput.All.Length];
        for (var i = 0; i < required.Length; i++)
        {
            if (TensorInput.All[i].Row is not { Required: true } row || (required[i] = tensors[row.Input]) is null)
                continue;
            inputs = row.IsMask
                ? inputs.WithMask(row.Input, TensorMemory.Read<bool>(ref required[i], ScalarType.Bool))
                : inputs.With(row.Input, TensorMemory.Read<T>(ref required[i], type));
        }

        var (gradientMemory, gradientShape) = (gradient!, default(LogitShape));
        var outputs = new LossOutputs<T>
        {
            Gradient = gradient is null ? default : TensorMemory.Strided<T>(ref gradientMemory, placement, out gradientShape),
            GradientShape = gradient is null || gradient.is_contiguous() ? default : gradientShape,
            PerSample = perSample is null ? default : TensorMemory.Of<T>(perSample),
        };
        for (var i = 0; i < ofInputs.Length; i++)
        {
            if (ofInputs[i] is { } ofInput)
                outputs = outputs.WithGradient(InputRow.Differentiable[i].Input, TensorMemory.Of<T>(ofInput));
        }

        var value = call.Program.Evaluate(call.Loss, call.Parameters, in inputs, in outputs);
        // The spans above point into memory that these own.
        object?[] owners = [gradientMemory, tensors, input, target, sampleWeights, elementWeights, mask, required];
        foreach (var owner in owners)
            GC.KeepAlive(owner);
        return new CallResult(
            perSample ?? (call.ScalarValueType == ScalarType.Float64 ? tensor(value) : tensor((float)value)),
            new CallGradients(gradient, ofInputs, OperatorPath.ParameterGradients(call, tensors)));
    }

    private static LossInputs<T> Targets<T>(bool numbers, ReadOnlySpan<T> logits, ref Tensor? target, ScalarType type)
        where T : unmanaged
    {
        if (numbers)
            return new LossInputs<T>(logits, TensorMemory.Read<T>(ref target, type));
        return target!.dtype == ScalarType.Int64
            ? new LossInputs<T>(logits, TensorMemory.Read<long>(ref target, ScalarType.Int64))
            : new LossInputs<T>(logits, TensorMemory.Read<int>(ref target, ScalarType.Int32));
    }
}
