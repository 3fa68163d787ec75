using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Evaluates a loss by its generated operators, on any device.</summary>
internal static class OperatorPath
{
    /// <summary>Value and wanted gradients.</summary>
    public static CallResult Run(LossCall call, CallTensors tensors)
    {
        ValueCheck.Run(call, tensors);
        var pass = new OperatorPass(call, tensors, null) { NeedsValues = true, NeedsGradient = call.NeedsInput };
        call.Operators.Evaluate(pass);
        return new CallResult(pass.Value())
        {
            Gradient = call.NeedsInput ? Like(tensors.Input, pass.Gradient()) : null,
            VarianceGradient = call.NeedsVariances ? VarianceGradient(call, pass) : null,
            ParameterGradients = ParameterGradients(call, pass),
        };
    }

    /// <summary>A gradient that lies in memory like its input, as kernels write it.</summary>
    private static Tensor Like(Tensor input, Tensor gradient)
    {
        if (input.is_contiguous() && gradient.is_contiguous())
            return gradient;
        var like = empty_like(input, gradient.dtype);
        return like.stride().SequenceEqual(gradient.stride()) ? gradient : like.copy_(gradient);
    }

    /// <summary>The derivatives of the value with respect to the hyper-parameters that require one; of an unreduced value in its shape.</summary>
    public static Tensor?[] ParameterGradients(LossCall call, CallTensors tensors)
        => call.NeedsParameters.Contains(true)
            ? ParameterGradients(call, new OperatorPass(call, tensors, null))
            : new Tensor?[call.NeedsParameters.Length];

    /// <summary>
    /// The gradients anew from the saved tensors, for an upstream gradient: under gradient mode, so that they can be
    /// differentiated again.
    /// </summary>
    public static void Backward(LossCall call, CallTensors tensors, Tensor upstream, List<Tensor> gradients)
    {
        var pass = new OperatorPass(call, tensors, upstream) { NeedsGradient = call.NeedsInput };
        if (call.NeedsInput)
        {
            call.Operators.Evaluate(pass);
            gradients[0] = pass.Gradient().to_type(call.InputType);
        }

        if (call.NeedsVariances)
            gradients[1] = VarianceGradient(call, pass).to_type(call.InputType);
        for (var i = 0; i < call.NeedsParameters.Length; i++)
        {
            if (call.NeedsParameters[i])
                gradients[LossFunction.FirstParameter + i] = ParameterGradient(call, pass, i).sum();
        }
    }

    private static Tensor?[] ParameterGradients(LossCall call, OperatorPass pass)
    {
        var gradients = new Tensor?[call.NeedsParameters.Length];
        for (var i = 0; i < gradients.Length; i++)
        {
            if (!call.NeedsParameters[i])
                continue;
            var perRow = ParameterGradient(call, pass, i);
            gradients[i] = call.IsReduced ? perRow.sum() : pass.InShapeOfValue(perRow);
        }

        return gradients;
    }

    private static Tensor ParameterGradient(LossCall call, OperatorPass pass, int parameter)
        => pass.Counted(call.Operators.ParameterGradient(pass, parameter)!);

    private static Tensor VarianceGradient(LossCall call, OperatorPass pass)
        => pass.InShapeOfInput(call.Operators.InputGradient(pass, KernelInput.Variances)!);
}
