using System.Linq;

namespace LossDsl.Reference;

/// <summary>Which rows and elements of a batch count: neither ignored nor masked nor left out by a selection.</summary>
internal sealed class Counting
{
    private readonly ReferenceBatch batch;
    private readonly bool[] rows;

    /// <summary>Before any selection.</summary>
    public Counting(ReferenceBatch batch, long? ignoreIndex)
        : this(batch, new bool[batch.Rows])
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var ignored = batch.Labels is { } labels && labels[row] == ignoreIndex;
            var masked = IsPerRow && !batch.Mask![row];
            // Where every element is masked, nothing of the row is left.
            rows[row] = !ignored && !masked && Enumerable.Range(0, batch.Classes).Any(k => IsOpen(row, k));
        }
    }

    private Counting(ReferenceBatch batch, bool[] rows)
    {
        this.batch = batch;
        this.rows = rows;
    }

    // (N,P) and (N,C,P) are the same for one class, and mean the same.
    private bool IsPerRow => batch.Mask is { } mask && mask.Length == batch.Rows;

    /// <summary>Whether a row counts.</summary>
    public bool this[int row] => rows[row];

    /// <summary>The number of rows that count.</summary>
    public int Valid => rows.Count(valid => valid);

    /// <summary>The number of elements of a row that count.</summary>
    public int Elements(int row) => rows[row] ? Enumerable.Range(0, batch.Classes).Count(k => IsOpen(row, k)) : 0;

    /// <summary>Whether an element is not masked.</summary>
    public bool IsOpen(int row, int k) => batch.Mask is null || IsPerRow || batch.Mask[batch.Index(row, k)];

    /// <summary>Only those of the rows that are selected.</summary>
    public Counting Only(bool[] selected) => new(batch, [.. rows.Zip(selected, (valid, taken) => valid && taken)]);
}
