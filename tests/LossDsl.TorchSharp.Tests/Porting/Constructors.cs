using System;
using System.Collections.Generic;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>Makes the losses. Constructors that take numbers per class take spans, which reflection cannot pass.</summary>
internal static class Constructors
{
    /// <summary>Weights per class, not all alike.</summary>
    public static readonly double[] Weights = [0.2, 1, 3, 0.7, 1.6];

    /// <summary>Weights per class where the class applies.</summary>
    public static readonly double[] PositiveWeights = [2, 0.5, 1.5, 4, 1];

    private static readonly Dictionary<Type, Func<Loss>> WithNumbers = new()
    {
        [typeof(CrossEntropies.WeightedMean)] = () => new CrossEntropies.WeightedMean(Weights),
        [typeof(CrossEntropies.WeightedMeanIgnoring1)] = () => new CrossEntropies.WeightedMeanIgnoring1(Weights),
        [typeof(CrossEntropies.WeightedSum)] = () => new CrossEntropies.WeightedSum(Weights),
        [typeof(CrossEntropies.WeightedSumIgnoring1)] = () => new CrossEntropies.WeightedSumIgnoring1(Weights),
        [typeof(CrossEntropies.WeightedNone)] = () => new CrossEntropies.WeightedNone(Weights),
        [typeof(CrossEntropies.WeightedNoneIgnoring1)] = () => new CrossEntropies.WeightedNoneIgnoring1(Weights),
        [typeof(BinaryCrossEntropies.WeightedMean)] = () => new BinaryCrossEntropies.WeightedMean(Weights),
        [typeof(BinaryCrossEntropies.PositiveMean)] = () => new BinaryCrossEntropies.PositiveMean(PositiveWeights),
        [typeof(BinaryCrossEntropies.WeightedPositiveMean)] = () => new BinaryCrossEntropies.WeightedPositiveMean(Weights, PositiveWeights),
        [typeof(BinaryCrossEntropies.WeightedSum)] = () => new BinaryCrossEntropies.WeightedSum(Weights),
        [typeof(BinaryCrossEntropies.PositiveSum)] = () => new BinaryCrossEntropies.PositiveSum(PositiveWeights),
        [typeof(BinaryCrossEntropies.WeightedPositiveSum)] = () => new BinaryCrossEntropies.WeightedPositiveSum(Weights, PositiveWeights),
        [typeof(BinaryCrossEntropies.WeightedNone)] = () => new BinaryCrossEntropies.WeightedNone(Weights),
        [typeof(BinaryCrossEntropies.PositiveNone)] = () => new BinaryCrossEntropies.PositiveNone(PositiveWeights),
        [typeof(BinaryCrossEntropies.WeightedPositiveNone)] = () => new BinaryCrossEntropies.WeightedPositiveNone(Weights, PositiveWeights),
        [typeof(BinaryCrossEntropies.WeightedRowsOfMean)] = () => new BinaryCrossEntropies.WeightedRowsOfMean(Weights),
        [typeof(BinaryCrossEntropies.WeightedRowsOfSum)] = () => new BinaryCrossEntropies.WeightedRowsOfSum(Weights),
        [typeof(Hinges.WeightedMean)] = () => new Hinges.WeightedMean(Weights),
        [typeof(Hinges.WeightedSquaredMean)] = () => new Hinges.WeightedSquaredMean(Weights),
        [typeof(Hinges.WeightedSum)] = () => new Hinges.WeightedSum(Weights),
        [typeof(Hinges.WeightedSquaredSum)] = () => new Hinges.WeightedSquaredSum(Weights),
        [typeof(Hinges.WeightedNone)] = () => new Hinges.WeightedNone(Weights),
        [typeof(Hinges.WeightedSquaredNone)] = () => new Hinges.WeightedSquaredNone(Weights),
    };

    /// <summary>A loss of a class, its numbers per class those above.</summary>
    public static Loss Make(Type type) => WithNumbers.TryGetValue(type, out var make) ? make() : (Loss)Activator.CreateInstance(type)!;
}
