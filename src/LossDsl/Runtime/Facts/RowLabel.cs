namespace LossDsl.Runtime;

/// <summary>Labels of rows inside a call.</summary>
internal static class RowLabel
{
    /// <summary>What a row to skip is labelled with.</summary>
    public const int Ignored = -1;
}
