using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that say how rows are drawn from the data set.</summary>
internal static class SamplingRows
{
    public static readonly AttributeRow[] All =
    [
        new("Resampled", Stage.Sampling,
            new ParameterRow("Power") { Symbol = "q", Default = 0, Neutral = 1, Low = -10, High = 10 },
            new ParameterRow("FromEpoch") { Role = ParameterRole.From, Low = 0, Neutral = 0, Optional = true })
        {
            Sampling = a => Pow(a.Prior, a["Power"]),
            Needs = "counts",
            Formula = "π'_k ∝ π_k^q",
            Paper = "Kang et al. 2020, arXiv:1910.09217",
        },
    ];
}
