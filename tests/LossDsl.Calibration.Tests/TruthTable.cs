using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// Losses whose calibration was worked out beforehand, by theorem or by an independent program: true where it holds at every
/// posterior that was tried. Priors are (0.8, 0.2) and (0.7, 0.2, 0.1).
/// </summary>
/// <param name="Id">The row.</param>
/// <param name="Accuracy">For two and three classes, faces of the simplex included; null if the row is undecidable.</param>
/// <param name="Balanced">For two and three classes.</param>
/// <param name="IsProper">Strictly proper for both.</param>
internal sealed record TruthRow(string Id, (bool Two, bool Three)? Accuracy, (bool Two, bool Three)? Balanced, bool? IsProper)
{
    /// <summary>Every row.</summary>
    public static IReadOnlyList<TruthRow> All { get; } = Read();

    /// <summary>The prior of that many classes.</summary>
    public static double[] Prior(int classes) => classes == 2 ? [0.8, 0.2] : [0.7, 0.2, 0.1];

    private static List<TruthRow> Read()
    {
        using var stream = typeof(TruthRow).Assembly.GetManifestResourceStream("LossDsl.Calibration.Tests.truth_table.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(row => new TruthRow(
            row.GetProperty("id").GetString()!,
            Pair(row.GetProperty("zero_one"), "_faces"),
            Pair(row.GetProperty("balanced"), null),
            row.GetProperty("strictly_proper") is { ValueKind: not JsonValueKind.Null } proper ? proper.GetBoolean() : null))];
    }

    private static (bool Two, bool Three)? Pair(JsonElement element, string? faces)
    {
        bool? Holds(string name)
            => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? element.GetProperty(name).GetBoolean()
                : null;
        return Holds("C2") is { } two && Holds("C3") is { } three
            ? (two && (faces is null || Holds("C2" + faces) != false), three && (faces is null || Holds("C3" + faces) != false))
            : null;
    }
}
