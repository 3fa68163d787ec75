using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LossDsl.Compiler;

/// <summary>Writes C# with indentation.</summary>
internal sealed class CodeWriter
{
    private const int LongestLine = 140;

    private readonly StringBuilder text = new();
    private int depth;
    private int empty;
    private bool isOpen;

    /// <summary>Writes lines, each at the current depth; an empty string gives an empty line, but none after { and before }.</summary>
    public CodeWriter Lines(params string[] lines)
    {
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                empty++;
                continue;
            }

            if (!isOpen && line[0] != '}')
                text.Append('\n', empty);
            text.Append(' ', 4 * depth).Append(line).Append('\n');
            (empty, isOpen) = (0, line == "{");
        }

        return this;
    }

    /// <summary>Writes a statement, broken at its outermost sums where it is longer than a line.</summary>
    public CodeWriter Statement(string statement)
    {
        var rest = statement;
        for (var indent = 0; ; indent = 1)
        {
            var room = LongestLine - (4 * (depth + indent));
            if (rest.Length <= room || LastSum(rest, room) is not { } end)
                break;
            Append(rest.Substring(0, end), indent);
            rest = rest.Substring(end + 1);
        }

        Append(rest, rest.Length == statement.Length ? 0 : 1);
        return this;
    }

    /// <summary>
    /// The space before the last sign of an outermost sum within some room, else before the first beyond; null if there is
    /// none.
    /// </summary>
    private static int? LastSum(string text, int room)
    {
        var (nesting, last) = (0, (int?)null);
        for (var i = 0; i < text.Length && (i < room || last is null); i++)
        {
            nesting += text[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (nesting == 0 && i > 0 && text[i] is '+' or '-' && text[i - 1] == ' ' && text[i + 1] == ' ')
                last = i - 1;
        }

        return last;
    }

    private void Append(string line, int indent)
    {
        depth += indent;
        Lines(line);
        depth -= indent;
    }

    /// <summary>Opens a block after a header and its constraints, if any; disposing the result closes it.</summary>
    public IDisposable Block(string header, params string[] constraints)
    {
        Lines(header);
        foreach (var constraint in constraints)
            Lines("    " + constraint);
        Lines("{");
        depth++;
        return new Closing(this, "}");
    }

    /// <summary>Opens blocks within each other; disposing the result closes them.</summary>
    public IDisposable Blocks(IReadOnlyList<string> headers) => new Nested([.. headers.Select(header => Block(header))]);

    /// <summary>Indents until the result is disposed.</summary>
    public IDisposable Indent()
    {
        depth++;
        return new Closing(this, null);
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private sealed class Nested(List<IDisposable> blocks) : IDisposable
    {
        public void Dispose()
        {
            for (var i = blocks.Count - 1; i >= 0; i--)
                blocks[i].Dispose();
        }
    }

    private sealed class Closing(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            if (close is not null)
                writer.Lines(close);
        }
    }
}
