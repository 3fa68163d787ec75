using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>The passes in their order. A new pass is a new line, which says what it is for and what it leaves behind.</summary>
public static class Pipeline
{
    private static readonly Pass[] Passes =
    [
        new("computed form", (loss, _, token) => OneForm.Computed.Run(loss, token)) { Removes = [Op.Numerical] },
        new("normal form", (loss, _, token) => new AlgebraPass(limits: false).Run(loss, token)),
        new("differentiate", (loss, variable, token) => new Differentiate(variable).Run(loss, token)) { ForGradients = true },
        new("maximum apart", (loss, _, token) => new MaximumApart().Run(loss, token)) { ForGradients = true },
        new("stable divergence", (loss, _, token) => new StableDivergence().Run(loss, token)) { Removes = [Op.JensenShannon] },
        new("erase stops", (loss, _, token) => new Erase(Op.Stop).Run(loss, token)) { Removes = [Op.Stop] },
        new("normal form of the gradient", (loss, _, token) => new AlgebraPass().Run(loss, token)) { EndsMathematics = true },
        new("gradient alone", (loss, _, token) => new GradientAlone().Run(loss, token))
        {
            ForGradients = true,
            Only = variable => variable.Op == Op.Input,
        },
        new("split at the label", (loss, _, token) => new LabelSplit().Run(loss, token)) { ForGradients = true },
        new("normal form of the halves", (loss, _, token) => new AlgebraPass().Run(loss, token)),
        new("stable mean", (loss, _, token) => new StableMean().Run(loss, token)),
        new("stable softmax", (loss, _, token) => new StableSoftmax().Run(loss, token)) { Removes = [Op.LogSoftmax, Op.LogSumExp] },
        new("stable logistic", (loss, _, token) => new StableLogistic().Run(loss, token)) { Removes = [Op.LogSigmoid] },
        new("stable logarithm", (loss, _, token) => new StableLogarithm().Run(loss, token)) { Removes = [Op.LogCosh, Op.Bennett] },
        new("regroup", (loss, _, token) => new Regroup().Run(loss, token)),
        new("strength reduction", (loss, _, token) => new StrengthReduction().Run(loss, token)),
        new("erase rounding", (loss, _, token) => new Erase(Op.Rounded).Run(loss, token)) { Removes = [Op.Rounded] },
        new("join at the label", (loss, _, token) => new JoinAtLabel().Run(loss, token)),
        new("leave out what is masked", (loss, _, token) => new LeaveOutMasked().Run(loss, token)) { Removes = [Op.PutAtLabel] },
    ];

    // Tensor operators have the softmax and the logistic function, and automatic differentiation goes on from what they
    // compute: what is constant for the gradient has to stay so.
    private static readonly Pass[] OperatorPasses =
    [
        new("computed form", (loss, _, token) => OneForm.Computed.Run(loss, token)) { Removes = [Op.Numerical] },
        new("normal form", (loss, _, token) => new AlgebraPass(limits: false).Run(loss, token)),
        new("differentiate", (loss, variable, token) => new Differentiate(variable).Run(loss, token)) { ForGradients = true },
        new("stable divergence", (loss, _, token) => new StableDivergence().Run(loss, token)) { Removes = [Op.JensenShannon] },
        new("normal form of the gradient", (loss, _, token) => new AlgebraPass().Run(loss, token)) { EndsMathematics = true },
        new("split at the label", (loss, _, token) => new LabelSplit().Run(loss, token)) { ForGradients = true, Only = IsElement },
        new("normal form of the halves", (loss, _, token) => new AlgebraPass().Run(loss, token)),
        new("stable mean", (loss, _, token) => new StableMean().Run(loss, token)),
        new("put at the label", (loss, _, token) => new PutAtLabels().Run(loss, token)),
        new("stable logarithm", (loss, _, token) => new StableLogarithm().Run(loss, token)) { Removes = [Op.Bennett] },
        new("divide twice", (loss, _, token) => new DivideTwice().Run(loss, token)),
        new("leave out what is masked", (loss, _, token) => new LeaveOutMasked().Run(loss, token))
        {
            ForGradients = true,
            Only = IsElement,
        },
    ];

    /// <summary>A loss as a formula, in normal form: what is written otherwise than it is computed stands as it is written.</summary>
    public static LossIr Formula(LossIr lowered, CancellationToken cancellation = default)
        => new AlgebraPass(limits: false).Run(OneForm.Formula.Run(lowered, cancellation), cancellation);

    /// <summary>The loss after each pass towards tensor operators, with the pass's name.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="variable">With respect to what its gradient is wanted; null for no gradient.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IEnumerable<(string Pass, LossIr Loss)> RunOperators(LossIr loss, Variable? variable,
        CancellationToken cancellation = default)
        => Run(OperatorPasses, loss, variable, cancellation).Select(stage => (stage.Pass.Name, stage.Loss));

    /// <summary>The loss after each pass towards kernels, with the pass's name.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="variable">With respect to what its gradient is wanted; null for no gradient.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IEnumerable<(string Pass, LossIr Loss)> Run(LossIr loss, Variable? variable, CancellationToken cancellation = default)
        => Run(Passes, loss, variable, cancellation).Select(stage => (stage.Pass.Name, stage.Loss));

    /// <summary>The loss after each pass towards kernels, with the gradient with respect to the logits.</summary>
    public static IEnumerable<(string Pass, LossIr Loss)> Run(LossIr loss, CancellationToken cancellation = default)
        => Run(loss, Variable.Logits, cancellation);

    /// <summary>The loss with its gradient in normal form, before anything serves a machine.</summary>
    /// <param name="loss">The loss as it was lowered.</param>
    /// <param name="variable">With respect to what it is differentiated; null for the logits.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static LossIr Differentiated(LossIr loss, Variable? variable = null, CancellationToken cancellation = default)
        => Run(Passes, loss, variable ?? Variable.Logits, cancellation).First(stage => stage.Pass.EndsMathematics).Loss;

    private static IEnumerable<(Pass Pass, LossIr Loss)> Run(Pass[] passes, LossIr loss, Variable? variable, CancellationToken cancellation)
    {
        var removed = new HashSet<Op>();
        foreach (var pass in passes.Where(pass => pass.Applies(variable)))
        {
            removed.UnionWith(pass.Removes);
            loss = Verifier.Check(pass.Run(loss, variable ?? Variable.Logits, cancellation), pass.Name, removed);
            yield return (pass, loss);
        }
    }

    private static bool IsElement(Variable variable) => variable.Op != Op.Parameter;
}
