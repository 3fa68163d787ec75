using System;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// Looks at the values of a call before operators compute with them. Kernels do that by themselves; what they refuse comes here
/// too, so that both engines speak of the same arguments. On another device than the CPU each look waits for it.
/// </summary>
internal static class ValueCheck
{
    /// <summary>Throws at the first value that is not as it must be, in rows and elements that count.</summary>
    public static void Run(PreparedCall call, CallTensors tensors)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var counting = new Counting(call, tensors, ScalarType.Float64);
        var (plan, placement) = (call.Plan, call.Placement);
        var elements = counting.Open ?? counting.Valid;
        if (!call.Numbers)
            Labels(call, tensors.Target.reshape(placement.PerRow), counting);
        else
            Range("target", tensors.Target.reshape(placement.Elements), NumberRules.OfTargets(plan.Head), elements, call);
        Range("sample_weights", tensors.SampleWeights?.reshape(placement.PerRow), NumberRule.NotNegative, null, call);
        Range("element_weights", tensors.ElementWeights?.reshape(placement.Elements), NumberRule.NotNegative, null, call);
        foreach (var given in TensorInput.All)
        {
            if (given.Row is not { Rule: { } rule } row)
                continue;
            var shape = row.PerRow ? placement.PerRow : placement.Elements;
            Range(given.Name, tensors[row.Input]?.reshape(shape), rule, row.PerRow ? counting.Valid : elements, call);
        }

        if (tensors.ClassMask is { } mask)
            MaskedLabels(call, mask.ndim == 1 ? mask.reshape(1, -1, 1) : mask.reshape(placement.Elements), tensors.Target, counting);
    }

    private static void Labels(PreparedCall call, Tensor labels, Counting counting)
    {
        var classes = call.Placement.Classes;
        var wide = labels.to_type(ScalarType.Int64);
        var wrong = wide.lt(tensor(0L, ScalarType.Int64, wide.device)).logical_or(wide.ge(tensor(classes, ScalarType.Int64, wide.device)));
        if (First(wrong, counting.Valid) is { } index)
        {
            var value = wide.flatten()[index].item<long>();
            var ignored = call.Plan.IgnoreIndex is { } ignore ? $" or {ignore}, which is ignored" : "";
            // What libtorch and images mark such rows with.
            var advice = call.Plan.IgnoreIndex is null
                && value is (< 0 or 255) ? $" To skip such rows declare [Loss(…, IgnoreIndex = {value})]." : "";
            throw new ArgumentOutOfRangeException("target", value,
                $"target[{index}] is {value}; it must be in [0, {classes}){ignored}.{advice}");
        }
    }

    private static void Range(string name, Tensor? values, NumberRule rule, Tensor? counts, PreparedCall call)
    {
        // What is finite has to be so in the precision of the computation.
        var single = call.InputType != ScalarType.Float64;
        if (values is null || AllKeep(rule, values, single))
            return;
        var wide = values.to_type(single ? ScalarType.Float32 : ScalarType.Float64).to_type(ScalarType.Float64);
        var finite = wide.isfinite();
        var zero = tensor(0.0, ScalarType.Float64, wide.device);
        var kept = rule switch
        {
            NumberRule.Finite => finite,
            NumberRule.NotNegative => finite.logical_and(wide.ge(zero)),
            _ => wide.ge(zero).logical_and(wide.le(tensor(1.0, ScalarType.Float64, wide.device))),
        };
        if (First(kept.logical_not(), counts) is not { } index)
            return;
        var value = values.flatten()[index].to_type(ScalarType.Float64).item<double>();
        var precision = single && rule != NumberRule.UnitInterval ? " in single precision" : "";
        throw new ArgumentOutOfRangeException(
            name, value, FormattableString.Invariant($"{name}[{index}] is {value}; it must be {NumberRules.Text(rule)}{precision}."));
    }

    /// <summary>Whether all values keep a rule, those that do not count as well: found without a temporary of their size.</summary>
    private static bool AllKeep(NumberRule rule, Tensor values, bool single)
    {
        if (values.numel() == 0)
            return true;
        // NaN is smallest and largest where there is one, and compares with nothing.
        var (smallest, largest) = (TensorMemory.Number(values.min()), TensorMemory.Number(values.max()));
        if (single)
            (smallest, largest) = ((float)smallest, (float)largest);
        return rule switch
        {
            NumberRule.Finite => double.IsFinite(smallest) && double.IsFinite(largest),
            NumberRule.NotNegative => smallest >= 0 && double.IsFinite(largest),
            _ => smallest >= 0 && largest <= 1,
        };
    }

    private static void MaskedLabels(PreparedCall call, Tensor mask, Tensor target, Counting counting)
    {
        var (closed, all) = (mask.logical_not(), call.Placement.Elements);
        if (First(closed.all(1, keepdim: true).expand(call.Placement.PerRow), counting.Valid) is { } empty)
            throw new ArgumentException($"class_mask masks every class of row {empty}.", "class_mask");
        if (call.Numbers)
        {
            var wrong = closed.expand(all).logical_and(target.reshape(all).ne(tensor(0.0, target.dtype, target.device)));
            if (First(wrong, counting.Valid) is { } index)
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"target[{index}] is {target.flatten()[index].to_type(ScalarType.Float64).item<double>()}, but class_mask masks its class."), "target");
            return;
        }

        var atLabel = closed.expand(all).gather(1, counting.Labels(target));
        if (First(atLabel, counting.Valid) is { } row)
            throw new ArgumentException(
                $"target[{row}] is {target.flatten()[row].to_type(ScalarType.Int64).item<long>()}, a class that class_mask masks.",
                    "target");
    }

    /// <summary>The index of the first true entry, in the order of memory, where it counts.</summary>
    private static long? First(Tensor wrong, Tensor? counts)
    {
        var found = counts is null ? wrong : wrong.logical_and(counts);
        if (!found.any().item<bool>())
            return null;
        return found.flatten().to_type(ScalarType.Int64).argmax().item<long>();
    }
}
