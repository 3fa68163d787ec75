using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Which rows of a call count, by their keys.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum SelectionRule
{
    /// <summary>A fraction of the valid rows, in (0, 1], those with the largest keys; rounded up to whole rows.</summary>
    HardestFraction,

    /// <summary>A number of valid rows, at least 1, those with the largest keys; all if there are fewer.</summary>
    HardestCount,

    /// <summary>The rows whose key is above a number.</summary>
    Above,

    /// <summary>The rows whose key is below a number.</summary>
    Below,
}

/// <summary>
/// A first pass over the rows: a kernel computes a key for each, and the rows that are not selected count no more than those
/// with the ignore index. No gradient flows through the keys. Of equal keys the earlier rows come first; a row whose key is
/// NaN is always among the hardest and always selected by a threshold, so that a NaN does not vanish. Keys are compared as the
/// call stores numbers: in half precision rows may tie that single precision would tell apart.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowSelection
{
    /// <summary>The plan of the key: the value of its only component is the key of a row.</summary>
    public required LossPlan Key { get; init; }

    /// <summary>The rule.</summary>
    public required SelectionRule Rule { get; init; }

    /// <summary>The fraction, number or threshold of the rule.</summary>
    public double Amount { get; init; }

    /// <summary>The number of the call's parameter that gives the amount instead, or −1.</summary>
    public int AmountParameter { get; init; } = -1;
}
