using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>All edits of one attribute, and of its neighbourhood.</summary>
internal sealed class AttributeEdits(AttributeData data, AttributeSyntax syntax, LibraryNames names)
{
    private readonly ArgumentEdits arguments = new(data, syntax);
    private readonly List<string> before = [], after = [];
    private string? replacement;
    private bool isTaken;

    /// <summary>The attribute.</summary>
    public AttributeSyntax Syntax => syntax;

    /// <summary>Whether nothing takes its place.</summary>
    public bool IsRemoved => isTaken && before.Count == 0 && after.Count == 0;

    /// <summary>Adds an edit; false if it cannot be made.</summary>
    public bool Take(Edit edit)
    {
        switch (edit.Kind)
        {
            case EditKind.RemoveAttribute or EditKind.RemoveLearnable:
                isTaken = true;
                return true;
            case EditKind.ReplaceAttribute:
                replacement = names.Attribute(edit.Text!);
                return true;
            case EditKind.AddAttribute:
                after.Add(names.Attribute(edit.Text!));
                return true;
            case EditKind.AddAttributeBefore:
                before.Add(names.Attribute(edit.Text!));
                return true;
            case EditKind.RemoveArgument:
                return arguments.Remove(edit.Argument!);
            case EditKind.SetArgument:
                return arguments.Set(edit.Argument!, names.Expression(edit.Text!));
            default:
                return false;
        }
    }

    /// <summary>Writes all but the removal of the attribute itself.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="changes">Takes what is replaced and inserted.</param>
    /// <param name="removed">Takes what goes.</param>
    public void Write(SourceText text, List<TextChange> changes, List<TextSpan> removed)
    {
        if (IsRemoved)
            return;
        // What is added takes the place of what is taken away.
        var (first, last) = (before, after);
        var instead = replacement;
        if (isTaken && after.Count > 0)
            (instead, last) = (after[0], after.GetRange(1, after.Count - 1));
        else if (isTaken)
            (instead, first) = (before[0], before.GetRange(1, before.Count - 1));

        if (instead is not null)
            changes.Add(new TextChange(syntax.Span, instead));
        else
            arguments.Write(text, changes, removed);
        if (first.Count > 0)
            changes.Add(Insertion(text, first, isBefore: true));
        if (last.Count > 0)
            changes.Add(Insertion(text, last, isBefore: false));
    }

    /// <summary>New attributes in the style of this one: in its list, in lists beside it, or on lines of their own.</summary>
    private TextChange Insertion(SourceText text, List<string> added, bool isBefore)
    {
        var list = (AttributeListSyntax)syntax.Parent!;
        if (list.Attributes.Count > 1)
        {
            var line = text.Lines.GetLineFromPosition(syntax.SpanStart);
            var comma = syntax != list.Attributes[0] && IsFirstOf(line, syntax.SpanStart, text)
                ? "," + Break(line, text) + Indent(line, syntax.SpanStart, text)
                : ", ";
            return isBefore
                ? Insert(syntax.SpanStart, string.Concat(added.Select(attribute => attribute + comma)))
                : Insert(syntax.Span.End, string.Concat(added.Select(attribute => comma + attribute)));
        }

        var lists = added.Select(attribute => $"[{attribute}]").ToList();
        if (SharesLine(list, text))
        {
            return isBefore
                ? Insert(list.SpanStart, string.Concat(lists.Select(each => each + " ")))
                : Insert(list.Span.End, string.Concat(lists.Select(each => " " + each)));
        }

        var (first, last) = (text.Lines.GetLineFromPosition(list.SpanStart), text.Lines.GetLineFromPosition(list.Span.End));
        var indent = Indent(first, list.SpanStart, text);
        return isBefore
            ? Insert(list.SpanStart, string.Concat(lists.Select(each => each + Break(first, text) + indent)))
            : Insert(last.End, string.Concat(lists.Select(each => Break(last, text) + indent + each)));
    }

    private static bool SharesLine(AttributeListSyntax list, SourceText text)
    {
        int LineOf(int position) => text.Lines.GetLineFromPosition(position).LineNumber;

        var (previous, next) = (list.OpenBracketToken.GetPreviousToken(), list.CloseBracketToken.GetNextToken());
        return LineOf(next.SpanStart) == LineOf(list.Span.End)
            || (previous.RawKind != 0 && LineOf(previous.Span.End) == LineOf(list.SpanStart));
    }

    private static bool IsFirstOf(TextLine line, int position, SourceText text)
        => Indent(line, position, text).Length == position - line.Start;

    private static string Indent(TextLine line, int position, SourceText text)
        => new([.. text.ToString(TextSpan.FromBounds(line.Start, position)).TakeWhile(char.IsWhiteSpace)]);

    private static string Break(TextLine line, SourceText text)
        => text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) is { Length: > 0 } lineBreak ? lineBreak : "\n";

    private static TextChange Insert(int position, string added) => new(new TextSpan(position, 0), added);
}
