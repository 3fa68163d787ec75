using System;

namespace LossDsl;

/// <summary>What <see cref="GradientCheck"/> found where the gradient and the differences disagree most.</summary>
/// <param name="Loss">The name of the loss.</param>
/// <param name="Checked">How many derivatives were compared.</param>
/// <param name="MaxError">
/// The largest error, relative to the largest derivative of the check, or to a ten-thousandth of the loss if that is
/// larger: rounding of the values drowns derivatives that small.
/// </param>
/// <param name="Row">The row of the largest error.</param>
/// <param name="Class">The class of the largest error.</param>
/// <param name="Label">The label of that row; null where targets are numbers.</param>
/// <param name="Analytic">The derivative that the loss computed there.</param>
/// <param name="Numeric">The derivative by differences.</param>
/// <param name="Tolerance">The largest error that passes.</param>
public sealed record GradientCheckResult(
    string Loss,
    int Checked,
    double MaxError,
    int Row,
    int Class,
    int? Label,
    double Analytic,
    double Numeric,
    double Tolerance)
{
    /// <summary>What the derivative with the largest error is with respect to: "Logits" or "Variances".</summary>
    public string Input { get; init; } = "Logits";

    /// <summary>Whether every derivative agrees; never if one is NaN.</summary>
    public bool Passed => MaxError <= Tolerance;

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant(
            $"{Loss}: gradient check {(Passed ? "passed" : "FAILED")}; {Checked} derivatives, largest error {MaxError:E2} (tolerance {Tolerance:E0}) at {(Input == "Logits" ? "" : $"{Input}, ")}row {Row}, class {Class}{(Label is null ? "" : $", label {Label}")}: {Analytic:R} by the loss, {Numeric:R} by differences.");
}
