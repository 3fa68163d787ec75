using System;

namespace LossDsl.Runtime;

/// <summary>The pass over the rows before the loss: their keys, and the rows that these select.</summary>
/// <typeparam name="TKey">The mathematics of the key.</typeparam>
/// <typeparam name="T">How tensors are stored.</typeparam>
internal static unsafe class SelectionPass<TKey, T>
    where TKey : struct, ILossKernel
    where T : unmanaged
{
    /// <summary>Ignores the rows that are not selected.</summary>
    /// <param name="plan">A loss with a selection.</param>
    /// <param name="parameters">The hyper-parameters of the call.</param>
    /// <param name="workspace">The workspace, its job filled but for what depends on the plan.</param>
    /// <param name="engine">What computes the keys.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="valid">The number of rows that are not ignored.</param>
    /// <returns>The number of rows that are selected.</returns>
    public static int Run(LossPlan plan, ReadOnlySpan<double> parameters, Workspace workspace,
        delegate*<BlockJob, BlockMemory, int, void> engine, int threads, int valid)
    {
        var selection = plan.Selection!;
        var amount = selection.AmountOf(plan.Name, parameters);
        var job = workspace.Job;
        var count = job.Rows;
        var memory = workspace.Call.Keys(2L * count);
        var keys = new Span<double>(memory, count);
        Evaluation<TKey, TKey, T>.Prepare(selection.Key, parameters, workspace);
        job.Body = engine;
        job.PerSample = memory;
        job.Gradient = null;
        job.ElementValues = null;
        job.Upstream = null;
        job.Inputs[(int)KernelInput.Upstream] = null;
        job.RowWeights = null;
        job.RowScales = null;
        job.Seeds[0] = 1;
        workspace.Run(threads);

        // In the same memory: from the back, so that no key is overwritten before it is read.
        for (var row = count - 1; row >= 0; row--)
            keys[row] = Storage.ToDouble(((T*)memory)[row]);
        return RowSelector.Run(selection.Rule, amount, keys, new Span<ulong>(memory + count, count), new Span<int>(job.Labels, count),
            valid);
    }
}
