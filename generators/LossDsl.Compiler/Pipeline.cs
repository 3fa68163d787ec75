using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>The passes in their order. A new pass is a new line.</summary>
public static class Pipeline
{
    private const string OfInputs = "exchange roles";

    // Each pass takes the input with respect to which the loss is differentiated, or null for the logits.
    private static readonly (string Name, Func<LossIr, string?, LossIr> Run)[] Passes =
    [
        ("normal form", (loss, _) => new AlgebraPass(limits: false).Run(loss)),
        ("differentiate", (loss, input) => new Differentiate(input is null ? Variable.Logits : Variable.Input(input)).Run(loss)),
        ("maximum apart", (loss, _) => new MaximumApart().Run(loss)),
        ("erase stops", (loss, _) => new EraseStops().Run(loss)),
        ("normal form of the gradient", (loss, _) => new AlgebraPass().Run(loss)),
        (OfInputs, (loss, input) => new ExchangeRoles(input!).Run(loss)),
        ("split at the label", (loss, _) => new LabelSplit().Run(loss)),
        ("normal form of the halves", (loss, _) => new AlgebraPass().Run(loss)),
        ("stable mean", (loss, _) => new StableMean().Run(loss)),
        ("stable softmax", (loss, _) => new StableSoftmax().Run(loss)),
        ("stable logistic", (loss, _) => new StableLogistic().Run(loss)),
        ("stable logarithm", (loss, _) => new StableLogarithm().Run(loss)),
        ("regroup", (loss, _) => new Regroup().Run(loss)),
        ("strength reduction", (loss, _) => new StrengthReduction().Run(loss)),
        ("erase rounding", (loss, _) => new EraseRounded().Run(loss)),
        ("join at the label", (loss, _) => new JoinAtLabel().Run(loss)),
        ("leave out what is masked", (loss, _) => new LeaveOutMasked().Run(loss)),
    ];

    // Tensor operators have the softmax and the logistic function, and automatic differentiation goes on from what they
    // compute: what is constant for the gradient has to stay so.
    private static readonly (string Name, Func<LossIr, Variable, LossIr> Run)[] OperatorPasses =
    [
        ("normal form", (loss, _) => new AlgebraPass(limits: false).Run(loss)),
        ("differentiate", (loss, variable) => new Differentiate(variable).Run(loss)),
        ("normal form of the gradient", (loss, _) => new AlgebraPass().Run(loss)),
        ("split at the label", (loss, variable) => variable.Op == Op.Parameter ? loss : new LabelSplit().Run(loss)),
        ("normal form of the halves", (loss, _) => new AlgebraPass().Run(loss)),
        ("stable mean", (loss, _) => new StableMean().Run(loss)),
        ("put at the label", (loss, _) => new PutAtLabels().Run(loss)),
        ("stable logarithm", (loss, _) => new StableLogarithm().Run(loss)),
        ("divide twice", (loss, _) => new DivideTwice().Run(loss)),
        ("leave out what is masked", (loss, variable) => variable.Op == Op.Parameter ? loss : new LeaveOutMasked().Run(loss)),
    ];

    /// <summary>The number of passes after which the gradient is in normal form, before anything serves a machine.</summary>
    public const int Mathematics = 5;

    // What a loss without gradient needs of them: a key by which rows are selected.
    private static readonly string[] OfGradients = ["differentiate", "maximum apart", "split at the label"];

    /// <summary>The forms that a declaration without errors has.</summary>
    public static IReadOnlyList<LossForm> Forms(Declaration declaration) => Lowering.Forms(declaration);

    /// <summary>Lowers a declaration without errors, in one of its forms.</summary>
    public static LossIr Lower(Declaration declaration, LossForm form) => Lowering.Lower(declaration, form);

    /// <summary>Lowers the number by which a declaration selects rows; null if it selects none.</summary>
    public static LossIr? LowerKey(Declaration declaration, LossForm form) => Lowering.LowerKey(declaration, form);

    /// <summary>The loss after each pass towards tensor operators, with the pass's name.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="variable">With respect to what its gradient is wanted; null for no gradient.</param>
    public static IEnumerable<(string Pass, LossIr Loss)> RunOperators(LossIr loss, Variable? variable)
    {
        foreach (var (name, run) in OperatorPasses)
        {
            if (variable is null && System.Array.IndexOf(OfGradients, name) >= 0)
                continue;
            loss = run(loss, variable ?? Variable.Logits);
            yield return (name, loss);
        }
    }

    /// <summary>The loss after each pass, with the pass's name.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="gradient">Whether its gradient is wanted.</param>
    /// <param name="input">The input with respect to which the gradient is wanted; null for the logits.</param>
    public static IEnumerable<(string Pass, LossIr Loss)> Run(LossIr loss, bool gradient = true, string? input = null)
    {
        foreach (var (name, run) in Passes)
        {
            if ((!gradient && System.Array.IndexOf(OfGradients, name) >= 0) || (input is null && name == OfInputs))
                continue;
            loss = run(loss, input);
            yield return (name, loss);
        }
    }
}
