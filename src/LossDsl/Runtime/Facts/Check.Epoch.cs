using System;

namespace LossDsl.Runtime;

/// <content>The position of the schedule.</content>
public static partial class Check
{
    /// <summary>The position of the schedule, for a loss that follows one.</summary>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="epoch">What the call gives, in epochs.</param>
    /// <returns>The epoch.</returns>
    /// <exception cref="ArgumentException">The call gives none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, infinite or NaN.</exception>
    public static double Epoch(string loss, double? epoch)
    {
        if (epoch is not { } value)
            throw new ArgumentException($"{loss} follows a schedule, but epoch is not set (LossInputs.Epoch).", nameof(epoch));
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(epoch), value,
                FormattableString.Invariant($"epoch is {value}; it must be finite and not negative."));
        return value;
    }

    /// <summary>Refuses the position of a schedule where there is none.</summary>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="epoch">What the call gives.</param>
    /// <exception cref="ArgumentException">The call gives one.</exception>
    public static void NoEpoch(string loss, double? epoch)
    {
        if (epoch is { } value)
            throw new ArgumentException(
                FormattableString.Invariant($"epoch is {value}, but {loss} follows no schedule: it would have no effect."), nameof(epoch));
    }
}
