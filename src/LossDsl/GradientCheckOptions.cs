namespace LossDsl;

/// <summary>What <see cref="GradientCheck"/> tries, and how closely it looks.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The number of rows, at least 1.</summary>
    public int Rows { get; init; } = 6;

    /// <summary>
    /// The number of classes, at least 2, or of outputs, at least 1; null for that of the loss, or 5 if the loss takes any.
    /// </summary>
    public int? Classes { get; init; }

    /// <summary>
    /// Whether targets are numbers, one per element, and not class indices; null for class indices where
    /// the loss takes them and has two classes or more.
    /// </summary>
    public bool? Numbers { get; init; }

    /// <summary>The seed of the random logits, targets, upstream gradients and inputs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Logits are normal with this standard deviation, finite and above 0.</summary>
    public double Scale { get; init; } = 2;

    /// <summary>
    /// The first step of the differences, finite and above 0; it is halved four times and extrapolated to zero. For
    /// variances it is at most a quarter, so that they stay above 0.
    /// </summary>
    public double Step { get; init; } = 0.1;

    /// <summary>
    /// The largest error that passes, above 0, relative to the largest derivative of the check; see
    /// <see cref="GradientCheckResult.MaxError"/>.
    /// </summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Given with each call as <see cref="LossInputs{T}.Normalizer"/>; needed where the loss needs one.</summary>
    public double? Normalizer { get; init; }

    /// <summary>Given with each call as <see cref="LossInputs{T}.Epoch"/>; needed where the loss follows a schedule.</summary>
    public double? Epoch { get; init; }
}
