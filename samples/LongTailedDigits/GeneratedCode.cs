using System;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace LongTailedDigits;

/// <summary>Shows a declaration and the kernel that was generated from it.</summary>
internal static class GeneratedCode
{
    /// <summary>Writes both for one loss, as they stand in the files that this program was compiled from.</summary>
    public static void Write(IAnsiConsole console, Type loss)
    {
        var declarations = Path.Combine(Folders.Sources, "Losses.cs");
        var generated = Path.Combine(Folders.Sources, loss.FullName + ".g.cs");
        WriteCode(console, $"{loss.Name}, declared", declarations, Declaration(File.ReadAllLines(declarations), loss));
        WriteCode(console, $"{loss.Name}, generated", generated, File.ReadAllLines(generated));
    }

    // From the attributes of the class, which follow an empty line, to its end.
    private static string[] Declaration(string[] lines, Type loss)
    {
        var last = Array.FindIndex(lines, line => line.EndsWith($" class {loss.Name};", StringComparison.Ordinal));
        if (last < 0)
            throw new InvalidDataException($"Losses.cs does not declare {loss.Name}.");
        var first = Array.FindLastIndex(lines, last, string.IsNullOrWhiteSpace) + 1;
        return lines[first..(last + 1)];
    }

    private static void WriteCode(IAnsiConsole console, string title, string path, string[] lines)
    {
        console.Write(new Rule(Markup.Escape(title)) { Justification = Justify.Left, Style = Style.Parse("blue") });
        // Past the layout of the console, which would wrap long lines.
        foreach (var line in lines)
            console.Profile.Out.Writer.WriteLine(line);
        console.WriteLine();
    }
}
