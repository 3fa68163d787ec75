using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>
/// A block of consecutive rows on its way through a kernel: the logits, the buffer in which sweeps keep an element and
/// the last one writes the gradient, and the <em>slots</em>: one float per row for every quantity that a row has.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct RowBlock
{
    internal float* Logits;
    internal float* Kept;
    internal float* Slots;
    internal float* Scalars;
    internal float** Tables;
    internal int* Labels;
    internal int SlotStride;
    internal int RowCount;
    internal nint ClassCount;
    internal bool WantsGradient;

    // The labels as floats, where lanes are rows.
    internal float* LabelNumbers;

    // Elements lie in tiles: for so many rows, class after class. With one row in a tile, classes are contiguous.
    internal int RowsPerTile;

    // By KernelInput; null where neither the kernel nor the call knows it.
    internal float** Inputs;

    // Matrices (C,C), and where lanes are rows, their rows at the labels in tiles.
    internal float** Matrices;
    internal float** MatrixRows;

    // Where the values per element go, or null.
    internal float* ElementValues;

    // The sums of the row so far, by slot, and whether a piece of the row went before, or comes after.
    internal double* Totals;
    internal bool Continues;
    internal bool Ends;

    /// <summary>False if the caller asked for values only: the sweep that writes the gradient is then skipped.</summary>
    public readonly bool NeedsGradient => WantsGradient;

    /// <summary>Whether the caller asked for values per element: else the sweep that writes them is skipped.</summary>
    public readonly bool NeedsElementValues => ElementValues != null;

    /// <summary>The slot's value of one row, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Row<V>(int slot, int row)
        where V : struct, ISimd<V> => V.Broadcast(Slots[(slot * SlotStride) + row]);

    /// <summary>Sets the slot's value of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SetRow(int slot, int row, float value) => Slots[(slot * SlotStride) + row] = value;

    /// <summary>Adds a sum over a piece of the row, in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SumRow(int slot, int row, float value)
    {
        var total = Continues ? Totals[slot] + value : value;
        Totals[slot] = total;
        SetRow(slot, row, (float)total);
    }

    /// <summary>Takes in the maximum over a piece of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void MaxRow(int slot, int row, float value)
    {
        var before = Slots[(slot * SlotStride) + row];
        SetRow(slot, row, Continues && before > value ? before : value);
    }

    /// <summary>The slot's values of the rows from <paramref name="first"/> on, one in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Rows<V>(int slot, int first)
        where V : struct, ISimd<V> => V.Load(Slots + (slot * SlotStride) + first);

    /// <summary>Sets the slot's values of the rows from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SetRows<V>(int slot, int first, V value)
        where V : struct, ISimd<V> => V.Store(Slots + (slot * SlotStride) + first, value);

    /// <summary>A scalar of this call, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Scalar<V>(int index)
        where V : struct, ISimd<V> => V.Broadcast(Scalars[index]);

    /// <summary>A table of constants per class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ClassTable Table(int index) => new(Tables[index]);

    /// <summary>The row's label, in every lane, to compare with the class index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Label<V>(int row)
        where V : struct, ISimd<V> => V.Broadcast(Labels[row]);

    /// <summary>Overwrites the gradient at the row's label by a slot's value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void SetAtLabel(int row, int slot)
        => Kept[Offset(row, Labels[row])] = Slots[(slot * SlotStride) + row];

    /// <summary>Puts each row's logit at its label into a slot.</summary>
    public readonly void GatherLogits(int slot) => GatherElements(Logits, slot);

    /// <summary>Puts each row's element of an input at its label into a slot.</summary>
    public readonly void GatherElements(KernelInput input, int slot) => GatherElements(Inputs[(int)input], slot);

    /// <summary>Puts an input that is one number per row into a slot.</summary>
    public readonly void GatherRows(KernelInput input, int slot)
        => new ReadOnlySpan<float>(Inputs[(int)input], RowCount).CopyTo(new Span<float>(Slots + (slot * SlotStride), RowCount));

    /// <summary>Puts each row's entry of a matrix on its diagonal, at the label, into a slot.</summary>
    public readonly void GatherMatrix(int matrix, int slot)
    {
        var target = Slots + (slot * SlotStride);
        for (var row = 0; row < RowCount; row++)
            target[row] = Labels[row] < 0 ? 0 : Matrices[matrix][(Labels[row] * ClassCount) + Labels[row]];
    }

    /// <summary>Puts each row's entry of a table at its label into a slot.</summary>
    public readonly void GatherTable(int table, int slot)
    {
        var target = Slots + (slot * SlotStride);
        for (var row = 0; row < RowCount; row++)
            target[row] = Labels[row] < 0 ? 0 : Tables[table][Labels[row]];
    }

    /// <summary>The elements of an input of one row, or of the tile of rows that begins with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ElementTable Input(KernelInput input, int row) => new(Inputs[(int)input] + (row * ClassCount));

    /// <summary>Where an element is.</summary>
    internal readonly nint Offset(int row, int k) => Offset(row, k, ClassCount, RowsPerTile);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Offset(int row, int k, nint classes, int rowsPerTile)
    {
        // A power of two, so that no row takes a division.
        var lane = row & (rowsPerTile - 1);
        return ((row - lane) * classes) + ((nint)k * rowsPerTile) + lane;
    }

    private readonly void GatherElements(float* elements, int slot)
    {
        // Copies, as a write into the slot might change the fields for all the JIT knows.
        var target = Slots + (slot * SlotStride);
        var labels = Labels;
        var rows = RowCount;
        var classes = ClassCount;
        var rowsPerTile = RowsPerTile;
        for (var row = 0; row < rows; row++)
            target[row] = labels[row] < 0 ? 0 : elements[Offset(row, labels[row], classes, rowsPerTile)];
    }
}

/// <summary>A table of constants per class, padded so that a full vector can be read from every class on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ClassTable
{
    internal readonly float* Start;

    internal ClassTable(float* start) => Start = start;

    /// <summary>The entries from class <paramref name="k"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint k)
        where V : struct, ISimd<V> => V.Load(Start + k);
}

/// <summary>Numbers per class that belong to a row, or to a tile of rows: an input, or the row of a matrix.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ElementTable
{
    internal readonly float* Start;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ElementTable(float* start) => Start = start;
}
