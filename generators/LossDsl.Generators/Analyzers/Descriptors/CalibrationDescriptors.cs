using System.Collections.Immutable;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Rules about verdicts.</summary>
internal static class CalibrationDescriptors
{
    /// <summary>One descriptor per rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [];
}
