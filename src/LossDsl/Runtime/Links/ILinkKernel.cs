using System;
using System.ComponentModel;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// The way from the scores of one loss back to P(y|x), as the generator writes it: where there is a formula, the formula; where
/// there is none, the gradient of the loss, of which the library finds the null vector.
/// </summary>
/// <remarks>Part of the contract with generated code: members may be added, with a body, and never changed or removed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILinkKernel
{
    /// <summary>Computes the scalars of a call, as that of <see cref="ILossKernel"/> does.</summary>
    static abstract void Prepare(in KernelCall call, Span<double> scalars);

    /// <summary>What a row with this label adds to a sum of weights.</summary>
    static virtual double Weight(in KernelCall call, int label) => 1;

    /// <summary>The same for a form that takes numbers.</summary>
    static virtual double WeightOf(in KernelCall call, ReadOnlySpan<double> targets) => 1;

    /// <summary>
    /// One row. A formula writes, into the values of the elements, log P(y|x) up to what the classes share, −∞ where none is left;
    /// under a head with a probability per element the logarithm of the odds. Otherwise it is a row of the loss's plain loops.
    /// </summary>
    static abstract void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
