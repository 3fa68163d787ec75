using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Conformance;

/// <summary>A declaration without its name. Equal if the text is.</summary>
/// <param name="Attributes">The attributes, each on a line in brackets.</param>
/// <param name="Members">The body of the class.</param>
internal sealed record DeclarationText(string Attributes, string Members)
{
    private static readonly string[] Products = ["CrossEntropy", "PolyTerm"];

    /// <summary>
    /// One base term on the hard label, nothing added to it, and no factor of the row that the gradient goes through: the
    /// value and each entry of the gradient of a row are then products, with no cancellation that could excuse an error.
    /// </summary>
    public bool IsSingleTerm { get; private init; }

    /// <summary>Whether its head is the softmax.</summary>
    public bool IsSoftmax { get; private init; }

    /// <summary>Writes a declaration.</summary>
    public static DeclarationText Of(
        IReadOnlyList<string> attributes,
        IReadOnlyList<(string Name, double Value)> properties,
        IReadOnlyList<(string Name, IReadOnlyList<string?> Attributes)> parts)
    {
        var members = properties.Select(property => $"public double {property.Name} => {Words.Text(property.Value)};")
            .Concat(parts.Select(part => $"{Lines(part.Attributes.OfType<string>())}\npublic partial class {part.Name};"));
        var rows = attributes.Select(static attribute => AttributeTable.Find(attribute.Split('(')[0])).OfType<AttributeRow>().ToList();
        var softmax = attributes[0].Contains("Softmax", StringComparison.Ordinal);
        return new DeclarationText(Lines(attributes), string.Join("\n", members))
        {
            IsSoftmax = softmax,
            IsSingleTerm = softmax && parts.Count == 0
                && rows.Where(static row => row.Stage == Stage.BaseTerm).All(static row => Products.Contains(row.Name))
                && rows.Count(static row => row.Stage is Stage.BaseTerm or Stage.RowWeight or Stage.Target or Stage.Regulariser) == 1,
        };
    }

    private static string Lines(IEnumerable<string> attributes)
        => string.Join("\n", attributes.Select(static attribute => $"[{attribute}]"));
}
