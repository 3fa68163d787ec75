using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Where in the canonical order of composition an attribute acts.</summary>
public enum Stage
{
    /// <summary>The declaration itself: head, classes, ignored label.</summary>
    Loss,

    /// <summary>The declaration of a component as a nested class.</summary>
    Part,

    /// <summary>Which rows the training set is made of, which verdict and link must know; nothing is computed from it.</summary>
    Sampling,

    /// <summary>Raw scores from logits.</summary>
    RawScores,

    /// <summary>From raw to normalised scores.</summary>
    NormalisedScores,

    /// <summary>From normalised to margined scores: what depends on the label, in units of the normalised score.</summary>
    MarginedScores,

    /// <summary>From margined to adjusted scores.</summary>
    Scores,

    /// <summary>From the probabilities of the link to those that the terms read.</summary>
    Probabilities,

    /// <summary>A summand of the loss per label.</summary>
    BaseTerm,

    /// <summary>A factor on every base term.</summary>
    Modulator,

    /// <summary>From losses per label to the loss of the row.</summary>
    Target,

    /// <summary>A weight per class.</summary>
    Weight,

    /// <summary>A factor on the loss of the row, a constant for the gradient.</summary>
    RowWeight,

    /// <summary>A component of its own.</summary>
    Regulariser,

    /// <summary>Which rows count.</summary>
    Selection,

    /// <summary>How rows become one number.</summary>
    Aggregation,
}

/// <summary>How an attribute corrects the class prior.</summary>
public enum Correction
{
    /// <summary>It adds multiples of log π to the scores.</summary>
    Scores,

    /// <summary>It weights classes by powers of 1/π.</summary>
    InversePrior,

    /// <summary>It weights classes by other numbers that are large for rare ones.</summary>
    Weights,
}

/// <summary>What an attribute does against the class prior.</summary>
/// <param name="By">How.</param>
/// <param name="Parameter">The parameter that its power is proportional to; null if there is none.</param>
public sealed record PriorFactor(Correction By, string? Parameter = null);

/// <summary>A summand of the loss per label.</summary>
/// <param name="Value">Its value, per class.</param>
/// <param name="Weighted">Whether class weights apply to it.</param>
public sealed record LabelTerm(Expr Value, bool Weighted);

