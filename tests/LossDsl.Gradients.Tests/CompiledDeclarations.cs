using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using LossDsl.Reference;

namespace LossDsl.Gradients.Tests;

/// <summary>Many declarations in one compilation. One that stops the generator is named, and does not take the others with it.</summary>
internal sealed class CompiledDeclarations : IDisposable
{
    private readonly LoadedLoss assembly;
    private readonly HashSet<string> failed = [];

    /// <summary>Generates, compiles and loads.</summary>
    /// <param name="declarations">The declarations, each with the values of its properties.</param>
    public CompiledDeclarations(IEnumerable<(Declaration Declaration, IReadOnlyDictionary<string, double> Properties)> declarations)
    {
        var sources = new List<string>();
        foreach (var (declaration, properties) in declarations.DistinctBy(item => item.Declaration.Type.FullName))
        {
            var source = DeclarationText.Of(declaration, properties);
            if (Failure(declaration) is { } failure)
            {
                failed.Add(declaration.Type.FullName);
                Failures.Add($"{failure}: {source[source.IndexOf('[', StringComparison.Ordinal)..source.IndexOf("public sealed", StringComparison.Ordinal)].ReplaceLineEndings(" ")}");
            }
            else
            {
                sources.Add(source);
            }
        }

        assembly = new LoadedLoss([.. sources]);
    }

    /// <summary>What could not be generated.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Whether a declaration could be generated.</summary>
    public bool Has(Declaration declaration) => !failed.Contains(declaration.Type.FullName);

    /// <summary>Makes an instance for a batch; null where the constructor refuses what the batch gives it.</summary>
    public Loss? Create(Declaration declaration, ReferenceBatch batch)
    {
        try
        {
            return assembly.Invoke<Loss>(declaration.Type.FullName, "Create", batch.ClassInputs, batch.Matrices);
        }
        catch (TargetInvocationException refusal) when (refusal.InnerException is ArgumentException)
        {
            return null;
        }
    }

    public void Dispose() => assembly.Dispose();

    private static string? Failure(Declaration declaration)
    {
        try
        {
            LossCompiler.Compile(declaration);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var place = failure.StackTrace!.Split('\n').First(line => line.Contains("LossDsl", StringComparison.Ordinal)).Trim();
            return $"{failure.GetType().Name} {place}";
        }
    }
}
