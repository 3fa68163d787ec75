using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Long lines of documentation.</summary>
internal static class Paragraph
{
    private const int Width = 110;

    /// <summary>A line in pieces of at most some length, the later ones indented.</summary>
    public static IEnumerable<string> Wrapped(string line)
    {
        var indent = new string(' ', line.TakeWhile(c => c == ' ').Count() + 4);
        while (line.Length > Width)
        {
            var cut = line.LastIndexOf(' ', Width);
            if (cut <= indent.Length)
                break;
            yield return line.Substring(0, cut).TrimEnd();
            line = indent + line.Substring(cut + 1).TrimStart();
        }

        yield return line;
    }
}
