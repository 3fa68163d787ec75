using System;
using System.Collections.Generic;

namespace LossDsl;

/// <summary>
/// A declared loss. Instances are immutable but for properties that their author makes settable, which a call reads once,
/// at its start; and re-entrant: any number of threads may evaluate one at the same time.
/// The results do not depend on the number of threads, to the last bit.
/// </summary>
public abstract class Loss
{
    /// <summary>Only generated code derives from the classes of this library.</summary>
    private protected Loss()
    {
    }

    /// <summary>The number of classes, if the loss knows it from its declaration, counts or weights; else null.</summary>
    public abstract int? Classes { get; }

    /// <summary>
    /// The names of the components whose sum is the loss: the loss proper first, then its regularisers. They are in the
    /// order of <see cref="LossOutputs{T}.Components"/>.
    /// </summary>
    public abstract IReadOnlyList<string> ComponentNames { get; }

    /// <summary>The class weights in force, one per class, computed anew if they depend on a property; empty if the loss has none.</summary>
    public virtual ReadOnlySpan<double> ClassWeights => default;

    /// <summary>Evaluates the loss, and whatever else <paramref name="outputs"/> asks for, in single precision.</summary>
    /// <param name="inputs">Logits, targets and options of this call.</param>
    /// <param name="outputs">Where the results go; what is left empty is not computed.</param>
    /// <returns>
    /// The aggregated loss: 0 for a batch without valid rows; the plain sum for a loss without reduction.
    /// </returns>
    /// <exception cref="ArgumentException">Shapes disagree; the message names the argument and both values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class; the message names its index and value.</exception>
    public abstract float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs);

    /// <inheritdoc cref="Evaluate(in LossInputs{float}, in LossOutputs{float})"/>
    /// <summary>Evaluates the loss, and whatever else <paramref name="outputs"/> asks for, in double precision.</summary>
    public abstract double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs);
}
