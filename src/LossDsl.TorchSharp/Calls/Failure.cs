using System;
using System.Threading;

namespace LossDsl.Torch;

/// <summary>
/// What went wrong in a backward pass, where nothing may be thrown: an exception there would end the process. The next forward
/// pass tells.
/// </summary>
internal sealed class Failure
{
    private Exception? reason;

    /// <summary>Keeps a reason, unless there is one already.</summary>
    public void Keep(Exception exception) => Interlocked.CompareExchange(ref reason, exception, null);

    /// <summary>Throws what was kept, once.</summary>
    public void Throw(string loss)
    {
        if (reason is not null && Interlocked.Exchange(ref reason, null) is { } exception)
            throw new InvalidOperationException($"The backward pass of an earlier call of {loss} failed, and its gradient was NaN: {exception.Message}", exception);
    }
}
