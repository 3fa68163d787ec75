using System;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>Turns the inputs of a case into a batch.</summary>
internal delegate Batch Layout(Inputs inputs);

/// <summary>The layouts that vector files have.</summary>
internal static class Layouts
{
    /// <summary><c>logits</c> (N,C) and <c>target</c> (N).</summary>
    public static Batch Rows(Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 2);
        return new Batch(logits.Data, inputs.Take("target", rank: 1).Integers(), logits.Shape[1]);
    }

    /// <summary>
    /// Next-token prediction: <c>logits</c> (B,T,V), <c>labels</c> (B,T). Position t predicts the label at t + 1, and
    /// the last position of a sequence predicts nothing, which −100 says.
    /// </summary>
    public static Batch NextToken(Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 3);
        var labels = inputs.Take("labels", rank: 2).Integers();
        var length = logits.Shape[1];
        var shifted = labels.Select((_, i) => (i + 1) % length == 0 ? -100 : labels[i + 1]).ToArray();
        return new Batch(logits.Data, shifted, logits.Shape[2]);
    }

    /// <summary>Images: <c>logits</c> (B,C,H,W) and <c>target</c> (B,1,H,W); every pixel is a row.</summary>
    public static Batch Images(Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 4);
        var labels = inputs.Take("target", rank: 4).Integers();
        var classes = logits.Shape[1];
        var pixels = logits.Shape[2] * logits.Shape[3];
        var order = new int[logits.Data.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var (row, k) = Math.DivRem(i, classes);
            var (image, pixel) = Math.DivRem(row, pixels);
            order[i] = (((image * classes) + k) * pixels) + pixel;
        }

        return new Batch(Array.ConvertAll(order, from => logits.Data[from]), labels, classes) { Order = order };
    }

    /// <summary>
    /// No logits at all but a table of class weights. One row per class with equal logits has the loss w_k log C.
    /// </summary>
    public static Batch ClassWeightTable(Inputs inputs)
    {
        var classes = inputs.Take("class_counts", rank: 1).Integers().Length;
        var labels = Enumerable.Range(0, classes).Select(static k => (long)k).ToArray();
        return new Batch(new double[classes * classes], labels, classes) { Unit = Math.Log(classes) };
    }
}
