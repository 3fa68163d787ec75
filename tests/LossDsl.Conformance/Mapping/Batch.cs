using System;

namespace LossDsl.Conformance;

/// <summary>The inputs of a case as the library takes them: rows of logits, one label each.</summary>
/// <param name="Logits">(N,C), row after row.</param>
/// <param name="Labels">(N).</param>
/// <param name="Classes">C.</param>
internal sealed record Batch(double[] Logits, long[] Labels, int Classes)
{
    /// <summary>
    /// Where each row entry stands in the reference's tensor of logits; null if they have the same order.
    /// </summary>
    public int[]? Order { get; init; }

    /// <summary>What a loss value of the reference has to be multiplied by to be the library's.</summary>
    public double Unit { get; init; } = 1;

    public int Rows => Labels.Length;

    /// <summary>Brings a tensor that is shaped like the reference's logits into the order of the rows.</summary>
    public double[] ToRows(Tensor tensor)
    {
        if (tensor.Data.Length != Logits.Length)
            throw new MalformedVectorException($"{tensor} is not shaped like the logits, which have {Logits.Length} entries");
        return Order is null ? tensor.Data : Array.ConvertAll(Order, from => tensor.Data[from]);
    }
}
