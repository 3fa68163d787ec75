using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// What a call may give besides logits and labels, numbered as in compiled code. The compiler's table of inputs has the same
/// order; it only grows.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum KernelInput
{
    /// <summary>The targets of forms that take numbers, (N,C,P).</summary>
    Targets,

    /// <summary>A weight per element, (N,C,P), 0 where the call masks it.</summary>
    ElementWeights,

    /// <summary>1 where a class may be predicted, 0 where it is masked, (N,C,P).</summary>
    ClassMask,

    /// <summary>The norm of the features of each row, (N,P).</summary>
    FeatureNorms,

    /// <summary>The predicted variance of each element, (N,C,P).</summary>
    Variances,

    /// <summary>The upstream gradient per element, of a loss per element without reduction, (N,C,P).</summary>
    Upstream,
}
