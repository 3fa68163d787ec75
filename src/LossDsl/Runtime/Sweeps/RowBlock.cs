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

    // The sums of the row so far, by slot, and whether a piece of the row went before.
    internal double* Totals;
    internal bool Continues;

    /// <summary>False if the caller asked for values only: the sweep that writes the gradient is then skipped.</summary>
    public readonly bool NeedsGradient => WantsGradient;

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
        => Kept[(row * ClassCount) + Labels[row]] = Slots[(slot * SlotStride) + row];

    /// <summary>Puts each row's logit at its label into a slot.</summary>
    public readonly void GatherLogits(int slot)
    {
        var target = Slots + (slot * SlotStride);
        for (var row = 0; row < RowCount; row++)
            target[row] = Labels[row] < 0 ? 0 : Logits[(row * ClassCount) + Labels[row]];
    }

    /// <summary>Puts each row's entry of a table at its label into a slot.</summary>
    public readonly void GatherTable(int table, int slot)
    {
        var target = Slots + (slot * SlotStride);
        for (var row = 0; row < RowCount; row++)
            target[row] = Labels[row] < 0 ? 0 : Tables[table][Labels[row]];
    }
}

/// <summary>A table of constants per class, padded so that a full vector can be read from every class on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct ClassTable
{
    private readonly float* start;

    internal ClassTable(float* start) => this.start = start;

    /// <summary>The entries from class <paramref name="k"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint k)
        where V : struct, ISimd<V> => V.Load(start + k);
}
