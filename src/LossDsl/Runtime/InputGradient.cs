using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// The gradient of a loss with respect to one of its inputs: a kernel in which that input stands in the place of the logits,
/// and the logits are the input <see cref="KernelInput.Logits"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InputGradient
{
    private protected InputGradient()
    {
    }

    /// <summary>The input, one number per element.</summary>
    public required KernelInput Input { get; init; }

    /// <summary>The plan of the kernel, with the components of the loss; their values are 0.</summary>
    public required LossPlan Plan { get; init; }

    /// <summary>Computes the gradient, after the loss: labels, weights, seeds and inputs of the job are in force.</summary>
    /// <param name="parameters">The hyper-parameters of the call.</param>
    /// <param name="execution">How the call runs.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="workspace">The workspace of the call.</param>
    /// <param name="gradient">The gradient (N,C,P), to be written.</param>
    internal abstract unsafe void Run<T>(ReadOnlySpan<double> parameters, in Execution execution, int threads, Workspace workspace, T* gradient)
        where T : unmanaged;
}

/// <inheritdoc/>
/// <typeparam name="TKernel">The kernel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InputGradient<TKernel> : InputGradient
    where TKernel : struct, ILossKernel
{
    internal override unsafe void Run<T>(ReadOnlySpan<double> parameters, in Execution execution, int threads, Workspace workspace, T* gradient)
    {
        var job = workspace.Job;
        job.Body = EngineChoice.Of<TKernel, T>(execution, job.Classes);
        Evaluation<TKernel, TKernel, T>.Prepare(Plan, parameters, workspace);
        job.Inputs[(int)KernelInput.Logits] = ContiguousLogits<T>(workspace);
        job.Logits = job.Inputs[(int)Input];
        job.LogitLayout = Layout.Contiguous(job.Classes, job.Positions);
        job.Gradient = gradient;
        job.GradientLayout = job.LogitLayout;
        job.PerSample = null;
        job.ElementValues = null;
        workspace.Run(threads);
    }

    private static unsafe T* ContiguousLogits<T>(Workspace workspace)
        where T : unmanaged
    {
        var job = workspace.Job;
        var source = (T*)job.Logits;
        var layout = job.LogitLayout;
        if (layout == Layout.Contiguous(job.Classes, job.Positions))
            return source;
        var logits = workspace.Call.Logits<T>(job.Rows * job.Classes);
        var line = logits;
        for (var n = 0; n < job.Samples; n++)
        {
            for (var k = 0; k < job.Classes; k++, line += job.Positions)
                Storage.Read(source + (n * layout.SampleStride) + (k * layout.ClassStride), layout.PositionStride, line, job.Positions);
        }

        return logits;
    }
}
