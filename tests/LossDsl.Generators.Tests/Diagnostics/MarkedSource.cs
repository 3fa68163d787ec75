using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators.Tests;

/// <summary>Source text in which <c>{|LDSL004:…|}</c> marks where a diagnostic is expected. Marks may nest.</summary>
internal sealed partial class MarkedSource
{
    /// <summary>Takes the marks out of a text.</summary>
    public MarkedSource(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var done = 0;
        foreach (Match mark in Marks().Matches(marked))
        {
            text.Append(marked, done, mark.Index - done);
            done = mark.Index + mark.Length;
            if (mark.Groups["id"].Success)
            {
                open.Push((mark.Groups["id"].Value, text.Length));
                continue;
            }

            var (id, start) = open.Pop();
            Expected.Add((id, TextSpan.FromBounds(start, text.Length)));
        }

        if (open.Count != 0)
            throw new ArgumentException("A mark is not closed.", nameof(marked));
        Text = text.Append(marked, done, marked.Length - done).ToString();
        Expected.Sort((a, b) => (a.Span, a.Id).CompareTo((b.Span, b.Id)));
    }

    /// <summary>The text without marks.</summary>
    public string Text { get; }

    /// <summary>The marked places, in the order of the source.</summary>
    public List<(string Id, TextSpan Span)> Expected { get; } = [];

    [GeneratedRegex(@"\{\|(?<id>LDSL\d+):|\|\}")]
    private static partial Regex Marks();
}
