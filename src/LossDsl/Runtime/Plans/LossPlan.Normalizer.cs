using System;

namespace LossDsl.Runtime;

/// <content>The normaliser that a call may give.</content>
public sealed partial class LossPlan
{
    /// <summary>Refuses a normaliser of a call that is missing, has no effect, or is no finite positive number.</summary>
    public void CheckNormalizer(double? normalizer)
    {
        if (normalizer is not { } value)
        {
            if (AnyMean(Denominator.External))
            {
                throw new ArgumentException(
                    $"{Name} divides by a number given with each call, but normalizer is not set (LossInputs.Normalizer).", "normalizer");
            }

            return;
        }

        if (!AnyMean(null))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"normalizer is {value}, but {Name} takes no mean: it would have no effect."), "normalizer");
        }

        if (!double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(
                "normalizer", value, FormattableString.Invariant($"normalizer is {value}; it must be finite and above 0."));
        }
    }

    /// <summary>Whether any component takes a mean, by the denominator if one is given.</summary>
    private bool AnyMean(Denominator? denominator)
    {
        for (var c = 0; c < ComponentCount; c++)
        {
            foreach (var step in StepsOf(c))
            {
                if (step.Reduction == Reduction.Mean && (denominator is null || step.Denominator == denominator))
                    return true;
            }
        }

        return false;
    }
}
