using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// What the module of one declared class knows of it; generated, one instance per class. Everything that changes between
/// modules or calls is an argument.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TensorProgram
{
    /// <summary>The name of the class, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Where the reasons of failed backward passes go of calls without a module.</summary>
    internal Failure FunctionalFailure { get; } = new();

    /// <summary>The numbers per class that the constructor takes, in its order; their buffers have these names.</summary>
    public virtual IReadOnlyList<string> ClassInputs => [];

    /// <summary>The matrices that the constructor takes, after the numbers per class; their buffers have these names.</summary>
    public virtual IReadOnlyList<string> Matrices => [];

    /// <summary>
    /// The hyper-parameters that calls read, in the order of the kernels: those bound to properties. The epoch, which comes
    /// last for a loss that follows a schedule, is not among them.
    /// </summary>
    public virtual IReadOnlyList<TensorParameter> Parameters => [];

    /// <summary>The checked values of those properties of a loss.</summary>
    public virtual void ReadParameters(Loss loss, Span<double> values)
    {
    }

    /// <summary>Throws unless a value of the hyper-parameter of that index keeps its range; returns it.</summary>
    public virtual double CheckParameter(int parameter, double value) => value;

    /// <summary>The checked numbers per class of a loss, as its constructor has copied them; not to be written to.</summary>
    public virtual double[][] ClassInputsOf(Loss loss) => [];

    /// <summary>The checked matrices of a loss, row after row; not to be written to.</summary>
    public virtual double[][] MatricesOf(Loss loss) => [];

    /// <summary>
    /// A loss with the same constants and other numbers, made by the constructor of the class, with its checks; members that
    /// must be set are those of the declared loss, other properties have their defaults.
    /// </summary>
    public virtual Loss Rebuild(Loss declared, double[][] classInputs, double[][] matrices)
        => throw new NotSupportedException($"{Name} takes no numbers per class.");

    /// <summary>What a loss fixes for one kind of targets; null if it takes no such targets.</summary>
    public abstract LossPlan? PlanOf(Loss loss, bool numbers);

    /// <summary>Evaluates a loss with given values of its hyper-parameters, the epoch last if it follows a schedule.</summary>
    public abstract double Evaluate<T>(Loss loss, ReadOnlySpan<double> parameters, in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged;

    /// <summary>The same mathematics as tensor operators; null if the class takes no such targets.</summary>
    public abstract LossOperators? Operators(bool numbers);
}

/// <summary>A hyper-parameter that is read at each call.</summary>
/// <param name="Name">The name of its property in the spelling of PyTorch, which a learnable one has as parameter of the module.</param>
/// <param name="Learnable">Whether the property is marked <see cref="LearnableAttribute"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TensorParameter(string Name, bool Learnable);
