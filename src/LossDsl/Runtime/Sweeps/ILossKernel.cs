using System;
using System.ComponentModel;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// The mathematics of one loss, as the generator writes it: a list of sweeps for vectors of floats, and the same in plain
/// loops for any precision. The loops around it are the library's.
/// </summary>
/// <remarks>Part of the contract with generated code: members may be added, with a body, and never changed or removed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILossKernel
{
    /// <summary>Computes the scalars of a call: whatever depends on the hyper-parameters and the number of classes only.</summary>
    /// <param name="call">Hyper-parameters, tables and number of classes of the call.</param>
    /// <param name="scalars">The scalars, <see cref="LossPlan.Scalars"/> of them.</param>
    static abstract void Prepare(in KernelCall call, Span<double> scalars);

    /// <summary>What a valid row adds to the denominator of a component whose plan says <see cref="Denominator.Weights"/>.</summary>
    /// <param name="call">Hyper-parameters, tables, scalars and number of classes of the call.</param>
    /// <param name="label">The row's label, a class.</param>
    static virtual double Weight(in KernelCall call, int label) => 1;

    /// <summary>
    /// The same for a form that takes numbers: from the targets of a row that counts, one per class. Read for a plan whose
    /// targets are numbers.
    /// </summary>
    static virtual double WeightOf(in KernelCall call, ReadOnlySpan<double> targets) => 1;

    /// <summary>The inputs that the kernel reads: bit i for the <see cref="KernelInput"/> of that number.</summary>
    static virtual int Inputs => 0;

    /// <summary>Whether there is <see cref="Block{V, L}"/>. Code of the first generator has it for classes only.</summary>
    static virtual bool TakesLanes => false;

    /// <summary>Runs the sweeps on a block of rows, with classes in the lanes.</summary>
    static abstract void Block<V>(in RowBlock block)
        where V : struct, ISimd<V>;

    /// <summary>Runs the sweeps on a block of rows, with classes or rows in the lanes.</summary>
    static virtual void Block<V, L>(in RowBlock block)
        where V : struct, ISimd<V>
        where L : struct, ILanes<V> => throw new NotSupportedException();

    /// <summary>Runs plain loops on one row.</summary>
    static abstract void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>What a whole call has in common, in double precision.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct KernelCall
{
    internal KernelCall(ReadOnlySpan<double> parameters, double[][] tables, ReadOnlySpan<double> scalars, int classes)
    {
        Parameters = parameters;
        Tables = tables;
        Scalars = scalars;
        Classes = classes;
    }

    /// <summary>The hyper-parameters bound to properties, read once at the start of the call.</summary>
    public ReadOnlySpan<double> Parameters { get; }

    /// <summary>The tables of constants per class.</summary>
    public double[][] Tables { get; }

    /// <summary>The scalars of the call.</summary>
    public ReadOnlySpan<double> Scalars { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }
}

/// <summary>One row on its way through plain loops.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PlainRow<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The logits of the row.</summary>
    public ReadOnlySpan<T> Logits { get; init; }

    /// <summary>The label of the row, a class.</summary>
    public int Label { get; init; }

    /// <summary>Per component, upstream gradient over denominator: what the component's gradient is multiplied by.</summary>
    public ReadOnlySpan<T> Seeds { get; init; }

    /// <summary>The scalars of the call.</summary>
    public ReadOnlySpan<T> Scalars { get; init; }

    /// <summary>The value of each component, to be written.</summary>
    public Span<T> Values { get; init; }

    /// <summary>The gradient of the row, to be written; empty if it is not wanted.</summary>
    public Span<T> Gradient { get; init; }

    /// <summary>The loss of each element, to be written; empty if it is not wanted.</summary>
    public Span<T> ElementValues { get; init; }

    internal KernelConstants Constants { get; init; }

    internal PlainInputs<T> Inputs { get; init; }

    /// <summary>A table of constants per class.</summary>
    public ReadOnlySpan<T> Table(int index) => Constants.Table<T>(index);

    /// <summary>The row of a matrix that belongs to the label.</summary>
    public ReadOnlySpan<T> MatrixRow(int index) => Constants.Matrix<T>(index).Slice(Label * Logits.Length, Logits.Length);

    /// <summary>An input of the row: one number per class, or a single one.</summary>
    public ReadOnlySpan<T> Input(KernelInput input) => Inputs[(int)input];
}
