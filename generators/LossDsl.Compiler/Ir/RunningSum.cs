using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>A sum that grows: one summand after the other, of many the sums of 16 each, so that no chain of nodes gets long.</summary>
internal sealed class RunningSum
{
    private const int LongestChain = 16;

    private RunningSum? before;
    private Expr? chain;
    private int length;

    /// <summary>The sum so far; null before the first summand.</summary>
    public Expr? Value => before?.Value is not { } rest ? chain : chain is { } last ? rest + last : rest;

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
            (before ??= new RunningSum()).Add(chain!.Value);
            (chain, length) = (null, 0);
        }

        chain = chain is { } sum ? sum + summand : summand;
        length++;
    }
}
