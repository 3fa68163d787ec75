using System;

namespace LossDsl.Runtime;

/// <summary>What one row adds to a denominator, in double precision.</summary>
internal readonly ref struct RowMeasures<TKernel, T>
    where TKernel : struct, ILossKernel
    where T : unmanaged
{
    /// <summary>Hyper-parameters, tables and scalars of the call.</summary>
    public required KernelCall Call { get; init; }

    /// <summary>The shape of the logits.</summary>
    public required LogitShape Shape { get; init; }

    /// <summary>The labels, −1 in rows that do not count.</summary>
    public required ReadOnlySpan<int> Labels { get; init; }

    /// <summary>The number of rows that count.</summary>
    public required int Valid { get; init; }

    /// <summary>The sample weights, or empty.</summary>
    public required ReadOnlySpan<double> SampleWeights { get; init; }

    /// <summary>The targets, if they are numbers.</summary>
    public required ReadOnlySpan<T> Targets { get; init; }

    /// <summary>Which elements count, or empty if all elements of rows that count do.</summary>
    public required ReadOnlySpan<bool> Mask { get; init; }

    /// <summary>Room for the targets of a row.</summary>
    public required Span<double> Room { get; init; }

    /// <summary>What the row adds.</summary>
    public double Of(Denominator denominator, int row)
    {
        if (denominator == Denominator.Batch)
            return 1;
        if (Labels[row] < 0)
            return 0;
        return denominator switch
        {
            Denominator.Valid => 1,
            Denominator.Elements => Mask.IsEmpty ? Shape.Classes : ElementMask.Count(Shape, Mask, row),
            Denominator.Weights => Weight(row),
            Denominator.SampleWeights => (SampleWeights.IsEmpty ? 1 : SampleWeights[row]) * Weight(row),
            _ => throw new InvalidOperationException($"no denominator {denominator} of rows."),
        };
    }

    private double Weight(int row)
    {
        if (Targets.IsEmpty)
            return TKernel.Weight(Call, Labels[row]);
        var targets = Room;
        var index = ElementMask.Index(Shape, row, 0);
        for (var k = 0; k < targets.Length; k++, index += Shape.Positions)
            targets[k] = Mask.IsEmpty || Mask[index] ? Storage.ToDouble(Targets[index]) : 0;

        return TKernel.WeightOf(Call, targets);
    }
}
