using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>The table: one row per vector file that the language can declare.</summary>
internal static class Mappings
{
    /// <summary>The rows by the name of the vector file.</summary>
    public static IReadOnlyDictionary<string, LossMapping> ByLoss { get; } = new[]
    {
        TorchMappings.All,
        ProbabilityMappings.All,
        ScoreMappings.All,
        BinaryMappings.All,
        RegressionMappings.All,
        PreparedMappings.All,
    }
    .SelectMany(static family => family)
    .ToDictionary(static row => row.Loss);
}
