using System;

namespace LossDsl.Generators;

/// <summary>How alike two names are.</summary>
internal static class Spelling
{
    /// <summary>The fewest letters to insert, delete or replace that make one text of the other (Levenshtein).</summary>
    public static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        foreach (var letter in a)
        {
            current[0] = previous[0] + 1;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (letter == b[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
