using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace LongTailedDigits;

/// <summary>Shows a declaration and the kernel that was generated from it.</summary>
internal static partial class GeneratedCode
{
    /// <summary>Writes both for one loss, as they stand in the files that this program was compiled from.</summary>
    public static void Write(IAnsiConsole console, Type loss)
    {
        var declarations = Path.Combine(Folders.Sources, "Losses.cs");
        WriteTitle(console, $"{loss.Name}, as it is declared");
        WriteCode(console, Declaration(File.ReadAllLines(declarations), loss));

        var generated = Path.Combine(Folders.Sources, loss.FullName + ".g.cs");
        var lines = File.ReadAllLines(generated);
        WriteTitle(console, $"{loss.Name}, as it was generated (the vector kernel, abridged)");
        WriteCode(console, [.. lines.TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)), "",
            .. Mathematics(Kernel(lines, generated))]);
        console.Profile.Out.Writer.WriteLine($"All {lines.Length} lines: {generated}");
    }

    // From the line after the last empty one, that is with its comments and attributes, to its end.
    private static string[] Declaration(string[] lines, Type loss)
    {
        var last = Array.FindIndex(lines, line => line.EndsWith($" class {loss.Name};", StringComparison.Ordinal));
        if (last < 0)
            throw new InvalidDataException($"Losses.cs does not declare {loss.Name}.");
        var first = Array.FindLastIndex(lines, last, string.IsNullOrWhiteSpace) + 1;
        return lines[first..(last + 1)];
    }

    // The nested type that implements ILossKernel, without its indentation.
    private static string[] Kernel(string[] lines, string path)
    {
        var first = Array.FindIndex(lines, line => line.EndsWith(": ILossKernel", StringComparison.Ordinal));
        if (first < 0)
            throw new InvalidDataException($"{path} contains no kernel.");
        var indent = Indent(lines[first]);
        return [.. lines[first..(EndOfBlock(lines, first) + 1)].Select(line => line.Length > indent ? line[indent..] : "")];
    }

    // What the sweeps compute: without the fetching and storing around it, and without the plain loops for double.
    private static IEnumerable<string> Mathematics(string[] kernel)
    {
        for (var i = 0; i < kernel.Length; i++)
        {
            if (Plumbing().IsMatch(kernel[i]))
            {
                i = EndOfBlock(kernel, i);
            }
            else if (!Ornament().IsMatch(kernel[i]))
            {
                if (kernel[i].TrimStart().StartsWith("///", StringComparison.Ordinal))
                    yield return "";
                yield return kernel[i];
            }
        }
    }

    [GeneratedRegex(@"\b(class Slot|void (Prepare|Row<T>|Begin|Restore|End)\()")]
    private static partial Regex Plumbing();

    [GeneratedRegex(@"^\s*($|\[MethodImpl|/// <inheritdoc|/// <summary>Where|private \w+ \w+;|public static bool |where V :)")]
    private static partial Regex Ornament();

    private static int EndOfBlock(string[] lines, int start)
        => Array.FindIndex(lines, start + 1, line => line.TrimStart() == "}" && Indent(line) == Indent(lines[start]));

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    private static void WriteTitle(IAnsiConsole console, string title)
        => console.Write(new Rule(Markup.Escape(title)) { Justification = Justify.Left, Style = Style.Parse("blue") });

    private static void WriteCode(IAnsiConsole console, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            // The console would break long lines in the middle of a word.
            if (line.Length >= console.Profile.Width)
                console.Profile.Out.Writer.WriteLine(line);
            else
                console.WriteLine(line, line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? new Style(Color.Green) : Style.Plain);
        }

        console.WriteLine();
    }
}
