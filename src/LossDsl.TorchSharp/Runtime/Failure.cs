using System;
using System.Threading;

namespace LossDsl.Runtime;

/// <summary>
/// What went wrong in a backward pass, where nothing may be thrown: an exception there would end the process. Standard error is
/// told at once, and the next forward pass throws.
/// </summary>
internal sealed class Failure
{
    private Exception? reason;

    /// <summary>Keeps a reason and tells it, unless there is one already.</summary>
    public void Keep(string loss, Exception exception)
    {
        if (Interlocked.CompareExchange(ref reason, exception, null) is not null)
            return;
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
        if (reason is not null && Interlocked.Exchange(ref reason, null) is { } exception)
            throw new InvalidOperationException($"The backward pass of an earlier call of {loss} failed, and its gradient was NaN: {exception.Message}", exception);
    }
}
