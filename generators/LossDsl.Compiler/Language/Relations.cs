using System;

namespace LossDsl.Compiler;

/// <summary>Attributes of which one must stand on the loss, lest something have no effect.</summary>
/// <param name="Of">Which attributes.</param>
/// <param name="Otherwise">What is the case without: "the loss has no class weights".</param>
public sealed record Requirement(Func<AttributeRow, bool> Of, string Otherwise);

/// <summary>Attributes that contradict an argument.</summary>
/// <param name="Of">Which attributes.</param>
/// <param name="Reason">Why.</param>
public sealed record Exclusion(Func<AttributeRow, bool> Of, string Reason)
{
    /// <summary>The choice of this argument that they contradict; null for whatever it is, unless a flag that is false.</summary>
    public string? When { get; init; }

    /// <summary>Of the other attribute, the argument and choice that make the contradiction; null for whatever they are.</summary>
    public (string Argument, string Choice)? With { get; init; }
}

/// <summary>What one choice of a parameter needs.</summary>
/// <param name="Choice">The choice.</param>
public sealed record ChoiceLimit(string Choice)
{
    /// <summary>The heads that have it.</summary>
    public Heads Heads { get; init; } = Heads.All;

    /// <summary>What must stand beside it.</summary>
    public Requirement? Needs { get; init; }

    /// <summary>The least number of classes for which it has a finite value.</summary>
    public int LeastClasses { get; init; } = 1;
}
