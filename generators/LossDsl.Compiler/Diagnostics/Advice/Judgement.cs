namespace LossDsl.Compiler;

/// <summary>What the statistician says about a declaration without errors.</summary>
/// <param name="Report">The verdicts.</param>
/// <param name="Problems">What the author is told, located on the declaration.</param>
/// <param name="Notes">What is worth knowing and no reason to change anything; the hover text has it.</param>
public sealed record Judgement(CalibrationReport Report, EquatableArray<Problem> Problems, EquatableArray<string> Notes);
