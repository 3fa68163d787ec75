using System.Collections.Generic;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>What a loss is evaluated with besides logits and labels.</summary>
/// <param name="Classes">The number of classes.</param>
/// <param name="Seeds">The factor of each component.</param>
internal sealed record ProgramInputs(int Classes, double[] Seeds)
{
    /// <summary>Numbers per class by their names in <see cref="ClassInputTable"/>.</summary>
    public IReadOnlyDictionary<string, double[]> ClassInputs { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Hyper-parameters by name.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Inputs of the call by name; a number of 1 where there is none. Targets are 1 at the label, unless they are here.</summary>
    public IReadOnlyDictionary<string, double> Inputs { get; init; } = new Dictionary<string, double>();

    /// <summary>Observed at each evaluation.</summary>
    public CancellationToken Cancellation { get; init; }
}
