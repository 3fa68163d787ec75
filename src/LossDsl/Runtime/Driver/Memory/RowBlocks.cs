using System;

namespace LossDsl.Runtime;

/// <summary>
/// How rows fall into blocks. It depends on the shape only, never on threads: the values of a block are added first, then
/// the blocks in order, so the sum is the same to the last bit however many threads took part.
/// </summary>
internal static class RowBlocks
{
    /// <summary>The longest vector of rows.</summary>
    public const int LongestVector = 16;

    // Logits and kept elements of a block stay in the second-level cache between sweeps.
    private const int ElementsPerBlock = 24576;
    private const int MostRows = 128;
    private const int MostRowsInLanes = 1024;

    /// <summary>
    /// Whether rows are what fills the lanes of a vector: where a row is a single number, or its classes are apart.
    /// </summary>
    public static bool LanesAreRows(int classes, int positions) => positions > 1 || classes == 1;

    /// <summary>Rows in every block but the last.</summary>
    public static int RowsPerBlock(int classes, int positions)
        => LanesAreRows(classes, positions)
            ? Math.Clamp(ElementsPerBlock / classes / LongestVector * LongestVector, LongestVector, MostRowsInLanes)
            : Math.Clamp(ElementsPerBlock / classes, 1, MostRows);

    /// <summary>
    /// The distance from one slot to the next: room for whole vectors of rows, and not a power of two, so that the slots
    /// of a row spread over the cache.
    /// </summary>
    public static int SlotStride(int rowsPerBlock)
        => ((rowsPerBlock + LongestVector - 1) / LongestVector * LongestVector) + LongestVector;
}
