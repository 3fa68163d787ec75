using System.ComponentModel;
using static TorchSharp.torch;

namespace LossDsl.Runtime;

/// <summary>
/// What generated operators read of one call, and where they leave their results. N is the number of samples, C that of
/// classes, P that of positions. Nothing that it hands out is to be disposed by who asks for it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OperatorCall
{
    /// <summary>Whether <see cref="SetValue"/> and <see cref="SetElementValue"/> are wanted.</summary>
    public bool NeedsValues { get; init; }

    /// <summary>Whether <see cref="SetGradient"/> is wanted.</summary>
    public bool NeedsGradient { get; init; }

    /// <summary>The number of classes.</summary>
    public abstract double Classes { get; }

    /// <summary>The logits, (N,C,P), in single or double precision.</summary>
    public abstract Tensor Logits { get; }

    /// <summary>The labels, (N,1,P), 64-bit; 0 in rows that do not count.</summary>
    public abstract Tensor Labels { get; }

    /// <summary>Whether a class is the label of its row, (N,C,P), boolean.</summary>
    public abstract Tensor IsLabel { get; }

    /// <summary>Upstream gradient over denominator, times the weight of the row, of a component: (N,1,P).</summary>
    public abstract Tensor Seed(int component);

    /// <summary>
    /// What the call gives besides logits and labels: (N,C,P), or (N,1,P) for what is given per row; 1 where it gives
    /// nothing.
    /// </summary>
    public abstract Tensor Input(KernelInput input);

    /// <summary>Whether the call gives an input, so that <see cref="Input"/> is not merely 1.</summary>
    public abstract bool Gives(KernelInput input);

    /// <summary>Numbers per class, (1,C,1), in double precision, by their index in <see cref="TensorProgram.ClassInputs"/>.</summary>
    public abstract Tensor ClassInput(int index);

    /// <summary>The index of each class, (1,C,1), in double precision.</summary>
    public abstract Tensor ClassIndex { get; }

    /// <summary>The rows of a matrix that belong to the labels, (N,C,P), in the type of the logits.</summary>
    public abstract Tensor MatrixRow(int index);

    /// <summary>A hyper-parameter without dimensions, in double precision; the epoch comes last.</summary>
    public abstract Tensor Parameter(int index);

    /// <summary>Numbers that do not vary over rows, in the type of the logits.</summary>
    public abstract Tensor Cast(Tensor constant);

    /// <summary>The value of a component per row, coefficient included.</summary>
    public abstract void SetValue(int component, Tensor value);

    /// <summary>The value per element, of a loss per element without reduction.</summary>
    public abstract void SetElementValue(Tensor value);

    /// <summary>The gradient with respect to the logits.</summary>
    public abstract void SetGradient(Tensor gradient);
}
