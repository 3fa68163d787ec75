using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>What is wrong with a class that has attributes of the language and is no declared loss.</summary>
internal static class Undeclared
{
    private static readonly (Heads Head, string Name)[] Offered =
        [(Heads.Softmax, "Softmax"), (Heads.Sigmoid, "Sigmoid"), (Heads.Identity, "Identity")];

    /// <summary>The breaches of rules; none for a part of a loss, which is judged with the loss.</summary>
    public static IEnumerable<Problem> ProblemsOf(INamedTypeSymbol type)
        => [.. NotALoss(type), .. DeclaredAttributes.Learnable(type).Select(property => Unread(type, property.Name))];

    private static IEnumerable<Problem> NotALoss(INamedTypeSymbol type)
    {
        var attributes = DeclaredAttributes.Of(type);
        if (attributes.IsEmpty)
            return [];
        var isInsideLoss = type.ContainingType is { } outer && DeclaredAttributes.Has(DeclaredAttributes.Of(outer), "Loss");
        if (DeclarationReader.IsPart(attributes))
            return isInsideLoss ? [] : [Breach(type, attributes, "Part", "the class that contains it is not declared as a loss")];
        var first = DeclaredAttributes.NameOf(attributes[0]);
        return
        [
            isInsideLoss
                ? Breach(type, attributes, first, "it is no part of the loss that contains it; add [Part]", Declare("Part"))
                : Breach(
                    type, attributes, first, "it is not declared as a loss; add [Loss] with a head",
                    [.. HeadsOf(attributes).Select(head => Declare($"Loss(Head.{head})"))]),
        ];
    }

    /// <summary>The heads that all attributes have.</summary>
    private static IEnumerable<string> HeadsOf(ImmutableArray<AttributeData> attributes)
    {
        var common = attributes.Select(attribute => AttributeTable.Find(DeclaredAttributes.NameOf(attribute))?.Heads ?? Heads.None)
            .Aggregate(Heads.All, (all, heads) => all & heads);
        return Offered.Where(head => (common & head.Head) != 0).Select(head => head.Name);
    }

    private static Remedy Declare(string attribute) => Remedy.Of(
        $"Add [{attribute}]", new Edit(EditKind.AddAttributeBefore, 0) { Text = attribute }, new Edit(EditKind.MakePartial, -1));

    private static Problem Breach(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, string attribute, string reason,
        params Remedy[] remedies)
        => new(LanguageRules.NotALoss, DeclaredAttributes.IndexOf(attributes, attribute), null,
            new[] { attribute, type.Name, reason }.ToEquatable())
        {
            Remedies = remedies.ToEquatable(),
        };

    private static Problem Unread(INamedTypeSymbol type, string property)
        => new(LanguageRules.LearnableUnread, -1, null, new[] { property, type.Name }.ToEquatable())
        {
            Property = property,
            Remedies = new[] { Remedy.Of($"Remove [Learnable] from '{property}'",
                new Edit(EditKind.RemoveLearnable, -1) { Property = property }) }.ToEquatable(),
        };
}
