using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Which rows of a call count, by their keys.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum SelectionRule
{
    /// <summary>A fraction of the valid rows, in (0, 1], those with the largest keys; rounded up to whole rows.</summary>
    HardestFraction,

    /// <summary>A number of valid rows, at least 1, those with the largest keys; all if there are fewer.</summary>
    HardestCount,

    /// <summary>The rows whose key is above a number.</summary>
    Above,

    /// <summary>The rows whose key is below a number.</summary>
    Below,
}