/// <summary>
/// Everything the compiler knows about one attribute. Exactly one of the functions is set, the one of its stage; of a base
/// term, those of the forms it has; a scale of the scores may come with the side weights that undo it. Adding an attribute is
/// adding a row.
/// </summary>
/// <param name="Name">The attribute's name without suffix.</param>
/// <param name="Stage">Where it acts; within a stage, attributes act in the order of the table.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record AttributeRow(string Name, Stage Stage, params ParameterRow[] Parameters)
{
    /// <summary>The parameter with a role; null if it has none.</summary>
    public ParameterRow? Of(ParameterRole role) => Parameters.FirstOrDefault(parameter => parameter.Role == role);

    /// <summary>The heads that have it.</summary>
    public Heads Heads { get; init; } = Heads.Softmax;

    /// <summary>Whether it has a meaning for class indices only: a loss with it takes no numbers as targets.</summary>
    public bool LabelsOnly { get; init; }

    /// <summary>Whether it has no meaning beside label smoothing or another map of the targets.</summary>
    public bool NoTargetMap { get; init; }

    /// <summary>Whether it has a meaning for numbers as targets only.</summary>
    public bool NumbersOnly { get; init; }

    /// <summary>Of one for numbers as targets only, the term with the same gradient and arguments that takes class indices too.</summary>
    public string? ForIndicesToo { get; init; }

    /// <summary>The least number of classes for which it has a meaning; 0 for what the head needs anyway.</summary>
    public int LeastClasses { get; init; }

    /// <summary>Whether it takes the scores before it for cosines, so that they lie in [−1, 1].</summary>
    public bool TakesCosines { get; init; }

    /// <summary>The parameter that is the largest magnitude of the scores after it; null if it bounds none.</summary>
    public string? Caps { get; init; }

    /// <summary>The parameter by which it multiplies all scores, or divides them; null if it does neither.</summary>
    public (string Parameter, bool Divides)? Scales { get; init; }

    /// <summary>Whether it keeps scores from growing without end, other than by a bound.</summary>
    public bool RestrainsScores { get; init; }

    /// <summary>
    /// How it corrects the class prior, and the parameter that says how much; null if it does not, or by no single number.
    /// </summary>
    public PriorFactor? Corrects { get; init; }

    /// <summary>Whether it acts for the sake of training, so that the number of the loss is none to judge a network by.</summary>
    public bool ShapesTraining { get; init; }

    /// <summary>Whether it gives other classes than the label a share of the target.</summary>
    public bool Smooths { get; init; }

    /// <summary>Whether it reads the scores by a sum over the classes alone, so that it moves no tie between two of them.</summary>
    public bool KeepsTies { get; init; }

    /// <summary>Whether it is the negative logarithm of the probability of the label.</summary>
    public bool IsLogLoss { get; init; }

    /// <summary>How it makes rows one number; null if it does not say.</summary>
    public Reduction? Reduces { get; init; }

    /// <summary>How often each class stands among the rows that are drawn, up to a factor.</summary>
    public Func<AttributeArguments, Expr>? Sampling { get; init; }

    /// <summary>Scores from scores, for the four stages of scores.</summary>
    public Func<AttributeArguments, Expr, Expr>? Scores { get; init; }

    /// <summary>1 where a class may be predicted, 0 where it is masked; known before any scores are.</summary>
    public Func<AttributeArguments, Expr>? ClassMask { get; init; }

    /// <summary>The probability of each label from that of the link.</summary>
    public Func<AttributeArguments, LabelProbability, LabelProbability>? Probability { get; init; }

    /// <summary>The summands for a label whose probability is given.</summary>
    public Func<AttributeArguments, LabelProbability, IEnumerable<LabelTerm>>? Terms { get; init; }

    /// <summary>
    /// The loss of a row, of a term that is no sum over labels or has a form of its own for soft targets: it reads scores and
    /// targets from <see cref="AttributeArguments.Scope"/>. Modulators do not apply to it.
    /// </summary>
    public Func<AttributeArguments, Expr>? Row { get; init; }

    /// <summary>
    /// The loss of an element, of a term of an elementwise head that has a form of its own for targets between 0 and 1, or
    /// for values: it reads scores and targets from <see cref="AttributeArguments.Scope"/>.
    /// </summary>
    public Func<AttributeArguments, Expr>? Element { get; init; }

    /// <summary>The factor for a label whose probability is given.</summary>
    public Func<AttributeArguments, LabelProbability, Expr>? Modulator { get; init; }

    /// <summary>The targets that take the place of the given ones: a linear map, per class.</summary>
    public Func<AttributeArguments, TargetShare, TargetShare>? Target { get; init; }

    /// <summary>The weight of each class.</summary>
    public Func<AttributeArguments, Expr>? Weight { get; init; }

    /// <summary>The weight of an outcome of a binary head, per class or one number; those of several attributes multiply.</summary>
    public Func<AttributeArguments, Side, Expr>? SideWeight { get; init; }

    /// <summary>The factor of each row, or of each element of an elementwise head.</summary>
    public Func<AttributeArguments, Expr>? RowWeight { get; init; }

    /// <summary>The value per row, or per element of an elementwise head.</summary>
    public Func<AttributeArguments, Expr>? Regulariser { get; init; }

    /// <summary>The number by which rows are selected, from the loss of the row.</summary>
    public Func<AttributeArguments, Expr, Expr>? Key { get; init; }

    /// <summary>How rows are selected by the key: a rule of the runtime, and the parameter that gives its amount.</summary>
    public Func<AttributeUse, (string Rule, string Parameter)>? Selects { get; init; }

    /// <summary>The numbers per class that the constructor must be given: a row of <see cref="ClassInputTable"/>, or nothing.</summary>
    public string? Needs { get; init; }

    /// <summary>Whether class counts of 0 have a meaning for it, whatever its arguments.</summary>
    public bool EmptyClasses { get; init; }

    /// <summary>The matrix that the constructor must be given, by name, or nothing.</summary>
    public string? NeedsMatrix { get; init; }

    /// <summary>What the entries of that matrix must be: a rule of the runtime.</summary>
    public string MatrixRule { get; init; } = "Finite";

    /// <summary>The parameter by which repeated uses must differ; null if it may stand once only.</summary>
    public string? RepeatedBy { get; init; }

    /// <summary>Of the rows with the same group one may stand on a loss; null for no group. It reads "a loss has one …".</summary>
    public string? Group { get; init; }

    /// <summary>Attributes that contradict this one, with the reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> Excludes { get; init; } = [];

    /// <summary>Attributes of which at least one must stand beside this one, lest it have no effect.</summary>
    public IReadOnlyList<string> NeedsOneOf { get; init; } = [];

    /// <summary>Parameters of which exactly one must be given; empty for none.</summary>
    public IReadOnlyList<string> ExactlyOneOf { get; init; } = [];

    /// <summary>Whether class weights apply to some summand of it whatever its arguments.</summary>
    public bool AlwaysWeighted { get; init; }

    /// <summary>The formula.</summary>
    public string Formula { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public string Paper { get; init; } = "";
}
