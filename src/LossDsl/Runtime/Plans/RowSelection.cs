using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

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

    /// <summary>The checked amount of a call.</summary>
    /// <param name="name">The name of the loss, for messages.</param>
    /// <param name="parameters">The call's parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound amount is none for the rule.</exception>
    public double AmountOf(string name, ReadOnlySpan<double> parameters)
    {
        var amount = AmountParameter < 0 ? Amount : parameters[AmountParameter];
        var possible = Rule switch
        {
            SelectionRule.HardestFraction => amount is > 0 and <= 1,
            SelectionRule.HardestCount => amount >= 1 && Math.Floor(amount) == amount && double.IsFinite(amount),
            _ => double.IsFinite(amount),
        };
        return possible ? amount
            : throw new ArgumentOutOfRangeException("selection", amount,
                FormattableString.Invariant($"{name} selects rows by {Rule} {amount}; {Range}."));
    }

    /// <summary>Applies the rule to keys that are there already.</summary>
    /// <param name="amount">The checked amount.</param>
    /// <param name="keys">A key per row.</param>
    /// <param name="counts">Whether each row counts; false is written to those that are not selected.</param>
    public void Select(double amount, ReadOnlySpan<double> keys, Span<bool> counts)
    {
        var labels = new int[keys.Length];
        var valid = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = counts[row] ? 0 : RowLabel.Ignored;
            valid += counts[row] ? 1 : 0;
        }

        RowSelector.Run(Rule, amount, keys, new ulong[keys.Length], labels, valid);
        for (var row = 0; row < labels.Length; row++)
            counts[row] = labels[row] >= 0;
    }

    private string Range => Rule switch
    {
        SelectionRule.HardestFraction => "a fraction must be in (0, 1]",
        SelectionRule.HardestCount => "a count must be a whole number of at least 1",
        _ => "a threshold must be finite",
    };
}
