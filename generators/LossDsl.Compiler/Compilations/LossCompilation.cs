using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// A loss without errors, bound, and what the middle end makes of it: lowered, differentiated, and as kernel programs. What is
/// lowered and differentiated is made when it is first asked for, and kept; kernel programs and the key are made at each call.
/// Everybody asks here, and nobody lowers or runs passes on their own.
/// </summary>
public sealed class LossCompilation
{
    private static readonly Memo<LossCompilation> Known = new((declaration, _) => new LossCompilation(declaration));

    private readonly Dictionary<(Stages Stage, LossForm Kind), LossIr> made = [];

    private LossCompilation(Declaration declaration) => Model = LossModel.Of(declaration);

    private enum Stages
    {
        Lowered,
        Trained,
        Formula,
        Risk,
        RiskGradient,
    }

    /// <summary>The loss, bound.</summary>
    public LossModel Model { get; }

    /// <summary>The declaration that it was made of.</summary>
    public Declaration Declaration => Model.Declaration;

    /// <summary>That of a declaration; the same for whoever asks again.</summary>
    public static LossCompilation Of(Declaration declaration) => Known.Of(declaration, CancellationToken.None);

    /// <summary>That of a declaration that nobody else asks for: a variant of another, to be compared with it.</summary>
    public static LossCompilation OfVariant(Declaration declaration) => new(declaration);

    /// <summary>The loss as it is lowered.</summary>
    /// <param name="kind">What its targets are.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public LossIr Lowered(LossForm kind, CancellationToken cancellation = default)
        => Once(Stages.Lowered, kind, () => Lowering.Lower(Model, kind, cancellation));

    /// <summary>
    /// The loss as its training set has it: of each row as many as a sampler draws for one of the data set. Without sampler that is the
    /// loss.
    /// </summary>
    /// <inheritdoc cref="Lowered" path="/param"/>
    public LossIr Trained(LossForm kind, CancellationToken cancellation = default)
        => Model.Sampler is null ? Lowered(kind, cancellation)
            : Once(Stages.Trained, kind, () => Lowering.LowerTrained(Model, kind, cancellation));

    /// <summary>The loss as a formula, in normal form.</summary>
    /// <inheritdoc cref="Lowered" path="/param"/>
    public LossIr Formula(LossForm kind, CancellationToken cancellation = default)
        => Once(Stages.Formula, kind, () => Pipeline.Formula(Lowered(kind, cancellation), cancellation));

    /// <summary>
    /// What training minimises in the mean, of class indices where the loss takes these, as a formula without what vanishes.
    /// </summary>
    /// <param name="cancellation">Observed at each node.</param>
    public LossIr Risk(CancellationToken cancellation = default)
    {
        var kind = Model.TakesLabels ? LossForm.Labels : LossForm.Numbers;
        return Once(Stages.Risk, kind,
            () => new Vanish().Run(OneForm.Formula.Run(Trained(kind, cancellation), cancellation), cancellation));
    }

    /// <summary>The same with its gradient.</summary>
    /// <inheritdoc cref="Risk" path="/param"/>
    public LossIr RiskGradient(CancellationToken cancellation = default)
        => Once(Stages.RiskGradient, LossForm.Labels, () => Pipeline.Differentiated(Risk(cancellation), null, cancellation));

    /// <summary>The number by which rows are selected, as a loss of its own; null if all valid rows count.</summary>
    /// <inheritdoc cref="Lowered" path="/param"/>
    public LossIr? Key(LossForm kind, CancellationToken cancellation = default) => Lowering.LowerKey(Model, kind, cancellation);

    /// <summary>The kernel of the loss, with its gradient.</summary>
    /// <inheritdoc cref="Lowered" path="/param"/>
    internal KernelProgram Program(LossForm kind, CancellationToken cancellation)
        => Program(Lowered(kind, cancellation), Variable.Logits, cancellation);

    /// <summary>The kernel of the key; null if all valid rows count.</summary>
    /// <inheritdoc cref="Lowered" path="/param"/>
    internal KernelProgram? KeyProgram(LossForm kind, CancellationToken cancellation)
        => Key(kind, cancellation) is { } key ? Program(key, null, cancellation) : null;

    /// <summary>The kernels of the gradients with respect to inputs.</summary>
    /// <inheritdoc cref="Lowered" path="/param"/>
    internal IReadOnlyList<(InputRow Input, KernelProgram Program)> InputPrograms(LossForm kind, CancellationToken cancellation)
        => [.. InputTable.Differentiated(Formula(kind, cancellation)).Select(input
            => (input, Program(Lowered(kind, cancellation), Variable.Input(input.Name), cancellation)))];

    /// <summary>A variant of a loss with its gradient in normal form, before anything serves a machine.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="variable">With respect to what it is differentiated.</param>
    /// <param name="cancellation">Observed at each node.</param>
    internal static LossIr Differentiated(LossIr loss, Variable variable, CancellationToken cancellation)
        => Pipeline.Differentiated(loss, variable, cancellation);

    /// <summary>The loss after the passes towards tensor operators, with its gradient with respect to a leaf; null for none.</summary>
    /// <param name="loss">The loss as it was lowered, or a variant of it.</param>
    /// <param name="variable">The leaf.</param>
    /// <param name="cancellation">Observed at each node.</param>
    internal static LossIr Operators(LossIr loss, Variable? variable, CancellationToken cancellation)
        => Pipeline.RunOperators(loss, variable, cancellation).Last().Loss;

    /// <summary>The kernel of a loss that no declaration says: a link, or what training minimises.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="variable">With respect to what it is differentiated; null for a loss without gradient.</param>
    /// <param name="cancellation">Observed at each node.</param>
    internal static KernelProgram Program(LossIr loss, Variable? variable, CancellationToken cancellation)
        => ProgramBuilder.Of(Pipeline.Run(loss, variable, cancellation).Last().Loss);

    private LossIr Once(Stages stage, LossForm kind, Func<LossIr> make)
    {
        // Whoever comes second waits for the first rather than doing the same work; who is cancelled leaves nothing behind.
        lock (made)
        {
            if (!made.TryGetValue((stage, kind), out var loss))
                made.Add((stage, kind), loss = make());
            return loss;
        }
    }
}
