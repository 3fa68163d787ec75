using System;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>A pass in its place in a pipeline.</summary>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Run">The loss after it, from the loss before it, the leaf that it is differentiated with respect to, and a token
/// observed at each node.</param>
internal sealed record Pass(string Name, Func<LossIr, Variable, CancellationToken, LossIr> Run)
{
    /// <summary>Whether a loss without gradient goes without it.</summary>
    public bool ForGradients { get; init; }

    /// <summary>With a gradient: the leaves for which it is there; null for all.</summary>
    public Func<Variable, bool>? Only { get; init; }

    /// <summary>The operators that no loss has after it.</summary>
    public Op[] Removes { get; init; } = [];

    /// <summary>
    /// Whether it ends what is mathematics: values and gradient are in normal form then, and nothing serves a machine yet.
    /// </summary>
    public bool EndsMathematics { get; init; }

    /// <summary>Whether it runs for that leaf; null for a loss without gradient.</summary>
    public bool Applies(Variable? variable) => variable is null ? !ForGradients : Only is null || Only(variable);
}
