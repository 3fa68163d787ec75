namespace LossDsl;

/// <summary>
/// The shape of logits (N,C,P): samples, classes, positions, with the distance between neighbours along each axis, in
/// elements. Everything else that has this shape is contiguous, positions innermost; the gradient too, unless it is given a
/// shape with strides of its own.
/// </summary>
/// <param name="Samples">N; 1 for an unbatched example.</param>
/// <param name="Classes">C.</param>
/// <param name="Positions">P, the product of whatever axes d1…dk follow the classes.</param>
public readonly record struct LogitShape(int Samples, int Classes, int Positions = 1)
{
    /// <summary>Distance between the same class and position of two samples; 0 with the other two 0 means contiguous.</summary>
    public nint SampleStride { get; init; }

    /// <summary>Distance between two classes.</summary>
    public nint ClassStride { get; init; }

    /// <summary>Distance between two positions.</summary>
    public nint PositionStride { get; init; }

    internal int Rows => Samples * Positions;

    internal int Elements => Rows * Classes;

    /// <summary>Whether this is a shape at all, and not the default value.</summary>
    public bool IsGiven => Samples != 0 || Classes != 0 || Positions != 0 || SampleStride != 0 || ClassStride != 0 || PositionStride != 0;
}
