using System;

namespace LossDsl.Runtime;

/// <summary>
/// Checks the numbers of every input, and brings them into the form of the kernels: labels, and the tensors that are not the
/// caller's own.
/// </summary>
internal static unsafe class InputPass
{
    /// <summary>Fills the labels, element weights and class mask of the job.</summary>
    /// <returns>The number of rows that count.</returns>
    public static int Run<T>(LossPlan plan, in LossInputs<T> inputs, in LogitShape shape, Workspace workspace)
        where T : unmanaged
    {
        var job = workspace.Job;
        job.Labels = workspace.Labels(job.Rows);
        var labels = new Span<int>(job.Labels, job.Rows);
        var byElement = inputs.Mask.Length == job.Rows ? default : inputs.Mask;
        var byRow = byElement.IsEmpty ? inputs.Mask : RowMask(byElement, in shape, workspace.Call);
        var valid = inputs.Kind switch
        {
            TargetKind.Labels => Labels.Check(plan, inputs.Labels, byRow, shape.Classes, labels),
            TargetKind.LongLabels => Labels.Check(plan, inputs.LongLabels, byRow, shape.Classes, labels),
            _ => Labels.OfMask(byRow, labels),
        };

        NumberCheck.Run("targets", inputs.Targets, NumberRules.OfTargets(plan.Head), in shape, labels, byElement);
        foreach (var row in InputRow.Among(inputs.Given))
        {
            if (row.Rule is { } rule)
                NumberCheck.Run(row.Argument, inputs.NumbersOf(row.Input), rule, in shape, labels, row.PerRow ? default : byElement);
        }

        job.Inputs[(int)KernelInput.ElementWeights] = ElementWeights(inputs.ElementWeights, byElement, in shape, workspace.Call);
        if (!byElement.IsEmpty && !inputs.Targets.IsEmpty)
            job.Inputs[(int)KernelInput.Targets] = Targets(inputs.Targets, byElement, workspace.Call);
        job.Inputs[(int)KernelInput.ClassMask] = Classes(inputs.ClassMask, inputs.Targets, labels, in shape, workspace.Call);
        return valid;
    }

    /// <summary>The sample weights, checked, in double precision; null if there are none.</summary>
    public static double* RowWeights<T>(ReadOnlySpan<T> sampleWeights, in LogitShape shape, CallMemory memory)
        where T : unmanaged
    {
        if (sampleWeights.IsEmpty)
            return null;
        NumberCheck.Run("sampleWeights", sampleWeights, NumberRule.NotNegative, in shape, default, default);
        var weights = memory.RowWeights(sampleWeights.Length);
        for (var row = 0; row < sampleWeights.Length; row++)
            weights[row] = Storage.ToDouble(sampleWeights[row]);
        return weights;
    }

    private static ReadOnlySpan<bool> RowMask(ReadOnlySpan<bool> mask, in LogitShape shape, CallMemory memory)
    {
        var rows = new Span<bool>(memory.RowMask(shape.Rows), shape.Rows);
        ElementMask.Rows(shape, mask, rows);
        return rows;
    }

    private static T* ElementWeights<T>(ReadOnlySpan<T> given, ReadOnlySpan<bool> mask, in LogitShape shape, CallMemory memory)
        where T : unmanaged
    {
        if (given.IsEmpty && mask.IsEmpty)
            return null;
        NumberCheck.Run("elementWeights", given, NumberRule.NotNegative, in shape, default, default);
        var weights = new Span<T>(memory.ElementWeights<T>(shape.Elements), shape.Elements);
        if (given.IsEmpty)
            weights.Fill(Storage.Nearest<T>(1));
        else
            given.CopyTo(weights);
        for (var i = 0; i < mask.Length; i++)
        {
            if (!mask[i])
                weights[i] = default;
        }

        return memory.ElementWeights<T>(weights.Length);
    }

    /// <summary>The targets with 0 where they are masked: what stands there may be NaN, and some losses read whole rows.</summary>
    private static T* Targets<T>(ReadOnlySpan<T> given, ReadOnlySpan<bool> mask, CallMemory memory)
        where T : unmanaged
    {
        var targets = new Span<T>(memory.Targets<T>(given.Length), given.Length);
        for (var i = 0; i < targets.Length; i++)
            targets[i] = mask[i] ? given[i] : default;
        return memory.Targets<T>(given.Length);
    }

    private static T* Classes<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, in LogitShape shape,
        CallMemory memory)
        where T : unmanaged
    {
        if (mask.IsEmpty)
            return null;
        ClassMask.Check(shape, mask, labels, targets);
        var numbers = memory.ClassMask<T>(shape.Elements);
        ClassMask.Expand(shape, mask, new Span<T>(numbers, shape.Elements));
        return numbers;
    }
}
