using System;
using System.Collections.Generic;

namespace LossDsl.Conformance;

/// <summary>What the constructor of a declared loss takes: whatever the rows of the mapping table have read for it.</summary>
internal sealed class Construction
{
    private readonly Dictionary<string, double[]> classInputs = [];
    private readonly Dictionary<string, double[]> matrices = [];

    /// <summary>Numbers per class by their names in the IR: "counts", "weights", ….</summary>
    public IReadOnlyDictionary<string, double[]> ClassInputs => classInputs;

    /// <summary>Matrices (C,C) by their names in the IR, row after row.</summary>
    public IReadOnlyDictionary<string, double[]> Matrices => matrices;

    /// <summary>Gives the constructor numbers per class.</summary>
    public double[] Add(string name, double[] values) => classInputs[name] = values;

    /// <summary>Gives the constructor a matrix.</summary>
    public double[] AddMatrix(string name, double[] values) => matrices[name] = values;
}
