using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>One evaluation from checked shapes to the result: labels, scalars, denominators, blocks, sums.</summary>
/// <typeparam name="TKernel">The mathematics of the loss.</typeparam>
/// <typeparam name="T">The precision of the call.</typeparam>
internal static unsafe class Evaluation<TKernel, T>
    where TKernel : struct, ILossKernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Runs it.</summary>
    public static double Run(
        LossPlan plan,
        ReadOnlySpan<double> parameters,
        in LossInputs<T> inputs,
        in LossOutputs<T> outputs,
        Shape shape,
        delegate*<BlockJob, BlockMemory, int, void> body)
    {
        OptionCheck.Normalizer(plan, inputs.Normalizer);
        if (shape.Rows == 0)
        {
            outputs.Components.Clear();
            return 0;
        }

        var workspace = Workspace.Rent();
        try
        {
            return Run(plan, parameters, in inputs, in outputs, shape, body, workspace);
        }
        finally
        {
            workspace.Return();
        }
    }

    private static double Run(
        LossPlan plan,
        ReadOnlySpan<double> parameters,
        in LossInputs<T> inputs,
        in LossOutputs<T> outputs,
        Shape shape,
        delegate*<BlockJob, BlockMemory, int, void> body,
        Workspace workspace)
    {
        var components = plan.Components.Count;
        var numbers = workspace.Numbers(plan.Scalars + (2 * components));
        var scalars = new Span<double>(numbers, plan.Scalars);
        var denominators = new Span<double>(numbers + plan.Scalars, components);
        var seeds = new Span<double>(numbers + plan.Scalars + components, components);
        var labels = new Span<int>(workspace.Labels(shape.Rows), shape.Rows);

        var valid = inputs.LongTargets.IsEmpty
            ? Labels.Check(plan, inputs.Targets, shape.Classes, labels)
            : Labels.Check(plan, inputs.LongTargets, shape.Classes, labels);
        TKernel.Prepare(new KernelCall(parameters, plan.Tables, default, shape.Classes), scalars);
        var call = new KernelCall(parameters, plan.Tables, scalars, shape.Classes);
        DenominatorPass.Run<TKernel>(plan, in call, inputs.Normalizer, labels, valid, denominators);
        Seed(plan, inputs.Upstream, denominators, seeds);

        fixed (T* logits = inputs.Logits, gradient = outputs.Gradient, perSample = outputs.PerSample, upstream = inputs.Upstream)
        {
            var job = workspace.Job;
            job.Plan = plan;
            job.Body = body;
            job.Logits = logits;
            job.Gradient = gradient;
            job.PerSample = perSample;
            job.Upstream = plan.Reduction == Reduction.None ? upstream : null;
            job.Scalars = typeof(T) == typeof(double) ? numbers : Single(workspace, scalars);
            job.Labels = workspace.Labels(shape.Rows);
            job.Seeds = numbers + plan.Scalars + components;
            job.Rows = shape.Rows;
            job.Classes = shape.Classes;
            job.Components = components;
            job.AnyIgnored = valid != shape.Rows;
            job.RowsPerBlock = RowBlocks.RowsPerBlock(shape.Classes);
            job.Blocks = (shape.Rows + job.RowsPerBlock - 1) / job.RowsPerBlock;
            job.Sums = workspace.Sums(checked(job.Blocks * components));
            workspace.Run(inputs.Execution.MaxThreads == 0 ? Threads.Limit : inputs.Execution.MaxThreads);
            return Total(job, denominators, outputs.Components);
        }
    }

    /// <summary>
    /// Upstream gradient over denominator. A denominator is 0 only where no row counts, or none that counts has a weight;
    /// then the loss is 0, and so is its gradient.
    /// </summary>
    private static void Seed(LossPlan plan, ReadOnlySpan<T> upstream, ReadOnlySpan<double> denominators, Span<double> seeds)
    {
        var one = plan.Reduction == Reduction.None || upstream.IsEmpty ? 1 : double.CreateTruncating(upstream[0]);
        for (var c = 0; c < seeds.Length; c++)
            seeds[c] = denominators[c] == 0 ? 0 : one / denominators[c];
    }

    private static float* Single(Workspace workspace, ReadOnlySpan<double> scalars)
    {
        var singles = workspace.Singles(scalars.Length);
        for (var i = 0; i < scalars.Length; i++)
            singles[i] = (float)scalars[i];
        return singles;
    }

    private static double Total(BlockJob job, ReadOnlySpan<double> denominators, Span<T> components)
    {
        var total = 0.0;
        for (var c = 0; c < denominators.Length; c++)
        {
            var sum = 0.0;
            for (var block = 0; block < job.Blocks; block++)
                sum += job.Sums[((nint)block * job.Components) + c];
            var value = denominators[c] == 0 ? 0 : sum / denominators[c];
            total += value;
            if (!components.IsEmpty)
                components[c] = T.CreateTruncating(value);
        }

        return total;
    }
}
