using System;

namespace LossDsl;

/// <summary>
/// Compares the gradient that a loss computes with differences of its values, in double precision, at random logits; with
/// respect to variances too, where the loss uses them. A safety net for one's own terms and an aid in bug reports.
/// </summary>
/// <remarks>
/// A loss that stops gradients on purpose (<see cref="Gradient.Stop"/>) does not pass: its gradient is not the derivative
/// of its value. At a kink the two may differ as well; another seed moves the logits away from it.
/// </remarks>
public static class GradientCheck
{
    private const int DefaultClasses = 5;

    /// <summary>
    /// Checks the gradient under random upstream gradients: one number for a reduced loss, one for each row or element of a
    /// loss without reduction. Inputs that the loss requires (class mask, feature norms, variances) are random too.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="options">What to try; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="loss"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static GradientCheckResult Run(Loss loss, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        options ??= new GradientCheckOptions();
        var classes = options.Classes ?? loss.Classes ?? DefaultClasses;
        // A class index needs two classes.
        var numbers = options.Numbers
            ?? (loss is not (SoftmaxLoss or IIndexTargets) || (loss is INumberTargets && (loss is not IIndexTargets || classes == 1)));
        Validate(options, classes, numbers && loss is not SoftmaxLoss ? 1 : 2);
        return new GradientCheckRun(loss, options, classes, numbers).Run();
    }

    private static void Validate(GradientCheckOptions options, int classes, int leastClasses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rows, 1, nameof(options.Rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, leastClasses, nameof(options.Classes));
        Positive(options.Scale, nameof(options.Scale));
        Positive(options.Step, nameof(options.Step));
        Positive(options.Tolerance, nameof(options.Tolerance));
    }

    private static void Positive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
            throw new ArgumentOutOfRangeException(name, value,
                FormattableString.Invariant($"{name} is {value}; it must be finite and above 0."));
    }
}
