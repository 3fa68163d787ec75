namespace LossDsl.Compiler;

/// <summary>Attributes that scale the margined scores.</summary>
internal static class ScoreRows
{
    private const string Group = "scale of its scores";

    public static readonly AttributeRow[] All =
    [
        new("Temperature", Stage.Scores,
            new ParameterRow("Value") { Symbol = "T", Low = 1e-30, Neutral = 1, Binding = "ValueFrom" })
        {
            Scales = ("Value", Divides: true),
            Heads = Heads.Classification,
            Group = Group,
            Scores = (a, z) => z / a["Value"],
            Formula = "s_k = z_k/T",
        },
        new("Scale", Stage.Scores,
            new ParameterRow("Value") { Symbol = "s", Low = 1e-30, Neutral = 1, Binding = "ValueFrom" })
        {
            Scales = ("Value", Divides: false),
            Heads = Heads.Classification,
            Group = Group,
            Scores = (a, z) => a["Value"] * z,
            Formula = "s_k = s z_k",
        },
    ];
}
