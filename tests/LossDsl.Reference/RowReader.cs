using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Reference;

/// <summary>What a row of a batch gives to the evaluator of the IR.</summary>
internal static class RowReader
{
    /// <summary>A row of a batch without masks.</summary>
    public static RowInputs Read(ReferenceBatch batch, int row, double[] seeds) => Read(batch, new Counting(batch, null), row, seeds);

    /// <summary>A row of a batch; what is masked has no weight.</summary>
    public static RowInputs Read(ReferenceBatch batch, Counting counting, int row, double[] seeds)
    {
        var inputs = new Dictionary<string, double[]>();

        void Add(string name, double[]? values)
        {
            if (values is not null)
                inputs.Add(name, values);
        }

        // What a masked element has for a target is not looked at: not even by a term that reads the whole row.
        Add(InputTable.Targets, Elements(batch.Targets)?.Select((target, k) => counting.IsOpen(row, k) ? target : 0).ToArray());
        Add(InputTable.Variances, Elements(batch.Variances));
        Add(InputTable.Upstream, batch.Upstream?.Length == batch.Logits.Length ? Elements(batch.Upstream) : null);
        Add(InputTable.FeatureNorms, batch.FeatureNorms is { } norms ? [norms[row]] : null);
        Add(InputTable.ClassMask, batch.ClassMask is { } mask ? [.. OpenClasses(mask).Select(open => open ? 1.0 : 0)] : null);
        Add(InputTable.ElementWeights,
            [.. Enumerable.Range(0, batch.Classes)
                .Select(k => counting.IsOpen(row, k) ? batch.ElementWeights?[batch.Index(row, k)] ?? 1 : 0)]);

        var parameters = batch.Properties.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (batch.Epoch is { } epoch)
            parameters.Add(InputTable.Epoch, epoch);
        return new RowInputs(batch.Row(batch.Logits, row), batch.Labels is { } labels ? (int)labels[row] : -1, seeds, batch.ClassInputs,
            parameters)
        {
            Inputs = inputs,
            Matrices = batch.Matrices,
        };

        double[]? Elements(double[]? tensor) => tensor is null ? null : batch.Row(tensor, row);

        bool[] OpenClasses(bool[] mask) => mask.Length == batch.Classes ? mask : batch.Row(mask, row);
    }
}
