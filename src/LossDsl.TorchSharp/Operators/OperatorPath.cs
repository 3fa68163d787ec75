using System;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Evaluates a loss by its generated operators, on any device.</summary>
internal sealed class OperatorPath : TensorPath
{
    /// <inheritdoc/>
    public override TensorEngine Engine => TensorEngine.Operators;

    /// <inheritdoc/>
    public override CallResult Run(PreparedCall call, CallTensors tensors)
    {
        ValueCheck.Run(call, tensors);
        var pass = new OperatorPass(call, tensors, null) { NeedsValues = true, NeedsGradient = call.Needs.Input };
        call.Operators.Evaluate(pass);
        var value = pass.Value();
        return new CallResult(value, new CallGradients(
            call.Needs.Input ? Like(tensors.Input, pass.Gradient()) : null,
            InputGradients(call, pass),
            ParameterGradients(call, pass)));
    }

    /// <inheritdoc/>
    public override CallGradients Backward(PreparedCall call, CallTensors tensors, Tensor upstream)
        => Differentiable(call, tensors, upstream);

    /// <summary>What <see cref="Backward"/> computes, for every engine whose own gradients cannot be differentiated.</summary>
    public static CallGradients Differentiable(PreparedCall call, CallTensors tensors, Tensor upstream)
    {
        var pass = new OperatorPass(call, tensors, upstream) { NeedsGradient = call.Needs.Input };
        Tensor? gradient = null;
        if (call.Needs.Input)
        {
            call.Operators.Evaluate(pass);
            gradient = pass.Gradient().to_type(call.InputType);
        }

        var ofInputs = Array.ConvertAll(InputGradients(call, pass), ofInput => ofInput?.to_type(call.InputType));
        var ofParameters = Each(call.Needs.Parameters, parameter => ParameterGradient(call, pass, parameter).sum());
        return new CallGradients(gradient, ofInputs, ofParameters);
    }

    /// <summary>
    /// The derivatives of the value with respect to the hyper-parameters that require one; of an unreduced value in its
    /// shape.
    /// </summary>
    public static Tensor?[] ParameterGradients(PreparedCall call, CallTensors tensors)
        => call.Needs.Parameters.Contains(true)
            ? ParameterGradients(call, new OperatorPass(call, tensors, null))
            : new Tensor?[call.Needs.Parameters.Length];

    /// <summary>A gradient that lies in memory like its input, as kernels write it.</summary>
    private static Tensor Like(Tensor input, Tensor gradient)
    {
        if (input.is_contiguous() && gradient.is_contiguous())
            return gradient;
        var like = empty_like(input, gradient.dtype);
        return like.stride().SequenceEqual(gradient.stride()) ? gradient : like.copy_(gradient);
    }

    private static Tensor?[] ParameterGradients(PreparedCall call, OperatorPass pass) => Each(call.Needs.Parameters, parameter =>
    {
        var perRow = ParameterGradient(call, pass, parameter);
        return call.IsReduced ? perRow.sum() : pass.InShapeOfValue(perRow);
    });

    private static Tensor ParameterGradient(PreparedCall call, OperatorPass pass, int parameter)
        => pass.Counted(call.Operators.ParameterGradient(pass, parameter)!);

    private static Tensor?[] InputGradients(PreparedCall call, OperatorPass pass)
        => Each(call.Needs.Inputs, input => pass.InShapeOfInput(call.Operators.InputGradient(pass, InputRow.Differentiable[input].Input)!));

    private static Tensor?[] Each(bool[] needed, Func<int, Tensor> gradient)
    {
        var gradients = new Tensor?[needed.Length];
        for (var i = 0; i < gradients.Length; i++)
            gradients[i] = needed[i] ? gradient(i) : null;
        return gradients;
    }
}
