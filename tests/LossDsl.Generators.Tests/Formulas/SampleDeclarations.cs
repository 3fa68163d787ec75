using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Generators.Tests;

/// <summary>For every attribute and head that has it, a declaration that uses it, made from the tables alone.</summary>
internal static class SampleDeclarations
{
    private static readonly double[] Values = [0.5, 2, 1.5, 1, 3, 10, -1];

    /// <summary>Heads by name.</summary>
    public static readonly Heads[] Heads = [Compiler.Heads.Softmax, Compiler.Heads.Sigmoid, Compiler.Heads.Gumbel, Compiler.Heads.Identity];

    /// <summary>Whether the language has base terms for a head.</summary>
    public static bool HasTerms(Heads head) => AttributeTable.All.Any(row => row.Stage == Stage.BaseTerm && (row.Heads & head) != 0);

    /// <summary>The attribute with what it needs, and a base term if it is none.</summary>
    public static Declaration Of(string attribute, Heads head)
    {
        var rows = new List<AttributeRow> { AttributeTable.Find(attribute)! };
        while (rows.FirstOrDefault(row => row.NeedsOneOf.Count > 0
            && !rows.Any(other => row.NeedsOneOf.Contains(other.Name))) is { } needing)
            rows.Add(AttributeTable.Find(needing.NeedsOneOf[0])!);
        // Its defaults leave the label alone, and only smoothing gives other classes a share.
        if (attribute == "AsymmetricSingleLabel")
            rows.Add(AttributeTable.Find("LabelSmoothing")!);
        if (rows.All(row => row.Stage != Stage.BaseTerm))
            rows.Add(AttributeTable.All.First(row => row.Stage == Stage.BaseTerm && (row.Heads & head) != 0 && Fits(row, rows)));
        var loss = new AttributeUse("Loss", new[] { new Argument("Head", Choice: head.ToString()) }.ToEquatable());
        return new Declaration(
            new DeclaredType("Tests", "Sample", default, TypeShape.Usable),
            rows.Where(row => row.Stage != Stage.Loss).Select(Use).Prepend(loss).ToEquatable());
    }

    private static bool Fits(AttributeRow term, List<AttributeRow> rows)
        => rows.All(row => row.Stage is not (Stage.Modulator or Stage.Probabilities)
            || (term is { Terms: not null, Row: null, Element: null }))
            && !rows.Any(row => row.Excludes.Concat(term.Excludes)
                .Any(exclusion => exclusion.Name == term.Name || exclusion.Name == row.Name))
            && !rows.Any(row => row.NoTargetMap && term.Stage == Stage.Target)
            && !(rows.Any(row => row.NumbersOnly) && term.LabelsOnly);

    private static AttributeUse Use(AttributeRow row)
        => new(row.Name, row.Parameters.Where(parameter => IsNeeded(row, parameter)).Select(Sample).ToEquatable());

    private static bool IsNeeded(AttributeRow row, ParameterRow parameter)
        => parameter.Kind is ParameterKind.Number or ParameterKind.Numbers
            && (row.ExactlyOneOf.Count > 0 && row.ExactlyOneOf.Contains(parameter.Name)
                ? row.ExactlyOneOf[0] == parameter.Name
                : !parameter.Optional && (parameter.Default is null || parameter.Default.Equals(parameter.Neutral)));

    private static Argument Sample(ParameterRow parameter)
    {
        // Whatever it must be above takes the first of the values.
        var value = Values.Skip(parameter.Above is null ? 0 : 1)
            .First(value => parameter.Allows(value) && !value.Equals(parameter.Neutral)
                && (!parameter.Whole || value == Math.Floor(value)));
        return new Argument(parameter.Name, Numbers: new[] { value }.ToEquatable());
    }
}
