namespace LossDsl.Compiler;

/// <summary>Published losses that declarations may be equal to.</summary>
internal static class PublishedLosses
{
    /// <summary>The published loss that a declaration is, with its hyper-parameters and paper; null if it is none that is known.</summary>
    public static string? NameOf(Declaration declaration) => null;
}
