using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace LossDsl.Conformance;

/// <summary>
/// The hyper-parameters of one case, as a row of the mapping table reads them. It keeps account of what was read, so
/// that a hyper-parameter which a row does not know cannot go unnoticed.
/// </summary>
internal sealed class Hyper
{
    private readonly Case theCase;
    private readonly HashSet<string> unread;

    public Hyper(Case theCase)
    {
        this.theCase = theCase;

        // Names with this prefix are intermediate results of the reference, for diagnosis only.
        unread = theCase.Hyper.Keys.Where(static name => !name.StartsWith("derived_", StringComparison.Ordinal)).ToHashSet();
        unread.Add("reduction");
    }

    /// <summary>What nobody has asked for.</summary>
    public IEnumerable<string> Unread => unread;

    /// <summary>The class counts, once a row has read them; they go to the constructor.</summary>
    public long[]? Counts { get; private set; }

    /// <summary>The class weights, once a row has read them; they go to the constructor.</summary>
    public double[]? Weights { get; private set; }

    /// <summary>The number of classes, from the logits.</summary>
    public int Classes => theCase.Inputs["logits"].Shape[^1];

    /// <summary>Whether a hyper-parameter is there and not null.</summary>
    public bool Has(string name)
    {
        unread.Remove(name);
        return theCase.Hyper.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>A number that must be there.</summary>
    public double Number(string name) => NumberOrNull(name)
        ?? throw new MappingException($"the hyper-parameter '{name}' is missing");

    /// <summary>A number, or null if it is absent or null.</summary>
    public double? NumberOrNull(string name) => Has(name) ? VectorReader.ReadNumber(theCase.Hyper[name]) : null;

    /// <summary>A switch, or null if it is absent or null.</summary>
    public bool? FlagOrNull(string name) => Has(name) ? theCase.Hyper[name].GetBoolean() : null;

    /// <summary>How the case is reduced. The hyper-parameter of that name, where there is one, has to say the same.</summary>
    public string Reduction()
    {
        if (Has("reduction") && theCase.Hyper["reduction"].GetString() != theCase.Reduction)
            throw new MappingException($"the case says reduction '{theCase.Reduction}' and its hyper-parameters '{theCase.Hyper["reduction"]}'");
        return theCase.Reduction;
    }

    /// <summary>Reads <c>class_counts</c>, which must be there, and hands them to the constructor.</summary>
    public long[] ReadCounts() => Counts = Has("class_counts")
        ? theCase.Hyper["class_counts"].EnumerateArray().Select(static n => Tensor.Integer(VectorReader.ReadNumber(n))).ToArray()
        : throw new MappingException("the hyper-parameter 'class_counts' is missing");

    /// <summary>Reads <c>class_weight</c> and hands them to the constructor; null if there are none.</summary>
    public double[]? ReadWeights() => Weights = Has("class_weight")
        ? VectorReader.ReadTensor(theCase.Hyper["class_weight"]).Data
        : null;
}

/// <summary>A row of the mapping table does not fit a case: the case fails.</summary>
internal sealed class MappingException(string message) : Exception(message);

/// <summary>The language has no words yet for what a case asks: the case is skipped, with the reason.</summary>
internal sealed class NotDeclarableException(string what) : Exception($"not declarable yet: {what}");
