using System;
using System.Collections.Generic;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// The node of a loss in the autograd graph. Its arguments are input, the differentiable inputs or nulls, the
/// <see cref="PreparedCall"/>, the <see cref="CallTensors"/>, the <see cref="CallResult"/>, which is there already, and the
/// learnable hyper-parameters or nulls.
/// </summary>
internal sealed class LossFunction : autograd.SingleTensorFunction<LossFunction>
{
    private const string Call = "call";
    private const string Saved = "saved";

    // Positions among the arguments.
    private const int FirstInput = 1;
    private static readonly int FirstOther = FirstInput + InputRow.Differentiable.Length;
    private static readonly int FirstParameter = FirstOther + 3;

    // Wrappers that backward has returned: they may not wait for the end of a scope that lasts for many steps, if there is one
    // at all. Native code has its own references by the time that this thread comes here again.
    [ThreadStatic]
    private static List<Tensor>? returned;

    /// <inheritdoc/>
    public override string Name => "LossDsl";

    /// <summary>The value of a call as a node of the graph.</summary>
    public static Tensor Of(PreparedCall call, CallTensors tensors, CallResult result)
    {
        var arguments = new object[FirstParameter + tensors.Learnables.Length];
        arguments[0] = tensors.Input;
        for (var i = 0; i < call.Needs.Inputs.Length; i++)
            arguments[FirstInput + i] = tensors[InputRow.Differentiable[i].Input]!;
        (arguments[FirstOther], arguments[FirstOther + 1], arguments[FirstOther + 2]) = (call, tensors, result);
        tensors.Learnables.CopyTo(arguments, FirstParameter);
        return apply(arguments);
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (call, tensors, result) = ((PreparedCall)vars[FirstOther], (CallTensors)vars[FirstOther + 1], (CallResult)vars[FirstOther + 2]);
        ctx.set_materialize_grads(false);
        ctx.save_data(Call, call);
        var saved = new SavedTensors(result, tensors);
        ctx.save_data(Saved, saved);
        saved.Save(ctx);
        return result.Value;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        DisposeReturned();
        var (call, saved) = ((PreparedCall)ctx.get_data(Call), (SavedTensors)ctx.get_data(Saved));
        var gradients = new List<Tensor>(new Tensor[FirstParameter + call.Needs.Parameters.Length]);
        // Without a gradient from above there is none below.
        if (grad_output is null || grad_output.IsInvalid)
        {
            grad_output?.Dispose();
            return gradients;
        }

        try
        {
            using var scope = NewDisposeScope();
            if (is_grad_enabled())
                Fill(gradients, call.Path.Backward(call, saved.Read(ctx, scope, call), grad_output));
            else
                Scale(call, saved.Made(ctx, scope), grad_output, gradients);
            for (var i = 0; i < gradients.Count; i++)
                gradients[i] = gradients[i]?.MoveToOuterDisposeScope()!;
        }
        catch (Exception exception)
        {
            // Whatever leaves this method ends the process.
            var further = NotNumbers(call, gradients, grad_output);
            call.Failure.Keep(call.Program.Name, further is null ? exception : new AggregateException(exception, further));
        }

        returned = gradients;
        grad_output.Dispose();
        return gradients;
    }

    private static void Fill(List<Tensor> gradients, CallGradients made)
    {
        gradients[0] = made.Input!;
        for (var i = 0; i < made.Inputs.Length; i++)
            gradients[FirstInput + i] = made.Inputs[i]!;
        for (var i = 0; i < made.Parameters.Length; i++)
            gradients[FirstParameter + i] = made.Parameters[i]!;
    }

    /// <summary>Upstream gradient times what forward has made. That stays as it is: backward may come again.</summary>
    private static void Scale(PreparedCall call, IReadOnlyList<Tensor?> saved, Tensor upstream, List<Tensor> gradients)
    {
        var one = call.IsReduced && upstream.device_type == DeviceType.CPU && TensorMemory.Number(upstream) == 1;
        var (inputs, parameters) = (call.Needs.Inputs.Length, call.Needs.Parameters.Length);
        gradients[0] = Scaled(saved[0])!;
        for (var i = 0; i < inputs; i++)
            gradients[FirstInput + i] = Scaled(saved[1 + i])!;
        for (var i = 0; i < parameters; i++)
        {
            if (saved[1 + inputs + i] is not { } derivative)
                continue;
            using var product = Product(call, derivative, upstream);
            gradients[FirstParameter + i] = product.sum();
        }

        Tensor? Scaled(Tensor? gradient)
        {
            if (gradient is null || (one && gradient.dtype == call.InputType))
                return gradient;
            if (one)
                return gradient.to_type(call.InputType);
            // In single precision: the upstream gradient may be a scale that sixteen bits cannot hold.
            var wide = call.InputType is ScalarType.Float16 or ScalarType.BFloat16 ? gradient.to_type(ScalarType.Float32) : gradient;
            if (call.IsReduced || call.Plan.ElementValues)
                return Product(call, wide, upstream).to_type(call.InputType);
            // One number per row, the same for all its classes.
            using var rows = upstream.reshape(call.Placement.PerRow);
            using var elements = wide.reshape(call.Placement.Elements);
            using var product = Product(call, elements, rows);
            return product.reshape(call.Placement.InputShape).to_type(call.InputType);
        }
    }

    /// <summary>A product that is 0 where nothing counts, be the upstream gradient infinite or NaN there.</summary>
    private static Tensor Product(PreparedCall call, Tensor gradient, Tensor upstream)
    {
        var product = gradient.mul(upstream);
        if (call.IsReduced || !call.LeavesOut)
            return product;
        using Scalar zero = 0.0;
        using var nothing = gradient.eq(zero);
        using var all = product;
        return all.masked_fill(nothing, zero);
    }

    /// <summary>Makes the wanted gradients NaN; what went wrong even there is returned.</summary>
    private static Exception? NotNumbers(PreparedCall call, List<Tensor> gradients, Tensor upstream)
    {
        try
        {
            using Scalar nan = double.NaN;
            Tensor? NaNs(bool needed) => needed ? full(call.Placement.InputShape, nan, call.InputType, upstream.device) : null;
            Tensor? NaN(bool needed) => needed ? tensor(double.NaN, ScalarType.Float64, upstream.device) : null;
            Fill(gradients, new CallGradients(
                NaNs(call.Needs.Input), Array.ConvertAll(call.Needs.Inputs, NaNs), Array.ConvertAll(call.Needs.Parameters, NaN)));
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Frees what backward has returned on this thread.</summary>
    public static void DisposeReturned()
    {
        if (returned is null)
            return;
        foreach (var tensor in returned)
            tensor?.Dispose();
        returned = null;
    }
}
