using System;
using Spectre.Console;

namespace LongTailedDigits;

/// <summary>Where the sample writes.</summary>
internal static class Terminal
{
    // Wide enough for the table and for generated code, where there is no window to measure.
    private const int WidthOfFiles = 120;

    /// <summary>A console that writes colours and moves the cursor only on a terminal that can do both.</summary>
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = WidthOfFiles;
        return console;
    }

    /// <summary>Whether a display that redraws itself works.</summary>
    public static bool IsLive(this IAnsiConsole console)
        => console.Profile.Capabilities is { Ansi: true, Interactive: true };
}
