using System;
using System.Linq;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>Turns the inputs of a case into a batch.</summary>
internal delegate Batch Layout(Hyper h, Inputs inputs);

/// <summary>The layouts that vector files have.</summary>
internal static class Layouts
{
    /// <summary><c>logits</c> (N,C) and <c>target</c> (N), class indices.</summary>
    public static Batch Rows(Hyper h, Inputs inputs) => RowsOf("logits")(h, inputs);

    /// <summary>
    /// The same, with equal targets for all classes if nothing is left of the labels; rows that are ignored are left out.
    /// </summary>
    public static Layout Smoothed(Layout layout, string smoothing = "label_smoothing", bool asTorch = true) => (h, inputs) =>
    {
        var batch = layout(h, inputs);
        if (!Words.IsSmoothedAway(h, smoothing))
            return batch;
        var data = batch.Data;
        return batch with
        {
            Data = data with
            {
                Labels = null,
                Targets = Array.ConvertAll(data.Logits, _ => 1.0 / data.Classes),
                Mask = data.Labels is { } labels
                    && h.NumberOrNull("ignore_index") is { } ignored ? Array.ConvertAll(labels, label => label != ignored) : null,
                Normalizer = asTorch && h.Reduction() == "mean" ? Divisor(h, data) : null,
            },
        };
    };

    /// <summary>
    /// What torch's mean divides by: the weights of the labels that count, or the number of rows where targets are numbers.
    /// </summary>
    private static double Divisor(Hyper h, ReferenceBatch data)
        => data.Labels is { } labels
            ? labels.Where(label => h.NumberOrNull("ignore_index") is not { } ignored || label != ignored)
            .Sum(label => h.NumbersOrNull("class_weight")?[label] ?? 1)
            : data.Rows;

    /// <summary>Scores (N,C) under some name and <c>target</c> (N), class indices.</summary>
    public static Layout RowsOf(string scores, string target = "target") => (_, inputs) =>
    {
        var logits = inputs.Take(scores, rank: 2);
        return new Batch(new ReferenceBatch(logits.Data, logits.Shape[0], logits.Shape[1])
        {
            Labels = inputs.Take(target, rank: 1).Integers(),
        })
        {
            Input = scores,
        };
    };

    /// <summary><c>logits</c> (N,C) and <c>target</c> (N,C), numbers: probabilities, or 0 and 1.</summary>
    public static Batch Elements(Hyper h, Inputs inputs) => ElementsOf("logits")(h, inputs);

    /// <summary>Scores or predictions (N,C) or (N) under some name, and a target of the same shape.</summary>
    public static Layout ElementsOf(string scores, string target = "target") => (_, inputs) =>
    {
        var given = inputs.Take(scores);
        var targets = inputs.Take(target);
        if (!given.Shape.SequenceEqual(targets.Shape) || given.Shape.Length is not (1 or 2))
            throw new MappingException($"'{scores}' is {given} and '{target}' {targets}; both should be (N,C) or (N)");
        return new Batch(new ReferenceBatch(given.Data, given.Shape[0], given.Shape.ElementAtOrDefault(1) is > 0 and var classes ? classes
            : 1)
        {
            Targets = targets.Data,
        })
        {
            Input = scores,
        };
    };

    /// <summary>Predictions (N,T,Q) with several outputs per target (N,T), quantiles for example.</summary>
    public static Layout SharedTargetsOf(string scores, string target = "target") => (_, inputs) =>
    {
        var given = inputs.Take(scores, rank: 3);
        var targets = inputs.Take(target, rank: 2);
        var outputs = given.Shape[2];
        return new Batch(new ReferenceBatch(given.Data, given.Shape[0] * given.Shape[1], outputs)
        {
            Targets = [.. targets.Data.SelectMany(value => Enumerable.Repeat(value, outputs))],
        })
        {
            Input = scores,
        };
    };

    /// <summary>
    /// Next-token prediction: <c>logits</c> (B,T,V), <c>labels</c> (B,T). Position t predicts the label at t + 1, and
    /// the last position of a sequence predicts nothing, which −100 says.
    /// </summary>
    public static Batch NextToken(Hyper h, Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 3);
        var labels = inputs.Take("labels", rank: 2).Integers();
        var length = logits.Shape[1];
        var shifted = labels.Select((_, i) => (i + 1) % length == 0 ? -100 : labels[i + 1]).ToArray();
        return new Batch(new ReferenceBatch(logits.Data, labels.Length, logits.Shape[2]) { Labels = shifted });
    }

    /// <summary>Tokens: <c>logits</c> (B,T,V) and <c>labels</c> (B,T), the class index of each position itself.</summary>
    public static Batch Tokens(Hyper h, Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 3);
        var labels = inputs.Take("labels", rank: 2).Integers();
        return new Batch(new ReferenceBatch(logits.Data, labels.Length, logits.Shape[2]) { Labels = labels });
    }

    /// <summary>Images: <c>logits</c> (B,C,H,W) and <c>target</c> (B,1,H,W) or (B,H,W), class indices; every pixel is a row.</summary>
    public static Batch Images(Hyper h, Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 4);
        return new Batch(new ReferenceBatch(logits.Data, logits.Shape[0], logits.Shape[1], logits.Shape[2] * logits.Shape[3])
        {
            Labels = inputs.Take("target").Integers(),
        });
    }

    /// <summary>Images: <c>logits</c> (B,C,H,W) and <c>target</c> of the same shape, numbers.</summary>
    public static Batch ImagesOfNumbers(Hyper h, Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 4);
        var targets = inputs.Take("target", rank: 4);
        if (!logits.Shape.SequenceEqual(targets.Shape))
            throw new MappingException($"'target' is {targets}, not shaped like the logits, {logits}");
        return new Batch(new ReferenceBatch(logits.Data, logits.Shape[0], logits.Shape[1], logits.Shape[2] * logits.Shape[3])
        {
            Targets = targets.Data,
        });
    }

    /// <summary>
    /// No logits at all but a table of class weights. One row per class with equal logits has the loss w_k log C.
    /// </summary>
    public static Batch ClassWeightTable(Hyper h, Inputs inputs)
    {
        var classes = inputs.Take("class_counts", rank: 1).Integers().Length;
        var labels = Enumerable.Range(0, classes).Select(static k => (long)k).ToArray();
        return new Batch(new ReferenceBatch(new double[classes * classes], classes, classes) { Labels = labels })
        {
            Unit =
            Math.Log(classes)
        };
    }
}
