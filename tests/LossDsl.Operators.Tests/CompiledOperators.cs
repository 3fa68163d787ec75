using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using LossDsl.Compiler;
using LossDsl.Generators;
using LossDsl.Generators.Tests;
using LossDsl.Gradients.Tests;
using LossDsl.Reference;
using LossDsl.Runtime;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Operators.Tests;

/// <summary>
/// The catalogue and random compositions, generated and compiled with their modules in one compilation, each in its forms with a
/// batch.
/// </summary>
[CollectionDefinition(Shared)]
public sealed class CompiledOperators : IDisposable, ICollectionFixture<CompiledOperators>
{
    /// <summary>The tests that share one compilation.</summary>
    public const string Shared = "compiled operators";

    private const int Count = 150;

    private readonly LoadedLoss assembly;

    /// <summary>Draws and compiles them.</summary>
    public CompiledOperators()
    {
        var random = Enumerable.Range(0, Count).SelectMany(number => Drawn(Learning(RandomDeclarations.Numbered(number)), number)).ToList();
        var catalogue = Directory.GetFiles(Catalogue(), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var published = Declarations(Compilations.Create(catalogue)).SelectMany(Drawn).ToList();
        assembly = new LoadedLoss(TorchCompilations.Complete(
        [
            .. random.DistinctBy(item => item.Declaration.Type.FullName)
            .Select(item => DeclarationText.Of(item.Declaration, item.Batch.Properties)),
            .. catalogue,
        ]));
        Cases = [.. published.Concat(random)
            .Select(item => new OperatorCase(item.Declaration, item.Form, item.Batch, ProgramOf(item.Declaration)))];
    }

    /// <summary>The cases.</summary>
    internal IReadOnlyList<OperatorCase> Cases { get; }

    /// <summary>Checks every case; those that fail are named.</summary>
    internal void ForAll(Action<OperatorCase> check)
    {
        var failures = new List<string>();
        foreach (var item in Cases)
        {
            using var scope = global::TorchSharp.torch.NewDisposeScope();
            try
            {
                check(item);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures.Add($"{failure.Message.Split('\n')[0]}\n    {item}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {Cases.Count}:\n{string.Join("\n", failures.Take(12))}");
    }

    /// <inheritdoc/>
    public void Dispose() => assembly.Dispose();

    private static IEnumerable<(Declaration Declaration, LossForm Form, ReferenceBatch Batch)> Drawn(Declaration declaration, int number)
    {
        var batches = LossModel.Of(declaration).TargetKinds.Select((form, i) =>
            (form, batch: Batch(declaration, form, number + (1000 * i)))).ToList();
        // Properties belong to the class, not to the call.
        return batches.Select(item => (declaration, item.form, item.batch with { Properties = Properties(declaration, batches[0].batch) }));
    }

    /// <summary>Those that were drawn; the default of what a loss of the catalogue calls by another name.</summary>
    private static Dictionary<string, double> Properties(Declaration declaration, ReferenceBatch batch)
        => LossModel.Of(declaration).Bound.GroupBy(parameter => parameter.Property).ToDictionary(
            group => group.Key,
            group => batch.Properties.TryGetValue(group.Key, out var drawn) ? drawn : group.First().Row.Default ?? 1);

    private static IEnumerable<Declaration> Declarations(CSharpCompilation compilation)
        => compilation.SyntaxTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                .Select(node => compilation.GetSemanticModel(tree).GetDeclaredSymbol(node)!))
            .Select(type => DeclarationReader.Read(type, default)).OfType<Declaration>();

    private static string Catalogue([CallerFilePath] string here = "")
        => Path.Combine(Path.GetDirectoryName(here)!, "../../src/LossDsl.Catalogue");

    /// <summary>What the generated class knows of itself.</summary>
    private TensorProgram ProgramOf(Declaration declaration)
        => (TensorProgram)assembly.Type(declaration.Type.FullName).GetNestedType("LossTensors", BindingFlags.NonPublic)!
            .GetField("Program", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <summary>The declaration with every property marked as learnable that may be.</summary>
    private static Declaration Learning(Declaration declaration)
    {
        foreach (var property in LossModel.Of(declaration).Properties)
        {
            var marked = Marked(declaration, property);
            if (LossCompiler.Check(marked).Count == 0)
                declaration = marked;
        }

        return declaration;
    }

    private static Declaration Marked(Declaration declaration, string property)
    {
        EquatableArray<AttributeUse> Mark(EquatableArray<AttributeUse> uses) => uses.Select(use => use with
        {
            Arguments = use.Arguments.Select(argument => argument.Bound is { } bound && bound.Name == property
                ? argument with { Bound = bound with { Learnable = true } }
                : argument).ToEquatable(),
        }).ToEquatable();

        return declaration with
        {
            Attributes = Mark(declaration.Attributes),
            Parts = declaration.Parts.Select(part => part with { Attributes = Mark(part.Attributes) }).ToEquatable(),
        };
    }

    private static ReferenceBatch Batch(Declaration declaration, LossForm form, int number)
    {
        var positions = new[] { 1, 1, 3 }[number % 3];
        var batch = RandomBatch.Of(declaration, form, (2 + (number % 3), 2 + (number % 5), positions), number % 4 == 0 ? 10 : 3, number);
        return batch with
        {
            // Rows that do not count are no matter of the operators.
            Labels = batch.Labels is { } labels ? Array.ConvertAll(labels, label => label >= 0 && label < batch.Classes ? label : 0) : null,
            Mask = batch.Mask is { } mask && mask.Length == batch.Logits.Length && batch.Classes > 1 ? mask : null,
        };
    }
}
