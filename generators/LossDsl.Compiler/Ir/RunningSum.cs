using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>
/// A sum that grows: one summand after the other, of many the sums of 16 each, of which always two make one as large as both, so that no
/// chain of nodes gets long.
/// </summary>
internal sealed class RunningSum
{
    private const int LongestChain = 16;

    private readonly List<(Expr Sum, int Rank)> before = [];
    private Expr? chain;
    private int length;

    /// <summary>The sum so far; null before the first summand.</summary>
    public Expr? Value
    {
        get
        {
            var total = chain;
            for (var i = before.Count - 1; i >= 0; i--)
                total = total is { } rest ? before[i].Sum + rest : before[i].Sum;
            return total;
        }
    }

    /// <summary>The sum of some expressions, at least one.</summary>
    public static Expr Of(IEnumerable<Expr> summands)
    {
        var sum = new RunningSum();
        foreach (var summand in summands)
            sum.Add(summand);
        return sum.Value!.Value;
    }

    /// <summary>Adds a summand.</summary>
    public void Add(Expr summand)
    {
        if (length == LongestChain)
        {
            Put(chain!.Value);
            (chain, length) = (null, 0);
        }

        chain = chain is { } sum ? sum + summand : summand;
        length++;
    }

    private void Put(Expr sum)
    {
        var rank = 0;
        for (; before.Count > 0 && before[before.Count - 1].Rank == rank; rank++)
        {
            sum = before[before.Count - 1].Sum + sum;
            before.RemoveAt(before.Count - 1);
        }

        before.Add((sum, rank));
    }
}
