using System;
using System.Collections.Generic;
using LossDsl;

namespace LongTailedDigits;

/// <summary>One of the losses that are compared.</summary>
/// <param name="Name">The name shown in the table and the chart.</param>
/// <param name="Create">Makes the loss for the class counts of a training set.</param>
public sealed record Contender(string Name, Func<ClassCounts, SoftmaxLoss> Create)
{
    /// <summary>Whether its network puts out cosines, which margins are made for.</summary>
    public bool Cosines { get; init; }

    /// <summary>All of them, plain cross-entropy first: it is what the others are compared with.</summary>
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("cross-entropy", _ => new PlainCrossEntropy()),
        new("balanced softmax", counts => new BalancedSoftmax(counts)),
        new("effective number", counts => new EffectiveNumberWeights(counts)),
        new("focal, γ = 2", _ => new FocalLoss()),
        new("Poly-1, ε = 1", _ => new Poly1()),
        new("LDAM-DRW", counts => new LdamDrw(counts)) { Cosines = true },
        new("vector scaling", counts => new VectorScaling(counts)),
        new("composed", counts => new ComposedLoss(counts)),
    ];
}
