namespace LossDsl.Runtime;

/// <summary>
/// Where the elements of a tensor (N,C,P) are. Row n·P + p is position p of sample n; all distances are in elements.
/// </summary>
/// <param name="Positions">The number of positions, P.</param>
/// <param name="SampleStride">The distance between two samples.</param>
/// <param name="ClassStride">The distance between two classes.</param>
/// <param name="PositionStride">The distance between two positions.</param>
internal readonly record struct Layout(int Positions, nint SampleStride, nint ClassStride, nint PositionStride)
{
    /// <summary>The layout of a contiguous tensor, positions innermost.</summary>
    public static Layout Contiguous(int classes, int positions) => new(positions, (nint)classes * positions, positions, 1);

    /// <summary>Where the first class of a row is.</summary>
    public nint Row(int row) => (row / Positions * SampleStride) + (row % Positions * PositionStride);

    /// <summary>
    /// The same elements as one sample, if the rows are at equal distances: then a run of rows need not end with a sample.
    /// </summary>
    public Layout Joined(int samples)
        => Positions == 1 ? new(samples, 0, ClassStride, SampleStride)
            : SampleStride == Positions * PositionStride ? new(samples * Positions, 0, ClassStride, PositionStride)
            : this;
}
