using System;
using System.Linq;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>The inputs of a case as the library takes them, and how the reference's results compare with the library's.</summary>
/// <param name="Data">Scores or predictions (N,C,P), targets, and whatever else a call gives.</param>
internal sealed record Batch(ReferenceBatch Data)
{
    /// <summary>The name of the reference's input that became the scores or predictions.</summary>
    public string Input { get; init; } = "logits";

    /// <summary>The name of the reference's input that became the variances, if one did.</summary>
    public string? VarianceInput { get; init; }

    /// <summary>
    /// Where each entry of <see cref="ReferenceBatch.Logits"/> stands in the reference's tensor; null if they have the same
    /// order.
    /// </summary>
    public int[]? Order { get; init; }

    /// <summary>What a loss value and a gradient of the reference have to be multiplied by to be the library's.</summary>
    public double Unit { get; init; } = 1;

    /// <summary>
    /// What <c>per_sample</c> of the reference has to be multiplied by to be the library's loss of a row (a sum over its
    /// elements, for an elementwise head): C where the reference takes the mean over them.
    /// </summary>
    public double RowUnit { get; init; } = 1;

    /// <summary>
    /// Where the reference without reduction has one loss per row and the library one per element: the share of each element
    /// in the loss of the row, 1 for a sum and 1/C for a mean.
    /// </summary>
    public double? ElementShare { get; init; }

    /// <summary>Brings a tensor that is shaped like the reference's logits into the library's order.</summary>
    public double[] ToElements(Tensor tensor)
    {
        // A layout that leaves elements out says which are left.
        if (tensor.Data.Length != Data.Logits.Length && !(Order is { } order && tensor.Data.Length > order.Max()))
            throw new MalformedVectorException($"{tensor} is not shaped like the logits, which have {Data.Logits.Length} entries");
        return Order is null ? tensor.Data : Array.ConvertAll(Order, from => tensor.Data[from]);
    }

    /// <summary>The sum over the elements of each row of a tensor in the library's order, times a factor.</summary>
    public double[] RowSums(double[] elements, double factor = 1)
    {
        var sums = new double[Data.Rows];
        for (var row = 0; row < sums.Length; row++)
        {
            foreach (var element in Data.Row(elements, row))
                sums[row] += factor * element;
        }

        return sums;
    }
}
