using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>Takes things out of a text so that neither a comma too many, nor an empty line, nor a double blank stays behind.</summary>
internal static class Removal
{
    /// <summary>What to take out of a list with commas: <paramref name="whole"/> if nothing of it stays.</summary>
    public static IEnumerable<TextSpan> Of<T>(SeparatedSyntaxList<T> list, Func<T, bool> isRemoved, TextSpan whole, SourceText text)
        where T : SyntaxNode
    {
        if (list.All(isRemoved))
        {
            yield return whole;
            yield break;
        }

        var first = list.IndexOf(item => !isRemoved(item));
        for (var i = 0; i < list.Count; i++)
        {
            if (!isRemoved(list[i]))
                continue;
            var item = list[i].Span;
            var comma = list.GetSeparator(i < first ? i : i - 1).Span;
            var (left, right) = i < first ? (item, comma) : (comma, item);
            // A comment between the two stays where it is.
            if (IsBlank(text, left.End, right.Start))
            {
                yield return TextSpan.FromBounds(left.Start, right.End);
            }
            else
            {
                yield return left;
                yield return right;
            }
        }
    }

    /// <summary>The deletions, with the blanks and the line that belong to what is taken out.</summary>
    public static IEnumerable<TextChange> Tidy(SourceText text, IEnumerable<TextSpan> spans)
        => Joined(text, spans.OrderBy(span => span.Start)).Select(span => new TextChange(Widened(text, span), ""));

    /// <summary>What stands side by side on a line goes as one.</summary>
    private static List<TextSpan> Joined(SourceText text, IEnumerable<TextSpan> spans)
    {
        var joined = new List<TextSpan>();
        foreach (var span in spans)
        {
            if (joined.Count > 0 && SkipBlanks(text, joined[joined.Count - 1].End) >= span.Start)
                joined[joined.Count - 1] = TextSpan.FromBounds(joined[joined.Count - 1].Start, span.End);
            else
                joined.Add(span);
        }

        return joined;
    }

    private static TextSpan Widened(SourceText text, TextSpan span)
    {
        var (line, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var begins = IsBlank(text, line.Start, span.Start);
        var ends = IsBlank(text, span.End, last.End);
        if (begins && ends)
            return TextSpan.FromBounds(line.Start, last.EndIncludingLineBreak);
        var afterBracket = span.Start > 0 && text[span.Start - 1] is '[' or '(';
        if (ends && !afterBracket)
            return TextSpan.FromBounds(SkipBlanksBack(text, span.Start), span.End);
        var afterBlank = begins || afterBracket || (span.Start > 0 && IsBlank(text[span.Start - 1]));
        var end = span.End;
        if (afterBlank)
            end = ends ? SkipWhiteSpace(text, end) : SkipBlanks(text, end);
        return TextSpan.FromBounds(span.Start, end);
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';

    private static bool IsBlank(SourceText text, int start, int end) => SkipWhiteSpace(text, start) >= end;

    private static int SkipBlanks(SourceText text, int position)
    {
        while (position < text.Length && IsBlank(text[position]))
            position++;
        return position;
    }

    private static int SkipBlanksBack(SourceText text, int position)
    {
        while (position > 0 && IsBlank(text[position - 1]))
            position--;
        return position;
    }

    private static int SkipWhiteSpace(SourceText text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        return position;
    }
}
