namespace LossDsl.Compiler;

/// <summary>How a question about a loss was answered.</summary>
public enum VerdictKind
{
    /// <summary>It holds, by a theorem whose conditions were checked.</summary>
    Proven,

    /// <summary>It holds at every posterior that was tried, for two and three classes unless the note says more.</summary>
    HoldsNumerically,

    /// <summary>It does not: there is a counterexample.</summary>
    Violated,

    /// <summary>It is not known; the note says why.</summary>
    Undecided,
}

/// <summary>How a minimiser fails the goal.</summary>
public enum Failure
{
    /// <summary>The largest score is that of another class.</summary>
    WrongClass,

    /// <summary>The largest score is shared with another class.</summary>
    Tie,

    /// <summary>The infimum is approached as scores go to infinity, in a direction in which another class has a largest score.</summary>
    AtInfinity,

    /// <summary>The risk falls without bound where another class has the largest score.</summary>
    UnboundedBelow,
}

/// <summary>A posterior for which the minimiser of the conditional risk does not decide as the goal wants.</summary>
/// <param name="Goal">The goal that is missed.</param>
/// <param name="Failure">How.</param>
/// <param name="Prior">The class prior of the example; its length is the number of classes, 2 for an outcome of a binary head (it does
/// not apply, it applies).</param>
/// <param name="Posterior">P(y|x), as long.</param>
/// <param name="Scores">Scores that minimise the risk, one per class; one number for an outcome of a binary head.</param>
/// <param name="Probabilities">What the head's link makes of the scores, as long as the posterior.</param>
/// <param name="Predicted">The class of the largest score; of several, one that the goal does not want.</param>
/// <param name="Bayes">The class that the goal wants.</param>
/// <param name="Regret">By how much the goal's criterion, scaled to a sum of 1 over the classes, is larger for that one.</param>
public sealed record Counterexample(
    Goal Goal,
    Failure Failure,
    EquatableArray<double> Prior,
    EquatableArray<double> Posterior,
    EquatableArray<double> Scores,
    EquatableArray<double> Probabilities,
    int Predicted,
    int Bayes,
    double Regret);

/// <summary>The answer to one question about a loss, of the population risk with unrestricted scores.</summary>
/// <param name="Kind">How it was answered.</param>
/// <param name="Note">The certificate of a proof, how far a numerical answer reaches, or why there is none.</param>
public sealed record CalibrationVerdict(VerdictKind Kind, string Note)
{
    /// <summary>What refutes it, of a violation.</summary>
    public Counterexample? Counterexample { get; init; }

    /// <summary>
    /// Of a decision that is nearly what the goal wants: the largest |log| of the ratio of posteriors at which two classes tie, over
    /// the one that is wanted, above 1e-6. Null where nothing is known to be off.
    /// </summary>
    public double? Off { get; init; }

    /// <summary>Whether it holds, proven or not; so it does for what is off by too little for a regret that counts.</summary>
    public bool Holds => Kind is VerdictKind.Proven or VerdictKind.HoldsNumerically;

    internal static CalibrationVerdict Proven(string certificate) => new(VerdictKind.Proven, certificate);

    internal static CalibrationVerdict Numerically(string reach) => new(VerdictKind.HoldsNumerically, reach);

    internal static CalibrationVerdict Violated(Counterexample by, string note) => new(VerdictKind.Violated, note) { Counterexample = by };

    internal static CalibrationVerdict Undecided(string reason) => new(VerdictKind.Undecided, reason);
}

/// <summary>How a link from scores back to probabilities is to be had.</summary>
public enum LinkKind
{
    /// <summary>None: different posteriors have one minimiser, or it is not known.</summary>
    None,

    /// <summary>By an expression that is right for every posterior.</summary>
    Closed,

    /// <summary>By an expression that is right for the minimisers; other scores, or some posteriors, have none.</summary>
    Partial,

    /// <summary>As the left null vector of the Jacobian ∂ℓ_y/∂z_k, at the scores.</summary>
    NullVector,
}

/// <summary>The way from scores back to P(y|x) under the training prior.</summary>
/// <param name="Kind">How it is to be had.</param>
/// <param name="Text">The formula, or why there is none.</param>
public sealed record LinkDescription(LinkKind Kind, string Text)
{
    /// <summary>
    /// The formula as an expression of the logits, one value per class that is P(y|x) up to a factor (per outcome that the label
    /// applies, for a binary head: P itself): the only component, in the place of its value per row. Null without formula.
    /// </summary>
    public LossIr? Expression { get; init; }

    /// <summary>Whether there is none because some posteriors without zeros have their minimiser at infinity.</summary>
    public bool IsAtInfinity { get; init; }

    internal static LinkDescription None(string reason) => new(LinkKind.None, reason);
}

/// <summary>What is known about a loss in one phase of its schedule.</summary>
/// <param name="From">The first epoch of the phase.</param>
/// <param name="Accuracy">Whether the largest score is that of the most probable class.</param>
/// <param name="Balanced">Whether it is that of the largest P(y|x)/π_y.</param>
/// <param name="Probabilities">Whether the loss is strictly proper with the head's link of the logits.</param>
/// <param name="Link">The way back to probabilities.</param>
public sealed record PhaseReport(
    double From,
    CalibrationVerdict Accuracy,
    CalibrationVerdict Balanced,
    CalibrationVerdict Probabilities,
    LinkDescription Link)
{
    /// <summary>Whether the infimum of the risk is attained for posteriors without zeros; null if it is not known.</summary>
    public bool? IsAttained { get; init; }

    /// <summary>Whether the risk of some posterior has no lower bound; null if it is not known.</summary>
    public bool? IsUnboundedBelow { get; init; }

    /// <summary>The probability of the label above which its loss rises again, in (1/2, 1), if it falls below that; else null.</summary>
    public double? Cap { get; init; }

    /// <summary>
    /// The least probability of the label, at most 1/2, at which its loss does not fall; null if there is none or it is not
    /// known.
    /// </summary>
    public double? RisesAt { get; init; }

    /// <summary>Whether the gradient vanishes as the probability of the label goes to 0; null if it is not known.</summary>
    public bool? FadesAtZero { get; init; }

    /// <summary>
    /// The P(y|x), between 0 and 1, above which p of an output of a sigmoid or Gumbel head exceeds 1/2; null under a softmax, where
    /// outputs have different ones, and where the score does not rise with P(y|x).
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>
    /// What is worth knowing besides the verdicts, for example at which values of a bound hyper-parameter another holds; null
    /// for nothing.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>The verdict on a goal; null for none.</summary>
    public CalibrationVerdict? On(Goal goal) => goal switch
    {
        Goal.Accuracy => Accuracy,
        Goal.BalancedAccuracy => Balanced,
        Goal.Probabilities => Probabilities,
        _ => null,
    };
}

/// <summary>What is known about the population minimiser of a declared loss.</summary>
/// <param name="Goal">The declared goal.</param>
/// <param name="Phases">The phases of its schedule, in order; one without schedule.</param>
/// <param name="Evaluations">How many times the loss was evaluated, with all labels at once.</param>
public sealed record CalibrationReport(Goal Goal, EquatableArray<PhaseReport> Phases, int Evaluations)
{
    /// <summary>The last phase, which is judged against the goal.</summary>
    public PhaseReport Last => Phases[Phases.Count - 1];

    /// <summary>The verdict on the declared goal; null if there is none.</summary>
    public CalibrationVerdict? Verdict => Last.On(Goal);
}
