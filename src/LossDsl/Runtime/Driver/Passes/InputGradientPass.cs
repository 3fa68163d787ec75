using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <inheritdoc/>
/// <typeparam name="TKernel">The kernel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InputGradient<TKernel> : InputGradient
    where TKernel : struct, ILossKernel
{
    internal override unsafe void Run<T>(ReadOnlySpan<double> parameters, in Execution execution, int threads, Workspace workspace,
        T* gradient)
    {
        var job = workspace.Job;
        job.Body = EngineChoice.Of<TKernel, T>(execution, job.Classes);
        Evaluation<TKernel, TKernel, T>.Prepare(Plan, parameters, workspace);
        job.Gradient = gradient;
        job.GradientLayout = Layout.Contiguous(job.Classes, job.Positions);
        job.PerSample = null;
        job.ElementValues = null;
        workspace.Run(threads);
    }
}
