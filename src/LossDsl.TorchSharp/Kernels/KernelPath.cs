using System;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Evaluates a loss by its generated kernels on the memory of the tensors: nothing of the size of the input is copied.</summary>
internal static class KernelPath
{
    /// <summary>Value and wanted gradients.</summary>
    public static CallResult Run(LossCall call, CallTensors tensors)
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

    private static CallResult Run<T>(LossCall call, CallTensors tensors, ScalarType type)
        where T : unmanaged
    {
        var placement = call.Placement;
        var perSample = call.IsReduced ? null : empty(call.ValueShape, type);
        var gradient = call.NeedsInput ? TensorMemory.Like(tensors.Input, placement, type) : null;
        var varianceGradient = call.NeedsVariances ? empty(placement.InputShape, type) : null;
        var (input, target, sampleWeights, elementWeights) = (call.InputType == type ? tensors.Input : tensors.Input.to_type(type), tensors.Target, tensors.SampleWeights, tensors.ElementWeights);
        var (mask, classMask, featureNorms, variances) = (tensors.Mask, tensors.ClassMask, tensors.FeatureNorms, tensors.Variances);

        var logits = TensorMemory.Strided<T>(ref input, placement, out var shape);
        var inputs = Targets(call.Numbers, logits, ref target!, type) with
        {
            Shape = shape,
            SampleWeights = TensorMemory.Read<T>(ref sampleWeights, type),
            ElementWeights = TensorMemory.Read<T>(ref elementWeights, type),
            Mask = TensorMemory.Read<bool>(ref mask, ScalarType.Bool),
            ClassMask = TensorMemory.Read<bool>(ref classMask, ScalarType.Bool),
            FeatureNorms = TensorMemory.Read<T>(ref featureNorms, type),
            Variances = TensorMemory.Read<T>(ref variances, type),
            Epoch = call.Epoch,
            Normalizer = call.Normalizer,
        };
        var (gradientMemory, gradientShape) = (gradient!, default(LogitShape));
        var outputs = new LossOutputs<T>
        {
            Gradient = gradient is null ? default : TensorMemory.Strided<T>(ref gradientMemory, placement, out gradientShape),
            GradientShape = gradient is null || gradient.is_contiguous() ? default : gradientShape,
            VarianceGradient = varianceGradient is null ? default : TensorMemory.Of<T>(varianceGradient),
            PerSample = perSample is null ? default : TensorMemory.Of<T>(perSample),
        };
        var value = call.Program.Evaluate(call.Loss, call.Parameters, in inputs, in outputs);
        // The spans above point into memory that these own.
        foreach (var owner in (ReadOnlySpan<object?>)[gradientMemory, tensors, input, target, sampleWeights, elementWeights, mask, classMask, featureNorms, variances])
            GC.KeepAlive(owner);
        return new CallResult(perSample ?? (call.ScalarValueType == ScalarType.Float64 ? tensor(value) : tensor((float)value)))
        {
            Gradient = gradient,
            VarianceGradient = varianceGradient,
            ParameterGradients = OperatorPath.ParameterGradients(call, tensors),
        };
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
