using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Every attribute with each of its numbers at the edges of its range, as constants and bound to properties, under every
/// head; beside what it needs to be a loss.
/// </summary>
internal static class EdgeDeclarations
{
    private static readonly HashSet<Stage> Stages =
    [
        Stage.RawScores, Stage.NormalisedScores, Stage.MarginedScores, Stage.Scores, Stage.Probabilities, Stage.BaseTerm, Stage.Modulator,
        Stage.Target, Stage.Weight, Stage.RowWeight, Stage.Regulariser,
    ];

    // Between the ends of a range, and as near to the ends as single precision can tell.
    private static readonly double[] Between = [1e-20, 1e-12, 1e-6, 1e-3, 0.3, 0.55, 0.999, 0.9999999, 1 - 1e-9, 1 - 1e-12, 1, 2, 10];

    private static readonly double[] Constants = [1e-6, 0.3, 0.9999999, 2];

    /// <summary>An attribute at one of its edges.</summary>
    /// <param name="Declaration">The loss.</param>
    /// <param name="Properties">What its properties give, one set of values after the other.</param>
    /// <param name="Number">Which of all it is, from 0.</param>
    public sealed record Edge(Declaration Declaration, IReadOnlyList<IReadOnlyDictionary<string, double>> Properties, int Number)
    {
        /// <summary>The attribute of which it is one.</summary>
        public string Attribute => Declaration.Attributes[1].Name;

        /// <summary>Whether its argument is bound.</summary>
        public bool IsBound => Properties[0].Count > 0;
    }

    /// <summary>All of them, those with constants taken apart by argument.</summary>
    public static IEnumerable<Edge> All()
    {
        var number = 0;
        foreach (var head in new[] { Heads.Softmax, Heads.Sigmoid, Heads.Gumbel, Heads.Identity })
        {
            foreach (var row in AttributeTable.All.Where(row => Stages.Contains(row.Stage) && (row.Heads & head) != 0))
            {
                foreach (var choices in Choices(row, head))
                {
                    foreach (var edge in Of(row, head, choices))
                    {
                        if (LossCompiler.Check(edge.Declaration).Count > 0)
                            continue;
                        yield return edge with
                        {
                            Number = number,
                            Declaration = edge.Declaration with
                            {
                                Type =
                                edge.Declaration.Type with { Name = $"Edge{number}", FullName = $"Edges.Edge{number}" }
                            }
                        };
                        number++;
                    }
                }
            }
        }
    }

    private static IEnumerable<Edge> Of(AttributeRow row, Heads head, List<Argument> choices)
    {
        var plain = row.Parameters.Where(parameter => NeedsValue(row, parameter)).Select(parameter => Constant(parameter, Plain(parameter)))
            .ToList();
        yield return Declared(row, head, [.. plain, .. choices], []);
        if (choices.Count > 0)
            yield break;
        foreach (var parameter in row.Parameters.Where(parameter => parameter.Kind is ParameterKind.Number or ParameterKind.Numbers
            && parameter.Name != "Coefficient"))
        {
            var others = plain.Where(argument => argument.Name != parameter.Name).Concat(choices).ToList();
            var edges = Edges(parameter).ToList();
            // What may be bound is at all edges there.
            foreach (var value in edges.Where(value => !value.Equals(parameter.Neutral)
                && (parameter.Binding is null || Constants.Contains(value))))
                yield return Declared(row, head, [.. others, Constant(parameter, value)], []);
            if (parameter.Binding is { } binding)
            {
                var property = RandomArguments.PropertyOf(row, parameter);
                yield return Declared(
                    row, head, [.. others, new Argument(binding, Bound: new BoundProperty(property, BindingState.Usable))],
                    [.. edges.Select(value => (IReadOnlyDictionary<string, double>)new Dictionary<string, double> { [property] = value })]);
            }
        }
    }

    private static bool NeedsValue(AttributeRow row, ParameterRow parameter)
        => parameter.Kind is ParameterKind.Number or ParameterKind.Numbers && parameter.Default is null && !parameter.Optional
            && (row.ExactlyOneOf.Count == 0 || row.ExactlyOneOf[0] == parameter.Name);

    private static double Plain(ParameterRow parameter)
        => new[] { 1, 0.5, 2, parameter.Low + 1, parameter.High - 1 }.First(value => parameter.Allows(value)
            && !value.Equals(parameter.Neutral));

    private static IEnumerable<double> Edges(ParameterRow parameter)
        => new[] { parameter.Low, parameter.Low == 0 ? 1e-30 : MathF.BitIncrement((float)parameter.Low),
            MathF.BitDecrement((float)parameter.High), parameter.High }
            .Concat(Between)
            .Concat(Between.Where(value => value is 0.3 or 2).Select(value => -value))
            // Magnitudes that no loss has in its range of numbers are for other tests.
            .Where(value => parameter.Allows(value) && Math.Abs(value) <= 100 && (!parameter.Whole || value == Math.Round(value)))
            .Distinct();

    private static Argument Constant(ParameterRow parameter, double value)
        => new(parameter.Name, Numbers: new[] { value }.ToEquatable(), Integer: parameter.Whole
            && parameter.Kind == ParameterKind.Number ? (long)value : null);

    /// <summary>Each member of each of its enumerations, one at a time.</summary>
    private static IEnumerable<List<Argument>> Choices(AttributeRow row, Heads head)
    {
        yield return [];
        foreach (var parameter in row.Parameters.Where(parameter => parameter.Kind == ParameterKind.Choice))
        {
            foreach (var choice in parameter.ChoicesOf(head).Skip(1))
                yield return [new Argument(parameter.Name, Choice: choice)];
        }
    }

    private static Edge Declared(AttributeRow row, Heads head, List<Argument> arguments,
        IReadOnlyList<IReadOnlyDictionary<string, double>> properties)
    {
        var uses = new List<AttributeUse> { new("Loss", new[] { new Argument("Head", Choice: head.ToString()) }.ToEquatable()),
            new(row.Name, arguments.ToEquatable()) };
        if (row.Stage != Stage.BaseTerm && !row.NeedsOneOf.Contains("NumberTokenLoss"))
            uses.Add(new(head == Heads.Identity ? "SquaredError" : "CrossEntropy", default));
        if (row.NeedsOneOf.Count > 0)
        {
            var other = AttributeTable.Find(row.NeedsOneOf[0])!;
            uses.Add(new(other.Name,
                other.Parameters.Where(parameter => NeedsValue(other, parameter)).Select(parameter => Constant(parameter, 0.1))
                    .ToEquatable()));
        }

        uses.Add(new(head == Heads.Softmax ? "Sum" : "NoReduction", default));
        return new(new Declaration(new DeclaredType("Edges", "Edge", default, TypeShape.Usable), uses.ToEquatable()), properties.Count == 0
            ? [new Dictionary<string, double>()] : properties, 0);
    }
}
