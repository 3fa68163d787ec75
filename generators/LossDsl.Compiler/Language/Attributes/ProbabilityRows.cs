namespace LossDsl.Compiler;

/// <summary>Attributes from the probabilities of the link to those that the terms read.</summary>
internal static class ProbabilityRows
{
    public static readonly AttributeRow[] All = [];
}
