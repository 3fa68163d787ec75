using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// What rows of the attribute table may read besides their arguments: the scores of every stage, the targets, the inputs
/// of the call. Everything is per row and class unless it says otherwise.
/// </summary>
public sealed class LossScope
{
    /// <summary>A scope whose scores are the logits, at every stage.</summary>
    public LossScope(Graph graph, Heads head, LossForm form)
    {
        Graph = graph;
        Head = head;
        Form = form;
        Raw = Normalised = Margined = Scores = graph.Leaf(Op.Logits);
        Given = form == LossForm.Labels ? GivenTargets.Label(graph) : GivenTargets.Numbers(graph.Input(InputTable.Targets));
        Share = new TargetShare(Given, graph.Constant(1), null);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>How scores become probabilities.</summary>
    public Heads Head { get; }

    /// <summary>What the targets of the call are.</summary>
    public LossForm Form { get; }

    /// <summary>Raw scores.</summary>
    public Expr Raw { get; set; }

    /// <summary>Normalised scores.</summary>
    public Expr Normalised { get; set; }

    /// <summary>Scores with margins.</summary>
    public Expr Margined { get; set; }

    /// <summary>Adjusted scores, which the link reads; predictions, for the identity head.</summary>
    public Expr Scores { get; set; }

    /// <summary>1 where a class may be predicted, 0 where it is masked; null if the loss masks no classes.</summary>
    public Expr? ClassMask { get; set; }

    /// <summary>What the call gives as targets.</summary>
    public GivenTargets Given { get; }

    /// <summary>The targets after smoothing and whatever else maps them.</summary>
    public TargetShare Share { get; set; }

    /// <summary>The targets as numbers, after smoothing.</summary>
    public Expr Target => Share.PerClass;

    /// <summary>Whether a class is the label of its row; for forms with labels.</summary>
    public Expr IsLabel => Graph.Leaf(Op.IsLabel);

    /// <summary>How much of each class is not its target, 1 − q_k; 0 where the class is masked.</summary>
    public Expr Rest
    {
        get
        {
            var open = ClassMask ?? Graph.Constant(1);
            return Share is { Given.IsLabel: true, Background: null }
                ? Select(IsLabel, Graph.Constant(0), open)
                : open * (1 - Target);
        }
    }

    /// <summary>Prediction minus target value, for the identity head.</summary>
    public Expr Residual => Scores - Graph.Input(InputTable.Targets);

    /// <summary>The number of classes, a scalar.</summary>
    public Expr Classes => Graph.Leaf(Op.ClassCount);

    /// <summary>The number of classes that are not masked, per row or a scalar.</summary>
    public Expr OpenClasses => ClassMask is { } mask ? SumClass(mask) : Classes;

    /// <summary>The number of classes besides the label that are not masked, at least 1.</summary>
    public Expr OtherClasses => ClassMask is null ? Classes - 1 : Max(Graph.Constant(1), OpenClasses - 1);

    /// <summary>The probability of each label under a softmax head.</summary>
    public LabelProbability Probability => Of(Side.Only);

    /// <summary>
    /// The probability p_k − q_k of the label minus its target, as (1 − q) p − q (1 − p), which is accurate at 0 and at 1.
    /// </summary>
    public Expr Error
    {
        get
        {
            var p = Head == Heads.Softmax ? Of(Side.Only) : Of(Side.Positive);
            return Share is { Given.IsLabel: true, Background: null }
                ? Select(IsLabel, -p.OneMinusP, p.P)
                : ((1 - Target) * p.P) - (Target * p.OneMinusP);
        }
    }

    /// <summary>
    /// t a⁺ + (1 − t) a⁻: what an element of a binary head has from what it has if the label applies, and if it does not. A
    /// side without share counts as nothing, be it infinite.
    /// </summary>
    public Expr OfSides(Expr positive, Expr negative)
        => positive == negative ? positive
            : Share is { Given.IsLabel: true, Background: null } ? Select(IsLabel, positive, negative)
            : Weigh(Target, positive) + Weigh(1 - Target, negative);

    /// <summary>The probability of an outcome, of the adjusted scores through the link.</summary>
    public LabelProbability Of(Side side) => Head switch
    {
        Heads.Softmax => LabelProbability.Softmax(LogSoftmax(Scores)),
        Heads.Gumbel => LabelProbability.Gumbel(Scores, side),
        _ => LabelProbability.Sigmoid(Scores, side),
    };

    /// <summary>Numbers per class, 0 where the class is masked: its score is −∞, which has no place in a sum.</summary>
    public Expr Open(Expr perClass) => ClassMask is { } mask ? Weigh(mask, perClass) : perClass;

    /// <summary>The scores of a stage: "Raw", "Normalised", "Margined" or "Adjusted".</summary>
    public Expr At(string stage) => stage switch
    {
        "Raw" => Raw,
        "Normalised" => Normalised,
        "Margined" => Margined,
        _ => Scores,
    };
}
