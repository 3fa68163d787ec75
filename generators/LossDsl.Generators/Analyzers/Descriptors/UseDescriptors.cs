using System.Collections.Immutable;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Rules about how losses are used.</summary>
internal static class UseDescriptors
{
    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [];
}
