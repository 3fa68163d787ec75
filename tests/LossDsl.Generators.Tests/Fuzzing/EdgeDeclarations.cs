using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Generators.Tests.Fuzzing;

/// <summary>Declarations with one argument at an edge, correct ones and others: from the table, so that a new row is among them.</summary>
internal static class EdgeDeclarations
{
    private static readonly Heads[] AllHeads = [Heads.Softmax, Heads.Sigmoid, Heads.Gumbel, Heads.Identity];

    /// <summary>The rows of attributes that stand beside others.</summary>
    private static IEnumerable<AttributeRow> Rows => AttributeTable.All.Where(row => row.Stage is not (Stage.Loss or Stage.Part));

    /// <summary>Every edge of every parameter, on a loss with nothing but what it needs, for each head that has the attribute.</summary>
    public static IEnumerable<Declaration> Alone()
        => from row in Rows
           from head in AllHeads
           where (row.Heads & head) != 0
           from use in Edges(row, head)
           select Loss(head, Needed(row, head).Append(use));

    /// <summary>Every edge beside every modulator and every map of the targets.</summary>
    public static IEnumerable<Declaration> BesideModulators()
        => from neighbour in Rows.Where(row => row.Stage is Stage.Modulator or Stage.Target)
           from row in Rows.Where(other => other != neighbour && other.Stage != Stage.Aggregation)
           from head in AllHeads
           where (row.Heads & neighbour.Heads & head) != 0
           from use in Edges(row, head)
           select Loss(head, Needed(row, head).Append(use).Append(Ordinary(neighbour)));

    /// <summary>Beside every other attribute: the edges take turns, so that each is met by some neighbour.</summary>
    public static IEnumerable<Declaration> BesideOthers()
    {
        var turn = 0;
        foreach (var row in Rows)
        {
            foreach (var neighbour in Rows.Where(other => other != row
                && other.Stage is not (Stage.BaseTerm or Stage.Aggregation or Stage.Modulator or Stage.Target)))
            {
                foreach (var head in AllHeads.Where(head => (row.Heads & neighbour.Heads & head) != 0))
                {
                    var edges = Edges(row, head).ToList();
                    yield return Loss(head, Needed(row, head).Append(edges[turn++ % edges.Count]).Append(Ordinary(neighbour)));
                }
            }
        }
    }

    /// <summary>On one of two parts, beside a part with an ordinary use of the same attribute.</summary>
    public static IEnumerable<Declaration> InParts()
    {
        var turn = 0;
        foreach (var row in Rows)
        {
            foreach (var head in AllHeads.Where(head => (row.Heads & head) != 0))
            {
                var edges = Edges(row, head).ToList();
                for (var i = 0; i < 4; i++)
                {
                    var use = edges[turn++ % edges.Count];
                    yield return Loss(head, []) with
                    {
                        Parts = new[]
                        {
                            Part("First", Needed(row, head).Append(use)),
                            Part("Second", Needed(row, head).Append(Ordinary(row))),
                        }.ToEquatable(),
                    };
                }
            }
        }
    }

    /// <summary>With every parameter that can be bound to a property marked as learnable.</summary>
    public static IEnumerable<Declaration> Learnable()
        => Alone().Where(declaration => Bindings(declaration).Any()).Select(declaration => declaration with
        {
            Type = declaration.Type with { LearnableProperties = Bindings(declaration).Select(bound => bound.Name).ToEquatable() },
            Attributes = declaration.Attributes.Select(use => use with
            {
                Arguments = use.Arguments.Select(argument => argument.Bound is { } bound
                    ? argument with { Bound = bound with { Learnable = true } } : argument).ToEquatable(),
            }).ToEquatable(),
        });

    private static IEnumerable<BoundProperty> Bindings(Declaration declaration)
        => declaration.Attributes.SelectMany(use => use.Arguments).Select(argument => argument.Bound).OfType<BoundProperty>();

    /// <summary>
    /// Uses of an attribute with one argument at an edge and what else it must have; one use without arguments if there is no
    /// parameter.
    /// </summary>
    private static IEnumerable<AttributeUse> Edges(AttributeRow row, Heads head)
        => row.Parameters.Length == 0
            ? [new(row.Name, default)]
            : from parameter in row.Parameters
              from argument in EdgeValues.Of(row, parameter.For(head, new(row.Name, default)))
              select new AttributeUse(
                  row.Name,
                  row.Parameters.Where(other => other != parameter
                      && !(row.ExactlyOneOf.Contains(parameter.Name) && row.ExactlyOneOf.Contains(other.Name)))
                      .Select(other => EdgeValues.Ordinary(row, other)).OfType<Argument>().Append(argument).ToEquatable());

    private static AttributeUse Ordinary(AttributeRow row)
        => new(row.Name, row.Parameters.Select(parameter => EdgeValues.Ordinary(row, parameter)).OfType<Argument>().ToEquatable());

    /// <summary>A base term, unless it is one.</summary>
    private static IEnumerable<AttributeUse> Needed(AttributeRow row, Heads head)
        => row.Stage == Stage.BaseTerm ? [] : [new(head == Heads.Identity ? "SquaredError" : "CrossEntropy", default)];

    private static PartDeclaration Part(string name, IEnumerable<AttributeUse> uses)
        => new(name, uses.Append(new("Part", default)).ToEquatable());

    private static Declaration Loss(Heads head, IEnumerable<AttributeUse> uses)
        => new(
            new DeclaredType("Edges", "Loss", default, TypeShape.Usable),
            uses.Prepend(new("Loss", new[] { new Argument("Head", Choice: head.ToString()) }.ToEquatable())).ToEquatable());
}
