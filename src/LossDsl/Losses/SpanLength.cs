using System;

namespace LossDsl;

/// <summary>The length of a gradient that was asked for.</summary>
internal static class SpanLength
{
    /// <summary>An empty span would mean "no gradient" to <see cref="Loss"/>; whoever calls the short overloads asked for one.</summary>
    public static Span<T> Full<T>(Span<T> gradient, int length)
        => gradient.Length == length
            ? gradient
            : throw new ArgumentException($"gradient has {gradient.Length} entries; the logits have {length}.", nameof(gradient));
}
