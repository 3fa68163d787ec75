using System;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>
/// The tables of a plan in single precision, at addresses that stay: kernels read them through pointers. They live as
/// long as this object.
/// </summary>
internal sealed unsafe class SingleTables
{
    // Full vectors are read from any class on.
    private const int Padding = 16;

    private readonly float[][] rows;
    private readonly nint[] addresses;

    public SingleTables(double[][] tables)
    {
        rows = Array.ConvertAll(tables, Narrow);
        addresses = GC.AllocateArray<nint>(tables.Length, pinned: true);
        for (var index = 0; index < rows.Length; index++)
            addresses[index] = (nint)Unsafe.AsPointer(ref rows[index][0]);
    }

    /// <summary>The first entry of each table.</summary>
    public float** Addresses => addresses.Length == 0 ? null : (float**)Unsafe.AsPointer(ref addresses[0]);

    /// <summary>A table without its padding.</summary>
    public ReadOnlySpan<float> this[int index] => rows[index].AsSpan(0, rows[index].Length - Padding);

    private static float[] Narrow(double[] table)
    {
        var single = GC.AllocateArray<float>(table.Length + Padding, pinned: true);
        for (var k = 0; k < table.Length; k++)
            single[k] = (float)table[k];
        return single;
    }
}
