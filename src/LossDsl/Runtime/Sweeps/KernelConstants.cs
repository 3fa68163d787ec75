using System;
using System.Runtime.InteropServices;

namespace LossDsl.Runtime;

/// <summary>What kernels read of a plan: constants in either precision, and how many numbers they keep.</summary>
internal sealed class KernelConstants
{
    /// <summary>Tables of constants per class, computed in double precision.</summary>
    public double[][] Tables
    {
        get;
        init
        {
            field = value;
            SingleTables = new SingleTables(value);
        }
    } = [];

    /// <summary>Matrices (C,C) of constants, row after row.</summary>
    public double[][] Matrices
    {
        get;
        init
        {
            field = value;
            SingleMatrices = new SingleTables(value);
        }
    } = [];

    /// <summary>How many scalars a call has.</summary>
    public int Scalars { get; init; }

    /// <summary>How many slots a row has.</summary>
    public int Slots { get; init; }

    /// <summary>The tables in single precision.</summary>
    public SingleTables SingleTables { get; private init; } = new([]);

    /// <summary>The matrices in single precision.</summary>
    public SingleTables SingleMatrices { get; private init; } = new([]);

    /// <summary>A table in the precision of a computation.</summary>
    public ReadOnlySpan<T> Table<T>(int index)
        where T : unmanaged => In<T>(Tables, SingleTables, index);

    /// <summary>A matrix in the precision of a computation.</summary>
    public ReadOnlySpan<T> Matrix<T>(int index)
        where T : unmanaged => In<T>(Matrices, SingleMatrices, index);

    private static ReadOnlySpan<T> In<T>(double[][] numbers, SingleTables single, int index)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return (T[])(object)numbers[index];
        return MemoryMarshal.Cast<float, T>(single[index]);
    }
}
