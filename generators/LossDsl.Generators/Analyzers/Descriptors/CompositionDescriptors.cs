using System.Collections.Immutable;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Rules about attributes that work against each other.</summary>
internal static class CompositionDescriptors
{
    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [];
}
