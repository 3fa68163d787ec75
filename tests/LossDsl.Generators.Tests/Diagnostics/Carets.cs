using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Tests;

/// <summary>Prints diagnostics with the source line that they are about.</summary>
internal static class Carets
{
    /// <summary>Severity, number and message; the line; carets below what is marked.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var line = diagnostic.Location.SourceTree!.GetText().Lines.GetLineFromPosition(span.Start);
        var indent = new string(' ', span.Start - line.Start);
        var carets = new string('^', System.Math.Min(span.End, line.End) - span.Start);
        return $"{diagnostic.Severity} {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n"
            + $"{line.LineNumber + 1,4} | {line}\n     | {indent}{carets}";
    }
}
