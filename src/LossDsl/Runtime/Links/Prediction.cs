using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What generated <c>Predict</c> forwards to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Prediction
{
    /// <summary>The class of the largest score of each row; of several, the first.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="plan">The loss.</param>
    /// <param name="logits">Raw scores (N,C,P).</param>
    /// <param name="classes">One class per row (N,P), written.</param>
    /// <param name="shape">The shape of the logits, or the default value for (N,C).</param>
    /// <exception cref="ArgumentException">Shapes disagree, or a row has no largest score; the message names the argument and the
    /// numbers.</exception>
    public static void Largest<T>(LossPlan plan, ReadOnlySpan<T> logits, Span<int> classes, LogitShape shape)
        where T : unmanaged
    {
        shape = Resolve(plan, logits.Length, classes.Length, shape);
        LinkShapes.Apart(logits, nameof(classes), classes);
        var reader = new LogitRows<T>(logits, shape);
        for (var row = 0; row < shape.Rows; row++)
            classes[row] = Largest(reader.Row(row)) is >= 0 and var k ? k
                : throw None(row, "has no largest score: it holds NaN, or every class is masked");
    }

    /// <summary>The most probable class of each row by the link, or that of the largest P(y|x)/π_y.</summary>
    /// <typeparam name="TKernel">The link.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="link">What the loss fixes.</param>
    /// <param name="parameters">The hyper-parameters bound to properties, checked.</param>
    /// <param name="logits">Raw scores (N,C,P).</param>
    /// <param name="classes">One class per row (N,P), written.</param>
    /// <param name="shape">The shape of the logits, or the default value for (N,C).</param>
    /// <param name="balance">π, one share per class, to divide by; empty for the most probable class.</param>
    /// <exception cref="ArgumentException">Shapes disagree, or a row has no probabilities; the message names the argument and the
    /// numbers.</exception>
    public static void ByLink<TKernel, T>(
        LinkPlan link, ReadOnlySpan<double> parameters, ReadOnlySpan<T> logits, Span<int> classes, LogitShape shape,
            ReadOnlySpan<double> balance = default)
        where TKernel : struct, ILinkKernel
        where T : unmanaged
    {
        shape = Resolve(link.Plan, logits.Length, classes.Length, shape);
        LinkShapes.Apart(logits, nameof(classes), classes);
        if (shape.Rows == 0)
            return;
        var shift = balance.IsEmpty ? [] : ClassPriors.Balance(balance, shape.Classes);
        var rows = new LinkRows<TKernel>(link, parameters, shape.Classes);
        var reader = new LogitRows<T>(logits, shape);
        for (var row = 0; row < shape.Rows; row++)
        {
            rows.Run(reader.Row(row));
            for (var k = 0; k < shift.Length; k++)
                rows.Values[k] += shift[k];
            classes[row] = Largest(rows.Values) is >= 0 and var best ? best
                : throw None(row, "has no probabilities: it holds NaN, every class is masked, or it is the minimiser for no posterior");
        }
    }

    /// <summary>Whether each score of a loss per element is above a threshold.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="plan">The loss.</param>
    /// <param name="logits">Raw scores (N,C,P).</param>
    /// <param name="applies">One answer per element (N,C,P), contiguous, written.</param>
    /// <param name="shape">The shape of the logits, or the default value for (N,C).</param>
    /// <param name="thresholds">One score per output, or one for all.</param>
    /// <exception cref="ArgumentException">Shapes disagree, or a score is NaN; the message names the argument and the numbers.</exception>
    public static void Above<T>(LossPlan plan, ReadOnlySpan<T> logits, Span<bool> applies, LogitShape shape,
        ReadOnlySpan<double> thresholds)
        where T : unmanaged
    {
        shape = LinkShapes.Of(plan, in shape, logits.Length);
        LinkShapes.Result(nameof(applies), applies.Length, shape.Elements, "as the logits");
        LinkShapes.Apart(logits, nameof(applies), applies);
        var reader = new LogitRows<T>(logits, shape);
        var layout = Layout.Contiguous(shape.Classes, shape.Positions);
        for (var row = 0; row < shape.Rows; row++)
        {
            var scores = reader.Row(row);
            for (var k = 0; k < scores.Length; k++)
            {
                if (double.IsNaN(scores[k]))
                    throw None(row, $"is NaN at class {k}");
                applies[(int)layout.Row(row) + (k * shape.Positions)] = scores[k] > thresholds[thresholds.Length == 1 ? 0 : k];
            }
        }
    }

    /// <summary>How many rows logits have whose number of classes the loss knows, or else a prior.</summary>
    /// <exception cref="ArgumentException">It is not known, or the logits are of another.</exception>
    public static int Rows(LossPlan plan, int length, LogitShape shape, int classes = 0)
        => LinkShapes.Of(plan, in shape, length, classes: classes).Rows;

    /// <summary>How many elements logits have, which may lie apart.</summary>
    /// <exception cref="ArgumentException">They are of another number of classes.</exception>
    public static int Elements(LossPlan plan, int length, LogitShape shape) => LinkShapes.Of(plan, in shape, length).Elements;

    private static LogitShape Resolve(LossPlan plan, int length, int rows, LogitShape shape)
    {
        shape = LinkShapes.Of(plan, in shape, length, rows);
        LinkShapes.Result("classes", rows, shape.Rows, "one class per row");
        return shape;
    }

    /// <summary>The index of the largest number; −1 if one is NaN or all are −∞.</summary>
    private static int Largest(ReadOnlySpan<double> values)
    {
        var best = -1;
        for (var k = 0; k < values.Length; k++)
        {
            if (double.IsNaN(values[k]))
                return -1;
            if (values[k] > (best < 0 ? double.NegativeInfinity : values[best]))
                best = k;
        }

        return best;
    }

    private static ArgumentException None(int row, string why) => new($"row {row} of logits {why}.", "logits");
}
