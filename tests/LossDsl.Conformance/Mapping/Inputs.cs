using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>The tensors of one case; it keeps account of what was taken, so that none goes unnoticed.</summary>
internal sealed class Inputs(Case theCase)
{
    private readonly HashSet<string> untaken = theCase.Inputs.Keys.ToHashSet();

    /// <summary>What nobody has asked for.</summary>
    public IEnumerable<string> Untaken => untaken;

    /// <summary>Whether a tensor is there.</summary>
    public bool Has(string name) => theCase.Inputs.ContainsKey(name);

    /// <summary>Whether a tensor has that many axes.</summary>
    public bool IsOfRank(string name, int rank) => theCase.Inputs[name].Shape.Length == rank;

    /// <summary>A tensor that must be there.</summary>
    public Tensor Take(string name)
    {
        untaken.Remove(name);
        return theCase.Inputs.TryGetValue(name, out var tensor)
            ? tensor
            : throw new MappingException($"the input '{name}' is missing");
    }

    /// <summary>A tensor that must be there, with that many axes.</summary>
    public Tensor Take(string name, int rank)
    {
        var tensor = Take(name);
        if (tensor.Shape.Length != rank)
            throw new MappingException($"the input '{name}' is {tensor}, not of rank {rank}");
        return tensor;
    }
}
