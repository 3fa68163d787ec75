using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Random compositions of the language: a head, and rows of the compiler's own table that this head has, so that a new row
/// is covered by being there. A composition that the rules refuse is drawn again.
/// </summary>
internal static class RandomDeclarations
{
    /// <summary>The composition of that number; the same number always gives the same one.</summary>
    public static Declaration Numbered(int number)
        => Composition.Sample(1, new Rnd((ulong)number, (2 * (ulong)number) + 1), 10).Single() with
        {
            Type = new DeclaredType("Random", $"Loss{number}", default, TypeShape.Usable),
        };

    /// <summary>Compositions, which shrink by losing attributes.</summary>
    public static Arbitrary<Declaration> Arbitrary()
        => Arb.From(Composition, declaration => Without(declaration.Attributes, "Loss")
            .Select(attributes => declaration with { Attributes = attributes })
            .Concat(declaration.Parts.SelectMany(part => Without(part.Attributes, "Part")
                .Select(attributes =>
                    declaration with
                    {
                        Parts =
                        declaration.Parts.Select(other => other == part ? part with { Attributes = attributes } : other).ToEquatable()
                    })))
            .Where(IsCorrect));

    private static Gen<Declaration> Composition
        => (from head in Gen.Frequency(
                (4, Gen.Constant(Heads.Softmax)),
                (2, Gen.Constant(Heads.Sigmoid)),
                (1, Gen.Constant(Heads.Gumbel)),
                (2, Gen.Constant(Heads.Identity)))
            from ofParts in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
            from scores in Several(head, (Stage.RawScores, 0.2, 1), (Stage.NormalisedScores, 0.2, 1), (Stage.MarginedScores, 0.3, 1),
                (Stage.Scores, 0.4, 2), (Stage.Selection, 0.15, 1))
            from aggregation in Aggregation(head)
            from terms in ofParts ? Gen.Constant(new List<AttributeUse>()) : Terms(head)
            from first in Terms(head)
            from second in Terms(head)
            from ignore in Gen.Elements(-1L, 0, 3, -100, long.MinValue, long.MinValue)
            from all in Gen.Shuffle(scores.Concat(aggregation).Concat(terms).Append(LossUse(head, ignore)).ToArray())
            from part in Part()
            select new Declaration(new DeclaredType("Random", "Loss", default, TypeShape.Usable), all.ToEquatable())
            {
                Parts = ofParts
                    ? new[] { new PartDeclaration("First", first.Append(part).ToEquatable()),
                        new PartDeclaration("Second", second.Append(new("Part", default)).ToEquatable()) }.ToEquatable()
                    : default,
            })
            .Where(IsCorrect);

    /// <summary>What may stand on a loss without parts, and on a part.</summary>
    private static Gen<List<AttributeUse>> Terms(Heads head)
        => from terms in Some(head, Stage.BaseTerm, 1, 2)
           from others in Several(head, (Stage.Probabilities, 0.15, 1), (Stage.Modulator, 0.4, 2), (Stage.Target, 0.4, 1),
               (Stage.Weight, 0.4, 2), (Stage.RowWeight, 0.25, 1), (Stage.Regulariser, 0.35, 1))
           select terms.Concat(others).ToList();

    private static Gen<AttributeUse> Part() => Use(AttributeTable.Find("Part")!);

    private static Gen<List<AttributeUse>> Several(Heads head, params (Stage Stage, double Probability, int Most)[] stages)
        => stages.Aggregate(Gen.Constant(new List<AttributeUse>()), (all, stage) =>
            from uses in all
            from dice in Gen.Choose(0, 999)
            from more in dice < 1000 * stage.Probability ? Some(head, stage.Stage, 1, stage.Most) : Gen.Constant(new List<AttributeUse>())
            select uses.Concat(more).ToList());

    /// <summary>Uses of rows of a stage; one is likelier than several.</summary>
    private static Gen<List<AttributeUse>> Some(Heads head, Stage stage, int least, int most)
    {
        var rows = AttributeTable.All.Where(row => row.Stage == stage && (row.Heads & head) != 0).ToArray();
        if (rows.Length == 0)
            return Gen.Constant(new List<AttributeUse>());
        return Gen.Frequency((3, Gen.Constant(least)), (1, Gen.Constant(most)))
            .SelectMany(count => Gen.ArrayOf(Gen.Elements(rows).SelectMany(Use), count))
            .Select(uses => uses.GroupBy(use => use.Name)
                .SelectMany(same => same.Take(AttributeTable.Find(same.Key)!.RepeatedBy is null ? 1 : most)).ToList());
    }

    private static Gen<List<AttributeUse>> Aggregation(Heads head)
    {
        var none = Gen.Constant(new List<AttributeUse>());
        var step = AttributeTable.Find("Mean")!.Parameters;
        var denominators = Gen.OneOf(Gen.Constant<string?>(null),
            Gen.Elements(step.First(parameter => parameter.Name == "By").Choices.ToArray()).Select(choice => (string?)choice));
        var one = from choice in denominators
                  from kind in Gen.Elements("Mean", "Mean", "Mean", "Sum", "NoReduction")
                  select new List<AttributeUse> { Step(kind, null, choice) };
        string[] axes = head == Heads.Softmax ? ["Position", "Sample"] : ["Class", "Position", "Sample"];
        var steps = axes.Aggregate(none, (all, axis) =>
            from uses in all
            from kind in Gen.Elements("Mean", "Sum", "")
            from choice in denominators
            select kind.Length == 0 ? uses : uses.Append(Step(kind, axis, choice)).ToList());
        return Gen.Frequency((2, none), (4, one), (3, steps));
    }

    private static AttributeUse Step(string kind, string? axis, string? by)
        => new(kind, new[]
            {
                axis is null || kind == "NoReduction" ? null : new Argument("Over", Choice: axis),
                by is null || kind != "Mean" ? null : new Argument("By", Choice: by),
            }
            .OfType<Argument>().ToEquatable());

    private static IEnumerable<EquatableArray<AttributeUse>> Without(EquatableArray<AttributeUse> attributes, string kept)
        => attributes.Where(use => use.Name != kept).Select(removed => attributes.Where(use => use != removed).ToEquatable());

    private static bool IsCorrect(Declaration declaration)
        => LossCompiler.Check(declaration).Count == 0 && RandomArguments.Classes(declaration) != -1;

    private static AttributeUse LossUse(Heads head, long ignore)
        => new("Loss", new[] { new Argument("Head", Choice: head.ToString()),
            new Argument("IgnoreIndex", Numbers: new double[] { ignore }.ToEquatable(), Integer: ignore) }
            .Take(ignore == long.MinValue ? 1 : 2).ToEquatable());

    private static Gen<AttributeUse> Use(AttributeRow row)
        => row.Parameters.Aggregate(Gen.Constant(new List<Argument>()), (all, parameter) =>
            from arguments in all
            from argument in RandomArguments.Of(row, parameter)
            select argument is null ? arguments : arguments.Append(argument).ToList())
            .Select(arguments => new AttributeUse(row.Name, arguments.ToEquatable()));
}
