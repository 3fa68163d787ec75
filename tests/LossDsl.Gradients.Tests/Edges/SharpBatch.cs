using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Batches in which every row asks something of a formula: a label far below the other classes and far above them, targets
/// next to 0 and next to 1, errors next to 0.
/// </summary>
internal static class SharpBatch
{
    private static readonly float[] Gaps =
        [-88.8f, -60, -18, -8, -4.595f, -4.25f, -2, -1, -0.25f, 0, 0.25f, 1.0986f, 2, 3, 4.595f, 5.756f, 9.21f, 16, 18, 40, 80, 88.8f];

    private static readonly float[] Shares = [0, 1, 1e-6f, 1 - 1e-6f, 0.5f, 0.3f, 1e-3f, 1e-20f, 0.7f];

    private static readonly float[] Errors =
        [0, 1e-20f, 1e-6f, 1e-3f, 0.1f, 0.49f, 0.9f, 1, 1.1f, 3.5f, 10, 30];

    // Of an angle: perpendicular, and as near to none and to a half turn as single precision can tell.
    private static readonly float[] Cosines =
    [
        -1, -0.99999994f, -0.9999999f, -0.999999f, -0.999f, -0.8f, -0.3f, -1e-3f, -1e-20f,
        0, 1e-20f, 1e-3f, 0.3f, 0.8f, 0.999f, 0.999999f, 0.9999999f, 0.99999994f, 1,
    ];

    /// <summary>A batch of one shape for a loss, with rows in which scores are sharp.</summary>
    public static ReferenceBatch Of(Declaration declaration, LossForm form, int classes)
    {
        var sharp = declaration.Head == Heads.Identity ? Errors.Concat(Errors.Skip(1).Select(x => -x)).ToArray()
            : LossModel.Of(declaration).All.Any(use => use.Row.TakesCosines) ? Cosines
            : Gaps;
        var batch = RandomBatch.Of(declaration, form, (sharp.Length, classes, 1), 1, classes, options: false);
        classes = batch.Classes;
        var (logits, targets) = (new double[batch.Logits.Length], new double[batch.Logits.Length]);
        var labels = new long[batch.Rows];
        var open = batch.ClassMask is null ? null : new bool[batch.Logits.Length];
        for (var row = 0; row < batch.Rows; row++)
        {
            labels[row] = (row / 3) % classes;
            for (var k = 0; k < classes; k++)
            {
                var share = Shares[(row + (k * 5)) % Shares.Length];
                var next = sharp[(row + (k * 7)) % sharp.Length];
                (double Logit, double Target) element = declaration.Head switch
                {
                    Heads.Softmax => (k == labels[row] ? sharp[row] : row % 4 == 3 ? next / 4 : 0.25 * ((k * 7) % 5),
                        Soft(row, k, (int)labels[row], classes)),
                    Heads.Identity => next > 0 && row % 2 == 0 ? (next, 0) : (1.5 + next, 1.5),
                    _ => (next, share),
                };
                logits[batch.Index(row, k)] = element.Logit;
                targets[batch.Index(row, k)] = element.Target;
                if (open is null)
                    continue;
                // One class or none is closed, and the others have the same targets as ever.
                var isOpen = k == labels[row] || (row + k) % 3 != 0;
                open[batch.Index(row, k)] = isOpen;
                targets[batch.Index(row, k)] = isOpen ? element.Target : 0;
            }
        }

        logits = Array.ConvertAll(logits, x => (double)(float)x);
        targets = Array.ConvertAll(targets, x => (double)(float)x);
        return form == LossForm.Labels
            ? batch with { Logits = logits, Labels = labels, Upstream = Ones(batch), ClassMask = open }
            : batch with { Logits = logits, Targets = targets, Upstream = Ones(batch), ClassMask = open };
    }

    /// <summary>A few rows of a batch without positions, from one on and around its end.</summary>
    public static ReferenceBatch Some(ReferenceBatch batch, int count, int first)
    {
        int[] rows = [.. Enumerable.Range(first, count).Select(row => row % batch.Rows)];
        T[]? Of<T>(T[]? numbers)
            => numbers is null || numbers.Length < batch.Rows ? numbers
                : numbers.Length == batch.Rows ? [.. rows.Select(row => numbers[row])]
                : [.. rows.SelectMany(row => batch.Row(numbers, row))];
        return batch with
        {
            Logits = Of(batch.Logits)!,
            Samples = count,
            Labels = batch.Labels is { } labels ? [.. rows.Select(row => labels[row])] : null,
            Targets = Of(batch.Targets),
            Variances = Of(batch.Variances),
            FeatureNorms = Of(batch.FeatureNorms),
            Upstream = Of(batch.Upstream),
            ClassMask = Of(batch.ClassMask),
        };
    }

    private static double[]? Ones(ReferenceBatch batch) => batch.Upstream is null ? null : [.. batch.Upstream.Select(_ => 1.0)];

    /// <summary>Soft targets of a row: hard, nearly hard, tiny beside a whole one, and even ones.</summary>
    private static float Soft(int row, int k, int label, int classes)
    {
        var tiny = Shares[(row + 2) % Shares.Length];
        return (row % 4) switch
        {
            0 => k == label ? 1 : 0,
            1 => k == label ? 1 - tiny : tiny / (classes - 1),
            // As callers give them: they need not sum to 1.
            2 => k == label ? 1 : k == (label + 1) % classes ? tiny : 0,
            _ => 1f / classes,
        };
    }
}
