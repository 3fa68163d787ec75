using System;
using System.Collections.Generic;
using System.ComponentModel;
using static TorchSharp.torch;

namespace LossDsl.Runtime;

/// <summary>The way from scores back to P(y|x) of one class, as tensor operators; generated, without state.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LinkOperators
{
    /// <summary>The class prior of the training set, if the declaration says it; empty else.</summary>
    public virtual IReadOnlyList<double> DeclaredPrior => [];

    /// <summary>
    /// The index of the class counts in <see cref="TensorProgram.ClassInputs"/>, from which the prior follows; −1 without.
    /// </summary>
    public virtual int Counts => -1;

    /// <summary>The indices of weights in <see cref="TensorProgram.ClassInputs"/>, which must be above 0 for the link.</summary>
    public virtual IReadOnlyList<int> Weights => [];

    /// <summary>
    /// log P(y|x) up to what the classes share, or per element the logarithm of the odds, (N,C,P); null without formula, so that the
    /// methods for spans compute it.
    /// </summary>
    public virtual Tensor? Logarithm(OperatorCall call) => null;
}
