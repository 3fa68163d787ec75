using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>What kind of memory a quantity is kept in.</summary>
internal enum PlaceKind
{
    /// <summary>One number per row, for as long as the row is worked on.</summary>
    Slot,

    /// <summary>One number for the whole call.</summary>
    Scalar,

    /// <summary>One number per class, fixed at construction.</summary>
    Table,

    /// <summary>One number per pair of classes, fixed at construction; a row reads that of its label.</summary>
    Matrix,

    /// <summary>What the call gives, per row or per element.</summary>
    Input,
}

/// <summary>Where a quantity is kept.</summary>
/// <param name="Kind">In what kind of memory.</param>
/// <param name="Index">Its number among those; of an input, its number in <see cref="InputTable"/>.</param>
internal readonly record struct Place(PlaceKind Kind, int Index);

/// <summary>Questions to the places of a program.</summary>
internal static class PlacesExtensions
{
    /// <summary>Whether a node is kept in that kind of memory.</summary>
    public static bool Keep(this IReadOnlyDictionary<int, Place> places, int id, PlaceKind kind)
        => places.TryGetValue(id, out var place) && place.Kind == kind;
}
