using System;
using System.Collections.Generic;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>The passes in their order. A new pass is a new line.</summary>
public static class Pipeline
{
    private const string OfInputs = "exchange roles";

    // Each pass takes the input with respect to which the loss is differentiated, or null for the logits.
    private static readonly (string Name, Func<LossIr, string?, CancellationToken, LossIr> Run)[] Passes =
    [
        ("computed form", (loss, _, token) => OneForm.Computed.Run(loss, token)),
        ("normal form", (loss, _, token) => new AlgebraPass(limits: false).Run(loss, token)),
        ("differentiate", (loss, input, token) => new Differentiate(input is null ? Variable.Logits : Variable.Input(input)).Run(loss, token)),
        ("maximum apart", (loss, _, token) => new MaximumApart().Run(loss, token)),
        ("stable divergence", (loss, _, token) => new StableDivergence().Run(loss, token)),
        ("erase stops", (loss, _, token) => new Erase(Op.Stop).Run(loss, token)),
        ("normal form of the gradient", (loss, _, token) => new AlgebraPass().Run(loss, token)),
        (OfInputs, (loss, input, token) => new ExchangeRoles(input!).Run(loss, token)),
        ("split at the label", (loss, _, token) => new LabelSplit().Run(loss, token)),
        ("normal form of the halves", (loss, _, token) => new AlgebraPass().Run(loss, token)),
        ("stable mean", (loss, _, token) => new StableMean().Run(loss, token)),
        ("stable softmax", (loss, _, token) => new StableSoftmax().Run(loss, token)),
        ("stable logistic", (loss, _, token) => new StableLogistic().Run(loss, token)),
        ("stable logarithm", (loss, _, token) => new StableLogarithm().Run(loss, token)),
        ("regroup", (loss, _, token) => new Regroup().Run(loss, token)),
        ("strength reduction", (loss, _, token) => new StrengthReduction().Run(loss, token)),
        ("erase rounding", (loss, _, token) => new Erase(Op.Rounded).Run(loss, token)),
        ("join at the label", (loss, _, token) => new JoinAtLabel().Run(loss, token)),
        ("leave out what is masked", (loss, _, token) => new LeaveOutMasked().Run(loss, token)),
    ];

    // Tensor operators have the softmax and the logistic function, and automatic differentiation goes on from what they
    // compute: what is constant for the gradient has to stay so.
    private static readonly (string Name, Func<LossIr, Variable, CancellationToken, LossIr> Run)[] OperatorPasses =
    [
        ("computed form", (loss, _, token) => OneForm.Computed.Run(loss, token)),
        ("normal form", (loss, _, token) => new AlgebraPass(limits: false).Run(loss, token)),
        ("differentiate", (loss, variable, token) => new Differentiate(variable).Run(loss, token)),
        ("stable divergence", (loss, _, token) => new StableDivergence().Run(loss, token)),
        ("normal form of the gradient", (loss, _, token) => new AlgebraPass().Run(loss, token)),
        ("split at the label", (loss, variable, token) => variable.Op == Op.Parameter ? loss : new LabelSplit().Run(loss, token)),
        ("normal form of the halves", (loss, _, token) => new AlgebraPass().Run(loss, token)),
        ("stable mean", (loss, _, token) => new StableMean().Run(loss, token)),
        ("put at the label", (loss, _, token) => new PutAtLabels().Run(loss, token)),
        ("stable logarithm", (loss, _, token) => new StableLogarithm().Run(loss, token)),
        ("divide twice", (loss, _, token) => new DivideTwice().Run(loss, token)),
        ("leave out what is masked", (loss, variable, token) => variable.Op == Op.Parameter ? loss : new LeaveOutMasked().Run(loss, token)),
    ];

    /// <summary>The number of passes after which the gradient is in normal form, before anything serves a machine.</summary>
    public const int Mathematics = 7;

    // What a loss without gradient needs of them: a key by which rows are selected.
    private static readonly string[] OfGradients = ["differentiate", "maximum apart", "split at the label"];

    /// <summary>The forms that a declaration without errors has.</summary>
    public static IReadOnlyList<LossForm> Forms(Declaration declaration) => Lowering.Forms(declaration);

    /// <summary>Lowers a declaration without errors, in one of its forms.</summary>
    public static LossIr Lower(Declaration declaration, LossForm form) => Lowering.Lower(declaration, form);

    /// <summary>Lowers the number by which a declaration selects rows; null if it selects none.</summary>
    public static LossIr? LowerKey(Declaration declaration, LossForm form) => Lowering.LowerKey(declaration, form);

    /// <summary>A loss as a formula, in normal form: what is written otherwise than it is computed stands as it is written.</summary>
    public static LossIr Formula(LossIr lowered, CancellationToken cancellation = default)
        => new AlgebraPass(limits: false).Run(OneForm.Formula.Run(lowered, cancellation), cancellation);

    /// <summary>The loss after each pass towards tensor operators, with the pass's name.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="variable">With respect to what its gradient is wanted; null for no gradient.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IEnumerable<(string Pass, LossIr Loss)> RunOperators(LossIr loss, Variable? variable, CancellationToken cancellation = default)
    {
        foreach (var (name, run) in OperatorPasses)
        {
            if (variable is null && System.Array.IndexOf(OfGradients, name) >= 0)
                continue;
            loss = run(loss, variable ?? Variable.Logits, cancellation);
            yield return (name, loss);
        }
    }

    /// <summary>The loss after each pass, with the pass's name.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="gradient">Whether its gradient is wanted.</param>
    /// <param name="input">The input with respect to which the gradient is wanted; null for the logits.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IEnumerable<(string Pass, LossIr Loss)> Run(LossIr loss, bool gradient = true, string? input = null, CancellationToken cancellation = default)
    {
        foreach (var (name, run) in Passes)
        {
            if ((!gradient && System.Array.IndexOf(OfGradients, name) >= 0) || (input is null && name == OfInputs))
                continue;
            loss = run(loss, input, cancellation);
            yield return (name, loss);
        }
    }
}
