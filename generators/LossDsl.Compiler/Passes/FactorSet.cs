using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The powers of a product in no order, so that a sum finds the term that differs in its number alone without a look at the
/// others.
/// </summary>
internal readonly struct FactorSet : IEquatable<FactorSet>
{
    private readonly (int Base, int Exponent)[] factors;
    private readonly int hash;

    /// <summary>The set of some powers of one graph.</summary>
    public FactorSet(IEnumerable<Factor> of)
    {
        factors = [.. of.Select(factor => (factor.Base.Id, factor.Exponent.Id))];
        Array.Sort(factors);
        hash = factors.Aggregate(17, (sum, factor) => unchecked((((sum * 31) + factor.Base) * 31) + factor.Exponent));
    }

    /// <inheritdoc/>
    public bool Equals(FactorSet other) => hash == other.hash && factors.SequenceEqual(other.factors);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FactorSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;
}
