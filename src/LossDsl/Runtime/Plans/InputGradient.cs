using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// The gradient of a loss with respect to one of its inputs: a kernel of its own, which reads what that of the loss reads.
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
    internal abstract unsafe void Run<T>(ReadOnlySpan<double> parameters, in Execution execution, int threads, Workspace workspace,
        T* gradient)
        where T : unmanaged;
}
