using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>
/// What the lanes of a vector stand for while a sweep runs: classes of one row (<see cref="ClassLanes{V}"/>), or rows at
/// one class (<see cref="RowLanes{V}"/>). The text of a sweep is the same for both, and the JIT makes a loop of each.
/// </summary>
/// <typeparam name="V">The vector type.</typeparam>
/// <remarks>Implemented by the library only: generated code calls the members, and they may be added to.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<V>
    where V : struct, ISimd<V>
{
    /// <summary>Whether lanes are rows.</summary>
    static abstract bool AreRows { get; }

    /// <summary>A quantity of the row, or of the rows from <paramref name="row"/> on.</summary>
    static abstract V Row(in RowBlock block, int slot, int row);

    /// <summary>The label, or the labels, to compare with the class index; −1 in a row that does not count.</summary>
    static abstract V Label(in RowBlock block, int row);

    /// <summary>The elements of an input.</summary>
    static abstract ElementTable Input(in RowBlock block, KernelInput input, int row);

    /// <summary>The row of a matrix that belongs to the label, or to each label.</summary>
    static abstract ElementTable MatrixRow(in RowBlock block, int matrix, int row);

    /// <summary>The constants of the classes in the lanes: from class <paramref name="k"/> on, or of class <paramref name="k"/>.</summary>
    static abstract V At(ClassTable table, nint k);

    /// <inheritdoc cref="At(ClassTable, nint)"/>
    static abstract V At(ElementTable elements, nint k);

    /// <summary>Ends a sum over the classes, or over a piece of them.</summary>
    static abstract void SumRow(in RowBlock block, int slot, int row, V value);

    /// <summary>Ends a maximum over the classes, or over a piece of them.</summary>
    static abstract void MaxRow(in RowBlock block, int slot, int row, V value);

    /// <summary>Overwrites the gradient at the label by a slot's value.</summary>
    static abstract void SetAtLabel(in RowBlock block, int row, int slot);
}

/// <summary>Lanes are classes of one row, which lies contiguous in memory.</summary>
/// <typeparam name="V">The vector type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ClassLanes<V> : ILanes<V>
    where V : struct, ISimd<V>
{
    /// <inheritdoc/>
    public static bool AreRows => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Row(in RowBlock block, int slot, int row) => block.Row<V>(slot, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Label(in RowBlock block, int row) => block.Label<V>(row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementTable Input(in RowBlock block, KernelInput input, int row) => block.Input(input, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementTable MatrixRow(in RowBlock block, int matrix, int row)
        => new(block.Matrices[matrix] + (block.Labels[row] * block.ClassCount));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(ClassTable table, nint k) => table.At<V>(k);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(ElementTable elements, nint k) => V.Load(elements.Start + k);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumRow(in RowBlock block, int slot, int row, V value) => block.SumRow(slot, row, V.SumAcross(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MaxRow(in RowBlock block, int slot, int row, V value) => block.MaxRow(slot, row, V.MaxAcross(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetAtLabel(in RowBlock block, int row, int slot) => block.SetAtLabel(row, slot);
}

/// <summary>Lanes are rows, whose elements lie in tiles: for as many rows as there are lanes, class after class.</summary>
/// <typeparam name="V">The vector type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct RowLanes<V> : ILanes<V>
    where V : struct, ISimd<V>
{
    /// <inheritdoc/>
    public static bool AreRows => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Row(in RowBlock block, int slot, int row) => block.Rows<V>(slot, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Label(in RowBlock block, int row) => V.Load(block.LabelNumbers + row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementTable Input(in RowBlock block, KernelInput input, int row) => block.Input(input, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementTable MatrixRow(in RowBlock block, int matrix, int row)
        => new(block.MatrixRows[matrix] + (row * block.ClassCount));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(ClassTable table, nint k) => V.Broadcast(table.Start[k]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(ElementTable elements, nint k) => V.Load(elements.Start + (k * V.Lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumRow(in RowBlock block, int slot, int row, V value)
    {
        if (block.Continues || !block.Ends)
            SumPiece(in block, slot, row, value);
        else
            block.SetRows(slot, row, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MaxRow(in RowBlock block, int slot, int row, V value)
    {
        if (block.Continues)
        {
            var before = block.Rows<V>(slot, row);
            value = V.Select(V.Less(value, before), before, value);
        }

        block.SetRows(slot, row, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SetAtLabel(in RowBlock block, int row, int slot)
    {
        if (!block.Ends)
            return;
        for (var i = row; i < row + V.Lanes; i++)
        {
            if (block.Labels[i] >= 0)
                block.SetAtLabel(i, slot);
        }
    }

    /// <summary>Adds a piece of a sum in double precision, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SumPiece(in RowBlock block, int slot, int row, V value)
    {
        var sums = block.Slots + (slot * block.SlotStride) + row;
        var totals = block.Totals + (slot * RowBlocks.LongestVector);
        V.Store(sums, value);
        for (var i = 0; i < V.Lanes; i++)
        {
            totals[i] = block.Continues ? totals[i] + sums[i] : sums[i];
            sums[i] = (float)totals[i];
        }
    }
}
