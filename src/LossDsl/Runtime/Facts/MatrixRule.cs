using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What the entries of a matrix over labels and classes must be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum MatrixRule
{
    /// <summary>Finite.</summary>
    Finite,

    /// <summary>Finite and not negative.</summary>
    NonNegative,

    /// <summary>
    /// Not negative, and each column sums to 1, up to 1e-6: column k is the distribution of labels where class k is true.
    /// </summary>
    ColumnsSumToOne,
}
