using System;
using System.Linq;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>The results of a reference with its artefact, or without, in the library's shapes.</summary>
internal sealed class Modelled
{
    private Modelled(ReferenceBatch batch, ModelledRow[] rows, string reduction, double denominator, double[]? upstream)
    {
        var scale = reduction == "mean" ? 1 / denominator : 1;
        PerRow = Array.ConvertAll(rows, row => row.Elements.Sum());
        PerElement = new double[batch.Logits.Length];
        ValueRounding = rows.Max(row => row.ValueRounding);
        GradientRounding = scale * rows.Max(row => row.GradientRounding);
        Value = scale * PerRow.Sum();
        Gradient = new double[batch.Logits.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row].Elements.Length == batch.Classes)
                batch.Store(PerElement, row, rows[row].Elements);
            batch.Store(Gradient, row, [.. rows[row].Gradient.Select((slope, k) => slope * scale * Seed(batch, upstream, row, k))]);
        }
    }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>The losses of the rows.</summary>
    public double[] PerRow { get; }

    /// <summary>The losses of the elements, where a row is their sum.</summary>
    public double[] PerElement { get; }

    /// <summary>The gradient.</summary>
    public double[] Gradient { get; }

    /// <summary>How far the reference's own rounding may take its losses.</summary>
    public double ValueRounding { get; }

    /// <summary>How far it may take its gradient.</summary>
    public double GradientRounding { get; }

    /// <summary>Computes them.</summary>
    public static Modelled Of(Artefact artefact, Hyper h, Case theCase, ReferenceBatch batch, bool has)
    {
        var rows = Enumerable.Range(0, batch.Rows).Select(row =>
        {
            var label = batch.Labels is { } labels ? (int)labels[row] : -1;
            var target = batch.Targets is { } targets ? batch.Row(targets, row)
                : [.. Enumerable.Range(0, batch.Classes).Select(k => k == label ? 1.0 : 0)];
            var scores = batch.Row(batch.Logits, row);
            if (batch.ClassMask is { } mask)
                scores = [.. scores.Zip(batch.Row(mask, row), static (score, isOpen) => isOpen ? score : double.NegativeInfinity)];
            return artefact.Model(h, new ArtefactRow(scores, target, label, has));
        });
        return new Modelled(
            batch, [.. rows], theCase.Reduction.Split(' ')[0], artefact.Denominator?.Invoke(batch)
                ?? batch.Rows, theCase.Expected.Upstream?.Data);
    }

    private static double Seed(ReferenceBatch batch, double[]? upstream, int row, int k)
        => upstream is null ? 1 : upstream.Length == batch.Rows ? upstream[row] : upstream[batch.Index(row, k)];
}
