using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>An attribute where it stands.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Use">Its arguments.</param>
/// <param name="Part">The index of the part on which it stands, or −1 for the loss itself.</param>
/// <param name="Index">Its index among the attributes there.</param>
internal sealed record PlacedUse(AttributeRow Row, AttributeUse Use, int Part, int Index)
{
    /// <summary>The attribute's name.</summary>
    public string Name => Row.Name;

    /// <summary>A problem with it, or with one of its arguments.</summary>
    public Problem Breaks(Rule rule, string? argument, params string[] arguments)
        => new(rule, Index, argument, arguments.ToEquatable()) { Part = Part };

    /// <summary>A change of it.</summary>
    public Edit Edit(EditKind kind, string? argument = null, string? text = null)
        => new(kind, Index) { Part = Part, Argument = argument, Text = text };
}

/// <summary>A class with attributes, the loss or a part, and what else acts on the same component.</summary>
/// <param name="Name">The class.</param>
/// <param name="Part">The index of the part, or −1 for the loss.</param>
/// <param name="Head">The head of the loss.</param>
/// <param name="Own">The attributes that stand there, in source order.</param>
/// <param name="All">With those of the loss for a part, of the parts for the loss: what acts together with them.</param>
internal sealed record Site(string Name, int Part, Heads Head, IReadOnlyList<PlacedUse> Own, IReadOnlyList<PlacedUse> All)
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
    public IEnumerable<PlacedUse> At(Stage stage) => Own.Where(use => use.Row.Stage == stage);

    private static List<PlacedUse> Placed(EquatableArray<AttributeUse> attributes, int part)
        => [.. attributes.Select((use, i) => (Row: AttributeTable.Find(use.Name), Use: use, Index: i))
            .Where(use => use.Row is not null)
            .Select(use => new PlacedUse(use.Row!, use.Use, part, use.Index))];
}
