using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Every base term of every head × class weights × label smoothing × kind of targets × ignore index or mask × reduction ×
/// normaliser. A cell is a declaration with a batch, or the rules of the language refuse it.
/// </summary>
internal static class CrossProduct
{
    private static readonly (string Name, AttributeUse? Use)[] Weights =
        [("unweighted", null), ("weighted", new("ClassWeights", default)), ("inverse frequency", new("InverseFrequency", default))];

    private static readonly (string Name, AttributeUse? Use)[] Smoothings =
        [("unsmoothed", null),
            ("smoothed", new("LabelSmoothing", new[] { new Argument("Alpha", Numbers: new[] { 0.1 }.ToEquatable()) }.ToEquatable()))];

    private static readonly (string Name, AttributeUse? Use)[] Reductions =
    [
        ("default mean", null), ("mean per valid", Mean("Valid")), ("mean per weight sum", Mean("WeightSum")),
            ("mean per external", Mean("External")),
        ("sum", new("Sum", default)), ("none", new("NoReduction", default)),
    ];

    private static readonly string[] Absences = ["all rows", "ignore index", "mask"];

    /// <summary>A cell.</summary>
    /// <param name="Name">Its coordinates.</param>
    /// <param name="Declaration">What it declares.</param>
    /// <param name="Form">What its targets are.</param>
    /// <param name="Masked">Whether the batch has a mask.</param>
    /// <param name="Normalized">Whether the batch has a normaliser.</param>
    /// <param name="Chosen">
    /// Whether it is compiled: for the first term of each head every cell; for the others a choice in which each two options
    /// of different kinds meet, in turn over the terms.
    /// </param>
    public sealed record Cell(string Name, Declaration Declaration, LossForm Form, bool Masked, bool Normalized, bool Chosen)
    {
        /// <summary>The rules that refuse it, empty if none does.</summary>
        public IReadOnlyList<string> Refusals { get; } = [.. LossCompiler.Check(Declaration).Select(problem => problem.Rule.Id).Distinct()];

        /// <summary>Whether the loss has no meaning for these targets.</summary>
        public bool OtherTargets => Refusals.Count == 0 && !LossModel.Of(Declaration).TargetKinds.Contains(Form);
    }

    /// <summary>All cells.</summary>
    public static IEnumerable<Cell> Cells()
        => from head in new[] { Heads.Softmax, Heads.Sigmoid, Heads.Gumbel, Heads.Identity }
           from term in AttributeTable.All.Where(row => row.Stage == Stage.BaseTerm && (row.Heads & head) != 0)
               .Select((row, i) => (Row: row, Number: i))
           from w in Enumerable.Range(0, Weights.Length)
           from s in Enumerable.Range(0, Smoothings.Length)
           from r in Enumerable.Range(0, Reductions.Length)
           from a in Enumerable.Range(0, Absences.Length)
           let chosen = term.Number == 0
               || ((w + r + s + term.Number) % Weights.Length == 0 && (a + r + (2 * s) + term.Number) % Absences.Length == 0)
           from form in new[] { LossForm.Labels, LossForm.Numbers }
           from normalized in new[] { false, true }
           let uses = new[] { Loss(head, Absences[a]), Plain(term.Row), Weights[w].Use, Smoothings[s].Use,
               Reductions[r].Use }.OfType<AttributeUse>()
           let name = $"{head} {term.Row.Name}, {Weights[w].Name}, {Smoothings[s].Name}, {Reductions[r].Name}, {Absences[a]}, {form}{(normalized ? ", normaliser" : "")}"
           select new Cell(name, new Declaration(new DeclaredType("Cells", "Cell", default, TypeShape.Usable), uses.ToEquatable()), form,
               Absences[a] == "mask", normalized, chosen);

    private static AttributeUse Mean(string by) => new("Mean", new[] { new Argument("By", Choice: by) }.ToEquatable());

    private static AttributeUse Loss(Heads head, string absence)
        => new("Loss", new[] { new Argument("Head", Choice: head.ToString()),
            new Argument("IgnoreIndex", Numbers: new double[] { -100 }.ToEquatable(), Integer: -100) }
            .Take(absence == "ignore index" ? 2 : 1).ToEquatable());

    /// <summary>A term with plain arguments where it has no defaults.</summary>
    private static AttributeUse Plain(AttributeRow row)
        => new(row.Name, row.Parameters
            .Where(parameter => parameter.Default is null && !parameter.Optional
                && parameter.Kind is ParameterKind.Number or ParameterKind.Numbers)
            .Select(parameter =>
                Argument(parameter, new[] { 1, 0.5, 2, parameter.Low + 1, parameter.High - 1 }.First(value => parameter.Allows(value)
                    && !value.Equals(parameter.Neutral))))
            .ToEquatable());

    private static Argument Argument(ParameterRow parameter, double value)
        => new(parameter.Name, Numbers: new[] { value }.ToEquatable(), Integer: parameter.Whole
            && parameter.Kind == ParameterKind.Number ? (long)value : null);
}
