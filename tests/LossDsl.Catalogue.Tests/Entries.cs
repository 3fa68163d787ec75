using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Catalogue.Tests;

/// <summary>Every loss of the catalogue, with something for its constructor.</summary>
internal static class Entries
{
    private static readonly int[] Counts = [900, 300, 100, 30, 10];
    private static readonly double[] Frequencies = [0.5, 0.1, 0.01, 0.001, 0.0001];

    private static readonly Dictionary<Type, Func<Loss>> WithArguments = new Func<Loss>[]
    {
        () => new BalancedSoftmaxLoss(Counts),
        () => new LogitAdjustedLoss(Counts),
        () => new ClassBalancedLoss(Counts),
        () => new ClassBalancedFocalLoss(Counts),
        () => new LdamLoss(Counts),
        () => new LdamDrwLoss(Counts),
        () => new CdtLoss(Counts),
        () => new VectorScalingLoss(Counts),
        () => new SeesawLoss(Counts),
        () => new DistributionBalancedLoss(Counts),
        () => new EqualizationLoss(Frequencies),
    }.ToDictionary(create => create().GetType());

    /// <summary>The losses by type.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(FocalLoss).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Loss)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>A new one.</summary>
    public static Loss Create(Type type)
        => WithArguments.TryGetValue(type, out var create) ? create() : (Loss)Activator.CreateInstance(type)!;
}
