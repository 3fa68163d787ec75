using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Two base terms, or two parts, that have the same gradient in every form of the targets, but for their coefficients.</summary>
internal static class RepeatedTerm
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        foreach (var site in judged.Uses.Where(use => use.Row.Stage == Stage.BaseTerm).GroupBy(use => use.Part))
        {
            foreach (var (first, second) in Equal([.. site], term => Gradients(judged.Declaration, term, judged.Cancellation)))
                yield return second.Breaks(CompositionRules.RepeatedTerm, null, $"[{first.Name}]", $"[{second.Name}]");
        }

        foreach (var (first, second) in Equal([.. judged.Uses.Where(use => use.Stage == Stage.Part)],
            part => Gradients(judged.Declaration, part, judged.Cancellation)))
        {
            string Name(Term use) => $"'{judged.Declaration.Parts[use.Part].Name}'";
            yield return second.Breaks(CompositionRules.RepeatedTerm, null, Name(first), Name(second));
        }
    }

    private static IEnumerable<(Term First, Term Second)> Equal(
        IReadOnlyList<Term> uses,
        Func<Term, EquatableArray<LossIr>> gradients)
    {
        if (uses.Count < 2)
            yield break;
        var known = new List<(Term Use, EquatableArray<LossIr> Gradients)>();
        foreach (var use in uses)
        {
            var own = gradients(use);
            if (known.FirstOrDefault(other => other.Gradients.Equals(own)).Use is { } first)
                yield return (first, use);
            known.Add((use, own));
        }
    }

    /// <summary>The gradients, without coefficient, of the loss with this base term alone or this part alone.</summary>
    private static EquatableArray<LossIr> Gradients(Declaration declaration, Term kept, CancellationToken cancellation)
    {
        var plain = kept.Use with
        {
            Arguments = kept.Use.Arguments.Where(argument => !IsCoefficient(kept.Row, argument.Name))
            .ToEquatable()
        };
        EquatableArray<AttributeUse> Alone(EquatableArray<AttributeUse> attributes) => attributes
            .Select((use, i) => (Use: i == kept.Index ? plain : use, IsKept: i == kept.Index))
            .Where(one => one.IsKept || kept.Stage == Stage.Part || !IsTerm(one.Use))
            .Select(one => one.Use).ToEquatable();

        if (kept.Part < 0)
            return Gradients(declaration, declaration with { Attributes = Alone(declaration.Attributes) }, cancellation);
        var part = declaration.Parts[kept.Part];
        part = part with { Name = "", Attributes = Alone(part.Attributes) };
        return Gradients(declaration, declaration with { Parts = new[] { part }.ToEquatable() }, cancellation);
    }

    private static EquatableArray<LossIr> Gradients(Declaration whole, Declaration alone, CancellationToken cancellation)
        => LossModel.Of(whole).TargetKinds.Select(kind =>
            Gradient(LossCompilation.OfVariant(alone).Lowered(kind, cancellation), cancellation)).ToEquatable();

    private static bool IsCoefficient(AttributeRow row, string argument)
        => row.Of(ParameterRole.Coefficient) is { } coefficient && (argument == coefficient.Name || argument == coefficient.Binding);

    private static bool IsTerm(AttributeUse use) => AttributeTable.Find(use.Name) is { Stage: Stage.BaseTerm or Stage.Regulariser };

    /// <summary>The gradient of a row, with how rows become one number.</summary>
    private static LossIr Gradient(LossIr loss, CancellationToken cancellation)
    {
        var formula = new Vanish().Run(OneForm.Formula.Run(loss, cancellation), cancellation);
        var derived = new Differentiate(Variable.Logits).Run(formula, cancellation);
        var whole = new AlgebraPass().Run(derived, cancellation);
        var first = whole.Components[0];
        var gradient = whole.Nodes.Into(whole.Gradient, new Graph(), _ => null).ToLoss();
        return gradient with
        {
            Reduction = whole.Reduction,
            Components = gradient.Components
                .Select(component => component with { Denominator = first.Denominator, Steps = first.Steps }).ToEquatable(),
        };
    }
}
