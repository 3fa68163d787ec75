using System.Collections.Immutable;

namespace LossDsl.Generators;

/// <summary>How code fixes are told what mends a use: the properties of its diagnostic.</summary>
internal static class Mending
{
    /// <summary>The expression that takes the place of the reported one.</summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>Present where the local that is initialised with the reported expression wants a <c>using</c>.</summary>
    public const string UsingLocal = nameof(UsingLocal);

    /// <summary>Another expression in the place of the reported one.</summary>
    public static ImmutableDictionary<string, string?> Replace(string expression)
        => ImmutableDictionary<string, string?>.Empty.Add(Replacement, expression);

    /// <summary>A <c>using</c> before the declaration.</summary>
    public static ImmutableDictionary<string, string?> DeclareUsing()
        => ImmutableDictionary<string, string?>.Empty.Add(UsingLocal, null);
}
