using System;

namespace LossDsl.Runtime;

/// <summary>
/// What went wrong in backward passes, where nothing may be thrown: an exception there would end the process. Standard error is
/// told of each at once, and the next forward pass throws: the first reason, and how many failed.
/// </summary>
internal sealed class Failure
{
    private readonly object gate = new();
    private Exception? first;
    private volatile int passes;

    /// <summary>Tells why a pass failed, and keeps it for the next forward pass.</summary>
    public void Keep(string loss, Exception exception)
    {
        lock (gate)
        {
            first ??= exception;
            passes++;
        }

        try
        {
            Console.Error.WriteLine($"LossDsl: this backward pass of {loss} failed, and its gradient is NaN: {exception.Message}");
        }
        catch (Exception)
        {
            // A writer that was set in its place and is closed. That must not end the process either; the next forward pass throws.
        }
    }

    /// <summary>Throws what was kept, once.</summary>
    public void Throw(string loss)
    {
        if (passes == 0)
            return;
        Exception? exception;
        int failed;
        lock (gate)
        {
            (exception, failed) = (first, passes);
            (first, passes) = (null, 0);
        }

        // Another thread may have been faster.
        if (exception is null)
            return;
        throw new InvalidOperationException(
            failed == 1
                ? $"The backward pass of an earlier call of {loss} failed, and its gradient was NaN: {exception.Message}"
                : $"{failed} backward passes of earlier calls of {loss} failed, and their gradients were NaN. "
                    + $"The first: {exception.Message}",
            exception);
    }
}
