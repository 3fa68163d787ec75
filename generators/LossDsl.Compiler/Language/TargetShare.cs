using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The targets of a row as a linear functional of the losses of its labels: Σ_k q_k ℓ_k with
/// q_k = <paramref name="Own"/>·given_k + <paramref name="Background"/>_k.
/// </summary>
/// <param name="Given">What the call gives, or the label's row of a cost matrix in its place.</param>
/// <param name="Own">How much of it stays, a number.</param>
/// <param name="Background">What every label gets besides, per class or as one number; null for nothing.</param>
public sealed record TargetShare(GivenTargets Given, Expr Own, Expr? Background)
{
    /// <summary>What the call gives, whatever has taken its place.</summary>
    public GivenTargets Origin { get; init; } = Given;

    /// <summary>The loss of the row from those of the labels.</summary>
    public Expr Of(Expr perLabel)
        => Background is null ? Own * Given.Of(perLabel) : (Own * Given.Of(perLabel)) + OfBackground(perLabel);

    /// <summary>
    /// With weights outside: Σ_k given_k w_k (Σ_j S_kj ℓ_j), where S is what else maps the targets. With one label that is
    /// its weight times the loss of the row.
    /// </summary>
    public Expr OutsideWeights(Expr weights, Expr perLabel)
    {
        if (Origin.IsLabel)
            return Origin.Of(weights) * Of(perLabel);
        var own = Own * Given.Of(weights * perLabel);
        return Background is null ? own : own + (Given.Of(weights) * OfBackground(perLabel));
    }

    /// <summary>The targets as numbers, per class.</summary>
    public Expr PerClass => Background is { } background ? (Own * Given.PerClass) + background : Own * Given.PerClass;

    /// <summary>What gives way to something else that every label gets: (1 − share)·this + share·even.</summary>
    /// <param name="share">How much gives way, a number.</param>
    /// <param name="even">What every label gets, per class or as one number.</param>
    public TargetShare Towards(Expr share, Expr even)
    {
        var added = share * even;
        return this with
        {
            Own = (1 - share) * Own,
            Background = Background is { } background ? ((1 - share) * background) + added : added,
        };
    }

    private Expr OfBackground(Expr perLabel)
    {
        // A share that is 0 at run time leaves nothing of a loss, be it infinite.
        var background = Background!.Value;
        if ((background.Axes & Axes.Class) != 0)
            return SumClass(Weigh(background, perLabel));
        var sum = SumClass(perLabel);
        return background.Graph.DependsOn(background, Op.Parameter) ? Weigh(background, sum) : background * sum;
    }
}

/// <summary>What a call gives as targets.</summary>
/// <param name="PerClass">As numbers, per class.</param>
/// <param name="IsLabel">Whether it is one class index, for which <paramref name="PerClass"/> is 1.</param>
public sealed record GivenTargets(Expr PerClass, bool IsLabel)
{
    /// <summary>One class index.</summary>
    public static GivenTargets Label(Graph graph)
        => new(Select(graph.Leaf(Op.IsLabel), graph.Constant(1), graph.Constant(0)), true);

    /// <summary>Numbers per class.</summary>
    public static GivenTargets Numbers(Expr perClass) => new(perClass, false);

    /// <summary>Σ_k given_k a_k; what has no share counts as nothing, be it infinite.</summary>
    public Expr Of(Expr a) => IsLabel ? AtLabel(a) : SumClass(Weigh(PerClass, a));
}
