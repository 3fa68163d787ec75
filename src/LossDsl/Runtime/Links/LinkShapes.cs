using System;
using System.Runtime.InteropServices;

namespace LossDsl.Runtime;

/// <summary>The shape of logits that come without targets, and where results go.</summary>
internal static class LinkShapes
{
    /// <summary>The shape with its strides: as given, or row after row with the classes that something tells.</summary>
    /// <param name="plan">The loss.</param>
    /// <param name="shape">The shape of the call, or the default value.</param>
    /// <param name="length">The number of logits.</param>
    /// <param name="rows">The number of rows, if the results tell it, else −1.</param>
    /// <param name="classes">The number of classes, if priors tell it, else 0.</param>
    public static LogitShape Of(LossPlan plan, in LogitShape shape, int length, int rows = -1, int classes = 0)
    {
        if (shape.IsGiven)
            return LogitShapes.Given(plan, in shape, length);
        if (plan.Classes != 0)
            classes = plan.Classes;
        else if (classes == 0 && rows > 0 && length % rows == 0)
            classes = length / rows;
        else if (classes == 0 && (plan.Elementwise || length == 0))
            classes = 1;
        if (classes == 0)
            throw new ArgumentException(
                $"{plan.Name} does not know how many classes the {length} logits are for: give a LogitShape, or declare [Loss(…, Classes "
                    + "= …)].", "logits");
        // As an evaluation of nothing is 0, so are the probabilities of no rows none, whatever the classes.
        if (length == 0)
            return new LogitShape(0, classes) { SampleStride = classes, ClassStride = 1, PositionStride = 1 };
        if (length % classes != 0)
            throw new ArgumentException($"logits has {length} elements, which is not a multiple of the {classes} classes of {plan.Name}.",
                "logits");
        return LogitShapes.Given(plan, new LogitShape(length / classes, classes), length);
    }

    /// <summary>Refuses results that are not as long as they must be.</summary>
    public static void Result(string argument, int actual, int expected, string meaning)
    {
        if (actual != expected)
            throw new ArgumentException($"{argument} has {actual} elements; it must have {expected}, {meaning}.", argument);
    }

    /// <summary>Refuses results of another type over logits that are still to be read.</summary>
    public static void Apart<T, TResult>(ReadOnlySpan<T> logits, string argument, Span<TResult> results)
        where T : unmanaged
        where TResult : unmanaged
    {
        if (MemoryMarshal.AsBytes(logits).Overlaps(MemoryMarshal.AsBytes(results)))
            throw new ArgumentException($"{argument} overlaps logits in memory.", argument);
    }

    /// <summary>
    /// Refuses probabilities that lie over logits that are still to be read; in the very place of contiguous logits they may stand.
    /// </summary>
    public static void Overlap<T>(ReadOnlySpan<T> logits, Span<T> probabilities, in LogitShape shape)
        where T : unmanaged
    {
        var contiguous = Layout.Contiguous(shape.Classes, shape.Positions);
        var same = new Layout(shape.Positions, shape.SampleStride, shape.ClassStride, shape.PositionStride) == contiguous;
        if (logits.Overlaps(probabilities, out var offset) && !(same && offset == 0))
            throw new ArgumentException(
                "probabilities overlaps logits; it must be the same memory, of contiguous logits, or memory of its own.",
                    nameof(probabilities));
    }
}
