using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// One pass over the class axis of a row. A generated struct holds what the row contributes, its accumulators and the
/// tables it reads as fields; the driver (<see cref="Sweeps"/>) holds the loops.
/// </summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
/// <typeparam name="V">The vector type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISweep<TSelf, V>
    where TSelf : struct, ISweep<TSelf, V>
    where V : struct, ISimd<V>
{
    /// <summary>
    /// Whether a long row may be taken in pieces, each from <see cref="Begin"/> to <see cref="End"/>, which then must put
    /// the pieces together (<see cref="RowBlock.SumRow"/>, <see cref="RowBlock.MaxRow"/>).
    /// </summary>
    static virtual bool Piecewise => false;

    /// <summary>Whether <see cref="Element"/> uses the kept element.</summary>
    static virtual bool Reads => false;

    /// <summary>Whether the result of <see cref="Element"/> is written: kept, as the gradient, or as the elements' losses.</summary>
    static virtual bool Writes => false;

    /// <summary>Whether what <see cref="Element"/> returns is the loss of the element, and goes where those are wanted.</summary>
    static virtual bool WritesElementValues => false;

    /// <summary>Takes up the row's scalars and clears the accumulators.</summary>
    void Begin(in RowBlock block, int row);

    /// <summary>Visits the classes from <paramref name="k"/> on, one in each lane.</summary>
    /// <param name="logit">The logits.</param>
    /// <param name="kept">What an earlier sweep kept, if <see cref="Reads"/>.</param>
    /// <param name="index">The class indices as floats.</param>
    /// <param name="k">The first class.</param>
    /// <returns>
    /// What to keep, if <see cref="Writes"/>. It must not depend on the accumulators: where a row is no whole number of
    /// vectors, its last classes are visited twice.
    /// </returns>
    V Element(V logit, V kept, V index, nint k);

    /// <summary>Undoes the accumulation in the lanes where <paramref name="mask"/> is not set.</summary>
    void Restore(V mask, in TSelf before);

    /// <summary>Reduces the accumulators to slots of the row.</summary>
    void End(in RowBlock block, int row);
}

/// <summary>The arithmetic between two sweeps: formulas of the row, evaluated on vectors of rows.</summary>
/// <typeparam name="V">The vector type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowStage<V>
    where V : struct, ISimd<V>
{
    /// <summary>Computes the slots of the rows from <paramref name="row"/> on, one row in each lane.</summary>
    /// <remarks>
    /// To be marked NoInlining and AggressiveOptimization. The JIT's inlining budget grows with the method at the root: a
    /// stage that is its own root has room for a dozen functions, one inlined into the driver for two, and what is left
    /// out then runs unoptimised at first.
    /// </remarks>
    static abstract void Run(in RowBlock block, int row);
}
