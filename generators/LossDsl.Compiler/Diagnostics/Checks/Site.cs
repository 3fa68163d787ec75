using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A class with attributes, the loss or a part, and what else acts on the same component.</summary>
/// <param name="Name">The class.</param>
/// <param name="Part">The index of the part, or −1 for the loss.</param>
/// <param name="Head">The head of the loss.</param>
/// <param name="Own">The attributes that stand there, in source order.</param>
/// <param name="All">With those of the loss for a part, of the parts for the loss: what acts together with them.</param>
internal sealed record Site(string Name, int Part, Heads Head, IReadOnlyList<Term> Own, IReadOnlyList<Term> All)
{
    /// <summary>The loss itself.</summary>
    public static Site OfLoss(Declaration declaration)
    {
        var own = Placed(declaration.Attributes, -1);
        var parts = declaration.Parts.SelectMany((part, i) => Placed(part.Attributes, i));
        return new Site(declaration.Type.Name, -1, declaration.Head, own, [.. own, .. parts]);
    }

    /// <summary>One of its parts.</summary>
    public static Site OfPart(Declaration declaration, int part, Site loss)
    {
        var own = Placed(declaration.Parts[part].Attributes, part);
        return new Site(declaration.Parts[part].Name, part, declaration.Head, own, [.. loss.Own, .. own]);
    }

    /// <summary>Those of a stage that stand there.</summary>
    public IEnumerable<Term> At(Stage stage) => Own.Where(use => use.Row.Stage == stage);

    private static List<Term> Placed(EquatableArray<AttributeUse> attributes, int part)
        => [.. attributes.Select((use, i) => AttributeTable.Find(use.Name) is { } row ? new Term(row, use, part, i) : null).OfType<Term>()];
}
