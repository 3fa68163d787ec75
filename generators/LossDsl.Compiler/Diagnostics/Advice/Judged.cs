using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>A declaration and its verdicts, as the rules of advice look at them.</summary>
/// <param name="declaration">The declaration, without errors.</param>
/// <param name="report">The verdicts on it.</param>
/// <param name="cancellation">Observed where a rule evaluates a loss.</param>
internal sealed class Judged(Declaration declaration, CalibrationReport report, CancellationToken cancellation = default)
{
    private readonly Lazy<PriorCorrection?> correction = new(() => PriorCorrection.Of(declaration, cancellation));
    private readonly Lazy<PriorCorrection?> ofTerms = new(() => PriorCorrection.Of(PriorCorrection.Bare(declaration), cancellation));

    /// <summary>The declaration, without errors.</summary>
    public Declaration Declaration => declaration;

    /// <summary>The verdicts on it.</summary>
    public CalibrationReport Report => report;

    /// <summary>The name of the loss.</summary>
    public string Name => declaration.Type.PlainName;

    /// <summary>Every attribute: those of the loss itself, then those of its parts.</summary>
    public IReadOnlyList<Term> Uses { get; } = Site.OfLoss(declaration).All;

    /// <summary>What the loss makes of the class prior in the last phase of its schedule; null if no closed form tells.</summary>
    public PriorCorrection? Correction => correction.Value;

    /// <summary>Whether the loss has no smoothing and no penalties, which stand in the way of closed forms.</summary>
    public bool IsBare { get; } = PriorCorrection.Bare(declaration).Equals(declaration);

    /// <summary>The same without smoothing and penalties.</summary>
    public PriorCorrection? CorrectionOfTerms => IsBare ? Correction : ofTerms.Value;

    /// <summary>Observed where a rule asks for the verdicts on another declaration.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether anybody wants to know what the scores decide.</summary>
    public bool IsForDecisions => declaration.Goal is Goal.Unspecified or Goal.Accuracy or Goal.BalancedAccuracy;

    /// <summary>A problem of the loss with its goal, which is located where that is declared, else on the name.</summary>
    public Problem MissesGoal(Rule rule, params string[] arguments)
        => Uses.FirstOrDefault(use => use.Name == "Loss" && use.Use["For"] is not null)?.Breaks(rule, "For", arguments)
            ?? Breaks(rule, arguments);

    /// <summary>A problem of the loss as a whole, which is located on its name.</summary>
    public Problem Breaks(Rule rule, params string[] arguments) => new(rule, -1, null, arguments.ToEquatable());
}
