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

    /// <summary>What rows have read for the constructor.</summary>
    public Construction Construction { get; } = new();

    /// <summary>The number of classes, from <c>logits</c> (N,C) or (B,C,H,W).</summary>
    public int Classes => theCase.Inputs["logits"].Shape is { Length: 4 } image ? image[1] : theCase.Inputs["logits"].Shape[^1];

    /// <summary>
    /// An input that is one number, for a reference that takes a hyper-parameter as a tensor. The layout still has to take
    /// it.
    /// </summary>
    public double ScalarInput(string name) => theCase.Inputs[name].Data.Single();

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

    /// <summary>A word, or null if it is absent or null.</summary>
    public string? WordOrNull(string name) => Has(name) ? theCase.Hyper[name].GetString() : null;

    /// <summary>Several numbers, as an array or a tensor, or null if they are absent or null.</summary>
    public double[]? NumbersOrNull(string name) => !Has(name) ? null
        : theCase.Hyper[name].ValueKind == JsonValueKind.Array ? [.. theCase.Hyper[name].EnumerateArray().Select(VectorReader.ReadNumber)]
        : VectorReader.ReadTensor(theCase.Hyper[name]).Data;

    /// <summary>How the case is reduced. The hyper-parameter of that name, where there is one, has to say the same.</summary>
    public string Reduction()
    {
        if (Has("reduction") && theCase.Hyper["reduction"].GetString() != theCase.Reduction)
            throw new MappingException(
                $"the case says reduction '{theCase.Reduction}' and its hyper-parameters '{theCase.Hyper["reduction"]}'");
        return theCase.Reduction;
    }

    /// <summary>Reads <c>class_counts</c>, which must be there, and hands them to the constructor.</summary>
    public long[] ReadCounts()
    {
        var counts = Array.ConvertAll(NumbersOrNull("class_counts")
            ?? throw new MappingException("the hyper-parameter 'class_counts' is missing"), Tensor.Integer);
        Construction.Add("counts", Array.ConvertAll(counts, static n => (double)n));
        return counts;
    }

    /// <summary>
    /// Reads class weights, usually called <c>class_weight</c>, and hands them to the constructor; null if there are none.
    /// </summary>
    public double[]? ReadWeights(string name = "class_weight")
        => NumbersOrNull(name) is { } weights ? Construction.Add("weights", weights) : null;
}

/// <summary>A row of the mapping table does not fit a case: the case fails.</summary>
internal sealed class MappingException(string message) : Exception(message);

/// <summary>The language has no words yet for what a case asks: the case is skipped, with the reason.</summary>
internal sealed class NotDeclarableException(string what) : Exception($"not declarable yet: {what}");
