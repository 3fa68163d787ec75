using System;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>What a caller asks for, but for the tensors: nothing of it has been looked at.</summary>
/// <param name="program">The class of the loss.</param>
/// <param name="declared">The loss whose properties give hyper-parameters.</param>
/// <param name="loss">The same with the numbers per class of this call.</param>
/// <param name="normalizer">The given normaliser.</param>
/// <param name="engine">The wanted engine.</param>
/// <param name="epoch">The position of the schedule.</param>
/// <param name="failure">Where the reason of a failed backward pass goes.</param>
internal sealed class LossRequest(
    TensorProgram program, Loss declared, Loss loss, double? normalizer, TensorEngine engine, double? epoch, Failure failure)
{
    /// <summary>Evaluates the loss; a node of the graph if anything requires a gradient.</summary>
    /// <returns>The value, and what has computed it.</returns>
    public (Tensor Value, TensorEngine Engine) Forward(CallTensors given)
    {
        LossFunction.DisposeReturned();
        failure.Throw(program.Name);
        using var scope = NewDisposeScope();
        var call = Prepare(given, out var tensors);
        CallResult result;
        // Before there is a node: one whose forward pass throws is never freed, nor is the graph that it hangs on.
        using (no_grad())
            result = call.Path.Run(call, tensors);
        var value = call.Needs.Any ? LossFunction.Of(call, tensors, result) : result.Value;
        return (value.MoveToOuterDisposeScope(), call.Path.Engine);
    }

    private PreparedCall Prepare(CallTensors given, out CallTensors tensors)
    {
        var (input, target) = (given.Input, given.Target);
        TensorCheck.Floating(nameof(input), input);
        var numbers = TargetCheck.AreNumbers(program, loss, input, target);
        var plan = program.PlanOf(loss, numbers)!;
        var placement = Placement.Of(plan, input, target);
        TargetCheck.Shape(program, loss, plan, placement, target, numbers);
        TensorCheck.Run(plan, placement, given);
        tensors = given.WithKnownTarget(numbers);
        CheckNormalizer(plan);
        var parameters = ReadParameters(tensors);
        var needs = Needs(tensors);
        var isScaled = input.dtype == ScalarType.Float16 && needs.AnyTensor;
        var kernelType = isScaled && !tensors.NeedsDouble ? ScalarType.Float32 : tensors.WidestType;
        var path = TensorPaths.Choose(engine, tensors, placement, kernelType);
        TensorCheck.HasValues(nameof(input), input);
        return new PreparedCall
        {
            Program = program,
            Loss = loss,
            Plan = plan,
            Numbers = numbers,
            Placement = placement,
            Parameters = parameters,
            Normalizer = normalizer,
            Epoch = epoch,
            Path = path,
            Buffers = tensors.Buffers.Length,
            Needs = needs,
            InputType = input.dtype,
            KernelType = kernelType,
            LeavesOut = tensors.Mask is not null || tensors.SampleWeights is not null || tensors.ElementWeights is not null
                || plan.Selection is not null || (!numbers && plan.IgnoreIndex is not null),
            Failure = failure,
        };
    }

    private static NeededGradients Needs(CallTensors tensors)
    {
        var graph = is_grad_enabled();
        var inputs = new bool[InputRow.Differentiable.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = Needed(tensors[InputRow.Differentiable[i].Input]);
        return new NeededGradients(Needed(tensors.Input), inputs, Array.ConvertAll(tensors.Learnables, Needed));

        bool Needed(Tensor? tensor) => graph && tensor is { requires_grad: true };
    }

    private void CheckNormalizer(LossPlan plan)
    {
        try
        {
            plan.CheckNormalizer(normalizer);
        }
        catch (ArgumentException) when (normalizer is null)
        {
            // The plan speaks of what is called on spans.
            throw new ArgumentException(
                $"{program.Name} divides by a number given with each call, but normalizer is not set: pass normalizer, or "
                + "LossOptions.Normalizer.", "normalizer");
        }
    }

    private double[] ReadParameters(CallTensors tensors)
    {
        var count = program.Parameters.Count;
        if (!loss.UsesEpoch)
            Check.NoEpoch(program.Name, epoch);
        if (count == 0 && !loss.UsesEpoch)
            return [];
        var values = new double[count + (loss.UsesEpoch ? 1 : 0)];
        program.ReadParameters(declared, values.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            if (tensors.Learnables[i] is not { } learnable)
                continue;
            TensorCheck.HasValues(program.Parameters[i].Name, learnable);
            values[i] = program.CheckParameter(i, TensorMemory.Number(learnable));
        }

        if (loss.UsesEpoch && epoch is null)
            throw new ArgumentException(
                $"{program.Name} follows a schedule, but epoch is not set: set module.Epoch, or LossOptions.Epoch of a call.", "epoch");
        if (loss.UsesEpoch)
            values[count] = Check.Epoch(program.Name, epoch);
        return values;
    }
}
