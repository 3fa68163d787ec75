using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LossDsl.Runtime;

/// <summary>How rows become one number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Reduction
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>They are added.</summary>
    Sum,

    /// <summary>They are added and divided.</summary>
    Mean,
}

/// <summary>What the mean of a component divides by.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Denominator
{
    /// <summary>The number of valid rows.</summary>
    Valid,

    /// <summary>The sum of <see cref="ILossKernel.Weight"/> over the valid rows.</summary>
    Weights,

    /// <summary>The number of rows.</summary>
    Batch,

    /// <summary>The number given with the call.</summary>
    External,
}

/// <summary>What an instance of a declared loss fixes once and for all; made by the generated constructor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LossPlan
{
    private double[][] tables = [];
    private SingleTables singleTables = new([]);

    /// <summary>The name of the loss, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The names of the components, the loss proper first.</summary>
    public required IReadOnlyList<string> Components { get; init; }

    /// <summary>What the mean of each component divides by.</summary>
    public required IReadOnlyList<Denominator> Denominators { get; init; }

    /// <summary>How rows become one number.</summary>
    public required Reduction Reduction { get; init; }

    /// <summary>The number of classes if it is known at construction, else 0.</summary>
    public int Classes { get; init; }

    /// <summary>The label of rows to skip, if there is one.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>How many scalars <see cref="ILossKernel.Prepare"/> computes.</summary>
    public int Scalars { get; init; }

    /// <summary>
    /// How many slots a row has. The first are the seeds of the components, set by the driver; then come the values of
    /// the components, set by the kernel; the rest is the kernel's own.
    /// </summary>
    public required int Slots { get; init; }

    /// <summary>Tables of constants per class, computed in double precision.</summary>
    public double[][] Tables
    {
        get => tables;
        init
        {
            for (var table = 0; table < value.Length; table++)
                Check.Table(Name, value[table]);
            tables = value;
            singleTables = new SingleTables(value);
        }
    }

    internal SingleTables SingleTables => singleTables;

    internal ReadOnlySpan<T> TableOf<T>(int index)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return (T[])(object)tables[index];
        return MemoryMarshal.Cast<float, T>(singleTables[index]);
    }
}
