using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>A declaration without its name. Equal if the text is.</summary>
internal sealed class DeclarationText(IReadOnlyList<string> attributes, string members) : IEquatable<DeclarationText>
{
    private static readonly string[] BaseTerms = ["CrossEntropy", "PolyLoss", "PolyTerm"];

    /// <summary>The body of the class.</summary>
    public string Members { get; } = members;

    /// <summary>The attributes, each on a line in brackets.</summary>
    public string Attributes { get; } = string.Join("\n", attributes.Select(static a => $"[{a}]"));

    /// <summary>
    /// One base term on the hard label, and nothing added to it: the value and each entry of the gradient of a row are
    /// then products, with no cancellation that could excuse an error.
    /// </summary>
    public bool IsSingleTerm { get; } =
        attributes.Count(static a => BaseTerms.Contains(NameOf(a))) == 1
        && !attributes.Any(static a => NameOf(a) is "PolyLoss" or "LabelSmoothing" or "LogSumExpPenalty");

    public bool Equals(DeclarationText? other) => other is not null && Attributes == other.Attributes && Members == other.Members;

    public override bool Equals(object? obj) => Equals(obj as DeclarationText);

    public override int GetHashCode() => HashCode.Combine(Attributes, Members);

    private static string NameOf(string attribute) => attribute.Split('(')[0];
}
