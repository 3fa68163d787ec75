using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// The node of a loss in the autograd graph. Its arguments are input, variances or null, the <see cref="LossCall"/>, the
/// <see cref="CallTensors"/>, the <see cref="CallResult"/>, which is there already, and the learnable hyper-parameters or nulls.
/// </summary>
internal sealed class LossFunction : autograd.SingleTensorFunction<LossFunction>
{
    private const string Call = "call";
    private const string Saved = "saved";

    /// <summary>The index of the first hyper-parameter among the arguments.</summary>
    public const int FirstParameter = 5;

    // Wrappers that backward has returned: they may not wait for the end of a scope that lasts for many steps, if there is one
    // at all. Native code has its own references by the time that this thread comes here again.
    [ThreadStatic]
    private static List<Tensor>? returned;

    /// <inheritdoc/>
    public override string Name => "LossDsl";

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (call, tensors, result) = ((LossCall)vars[2], (CallTensors)vars[3], (CallResult)vars[4]);
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
        var (call, saved) = ((LossCall)ctx.get_data(Call), (SavedTensors)ctx.get_data(Saved));
        var gradients = new List<Tensor>(new Tensor[FirstParameter + call.Counts.Learnables]);
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
                OperatorPath.Backward(call, saved.Read(ctx, scope, call), grad_output, gradients);
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

    /// <summary>Upstream gradient times what forward has made. That stays as it is: backward may come again.</summary>
    private static void Scale(LossCall call, IReadOnlyList<Tensor?> saved, Tensor upstream, List<Tensor> gradients)
    {
        var one = call.IsReduced && upstream.device_type == DeviceType.CPU && TensorMemory.Number(upstream) == 1;
        gradients[0] = Scaled(saved[0])!;
        gradients[1] = Scaled(saved[1])!;
        for (var i = 0; i < call.Counts.Learnables; i++)
        {
            if (saved[2 + i] is not { } derivative)
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
    private static Tensor Product(LossCall call, Tensor gradient, Tensor upstream)
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
    private static Exception? NotNumbers(LossCall call, List<Tensor> gradients, Tensor upstream)
    {
        try
        {
            using Scalar nan = double.NaN;
            if (call.NeedsInput)
                gradients[0] = full(call.Placement.InputShape, nan, call.InputType, upstream.device);
            if (call.NeedsVariances)
                gradients[1] = full(call.Placement.InputShape, nan, call.InputType, upstream.device);
            for (var i = 0; i < call.NeedsParameters.Length; i++)
            {
                if (call.NeedsParameters[i])
                    gradients[FirstParameter + i] = tensor(double.NaN, ScalarType.Float64, upstream.device);
            }

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
