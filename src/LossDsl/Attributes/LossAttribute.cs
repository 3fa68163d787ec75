using System;

namespace LossDsl;

/// <summary>How scores become probabilities, and what the targets are.</summary>
public enum Head
{
    /// <summary>
    /// One softmax over the class axis; targets are one class index per row, or class probabilities (N,C) where every part of
    /// the loss has a meaning for them.
    /// </summary>
    Softmax,

    /// <summary>
    /// A logistic function per element: binary, multi-label, or one against all; targets are one number in [0, 1] per
    /// element, or one class index per row, which stands for 1 there and 0 elsewhere.
    /// </summary>
    Sigmoid,

    /// <summary>
    /// As <see cref="Sigmoid"/> with the Gumbel link p = exp(−exp(−z)) (Alexandridis et al. 2022, arXiv:2207.09809). Scores
    /// below −80, where the loss of a label that applies is beyond 5e34, count as −80.
    /// </summary>
    Gumbel,

    /// <summary>Regression: what the model puts out is the prediction; one target value per element.</summary>
    Identity,
}

/// <summary>
/// Declares a training loss. The class must be <c>partial</c>; the other attributes on it say what the loss consists of.
/// Their order means nothing: there is one canonical order of composition.
/// </summary>
/// <param name="head">How scores become probabilities.</param>
/// <example>
/// <code>
/// [Loss(Head.Softmax)]
/// [PolyLoss(1.0)]
/// [Focal(Gamma = 2)]
/// public sealed partial class Poly1Focal;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LossAttribute(Head head) : Attribute
{
    /// <summary>How scores become probabilities.</summary>
    public Head Head { get; } = head;

    /// <summary>
    /// The number of classes, at least 2 (1 for losses per element), if it is known when the loss is declared; checked against the
    /// logits of every call. Left out, it is taken from the class counts or weights, else from the shape of the logits.
    /// </summary>
    public int Classes { get; set; }

    /// <summary>
    /// Rows with this label have no loss and no gradient, and count in no denominator but <see cref="Per.Batch"/>. Any
    /// value, also that of a class (torch's default is −100). Left out, every label must be a class. An error for a loss that takes no
    /// labels.
    /// </summary>
    public long IgnoreIndex { get; set; }

    /// <summary>
    /// What the scores are for. The loss itself stays as it is: only what is said about it depends on the goal.
    /// </summary>
    public Goal For { get; set; }

    /// <summary>
    /// How many training examples each class has, at least 1 each, one number per class: the class prior for which the loss is
    /// judged. The counts that a constructor takes must be the same. Give counts or <see cref="Prior"/>, not both.
    /// </summary>
    public int[]? Counts { get; set; }

    /// <summary>
    /// The class prior for which the loss is judged: one number in (0, 1) per class, with a sum of 1 within 1e-6. The shares of the
    /// counts that a constructor takes must agree with it within one per cent of each, or one example.
    /// </summary>
    public double[]? Prior { get; set; }
}
