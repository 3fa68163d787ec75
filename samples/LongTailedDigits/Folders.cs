using System;
using System.IO;

namespace LongTailedDigits;

/// <summary>Where the sample's files are.</summary>
/// <param name="Project">The folder of the project file.</param>
public sealed record Folders(string Project)
{
    /// <summary>The images.</summary>
    public string Data => Path.Combine(Project, "data", "optdigits.csv.gz");

    /// <summary>The published splits.</summary>
    public string Splits => Path.Combine(Project, "splits");

    /// <summary>The chart that the sample draws.</summary>
    public string Chart => Path.Combine(Project, "out", "recall.svg");

    /// <summary>The declarations and generated files that this program was compiled from.</summary>
    public static string Sources => Path.Combine(AppContext.BaseDirectory, "source");

    /// <summary>Looks for the project above the executable, so that the current directory does not matter.</summary>
    /// <exception cref="InvalidDataException">The executable is not inside the project folder.</exception>
    public static Folders Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LongTailedDigits.csproj")))
                return new Folders(folder.FullName);
        }

        throw new InvalidDataException(
            $"no folder above {AppContext.BaseDirectory} contains LongTailedDigits.csproj; start the sample with samples/run.sh.");
    }
}
