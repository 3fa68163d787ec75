using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// No cell of the cross product of options is missing: each is compared with the reference, in double precision and on
/// sweeps, or a rule of the language refuses it.
/// </summary>
public sealed class CrossProductTests(CrossProductTests.Compiled compiled) : IClassFixture<CrossProductTests.Compiled>
{
    // What a combination of options may be refused for; anything else would be a cell that is missing.
    private static readonly HashSet<string> Allowed =
        [LanguageRules.Contradiction.Id, LanguageRules.NoEffect.Id, LanguageRules.WrongHead.Id];

    [Fact]
    public void Every_cell_is_declared_or_refused_by_a_rule_for_options()
    {
        var cells = CrossProduct.Cells().ToList();
        Assert.All(cells.SelectMany(cell => cell.Refusals.Select(rule => (cell.Name, rule))).DistinctBy(refusal => refusal.rule),
            refusal => Assert.True(Allowed.Contains(refusal.rule), $"{refusal.Name}: {refusal.rule}"));
        // What a base term alone is refused for is no matter of options.
        Assert.All(cells.GroupBy(cell => (cell.Declaration.Head, cell.Declaration.Attributes[1].Name)),
            term => Assert.Contains(term, cell => cell.Refusals.Count == 0 && !cell.OtherTargets));
    }

    [Fact]
    public void All_are_generated()
        => Assert.True(compiled.Failures.Count == 0, $"{compiled.Failures.Count}:\n{string.Join("\n", compiled.Failures)}");

    [Fact]
    public void Cells_in_double_precision()
        => ForAll((cell, batch, loss, meaning) => (meaning.Evaluate(batch), CompiledLoss.Double(loss, batch, meaning.IsPerElement, 0)),
            1e-12, 1e-300);

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    public void Cells_on_sweeps(int bits)
        => ForAll(
            (cell, batch, loss, meaning) =>
                (meaning.Evaluate(batch),
                    CompiledLoss.Single(loss, batch, meaning.IsPerElement, 0, new Execution { Engine = Engine.Sweeps, VectorBits = bits })),
            1e-5,
            1e-37);

    private void ForAll(
        Func<CrossProduct.Cell, ReferenceBatch, Loss, ReferenceLoss, (ReferenceResult Expected, CompiledLoss Actual)> evaluate,
            double relative, double absolute)
    {
        var failures = new List<string>();
        foreach (var (cell, batch, loss, meaning) in compiled.Cells)
        {
            try
            {
                var (expected, actual) = evaluate(cell, batch, loss, meaning);
                Results.AssertNear(expected, actual, relative, absolute, cell.Name);
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or ArgumentException or InvalidOperationException)
            {
                failures.Add(failure.Message);
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {compiled.Cells.Count}:\n{string.Join("\n", failures.Take(10))}");
    }

    /// <summary>The cells that can be declared, compiled once.</summary>
    public sealed class Compiled : IDisposable
    {
        private readonly CompiledDeclarations assembly;

        public Compiled()
        {
            var names = new Dictionary<EquatableArray<AttributeUse>, string>();
            var drawn = CrossProduct.Cells()
                .Where(cell => cell.Chosen && cell.Refusals.Count == 0 && !cell.OtherTargets)
                .Select((cell, number) =>
                {
                    var attributes = cell.Declaration.Attributes;
                    if (!names.TryGetValue(attributes, out var name))
                        names.Add(attributes, name = $"Cell{names.Count}");
                    var declaration = cell.Declaration with { Type = new DeclaredType("Cells", name, default, TypeShape.Usable) };
                    return (cell: cell with { Declaration = declaration }, batch: Batch(cell, number));
                })
                // A normaliser has no effect where nothing is divided; the runtime refuses it, which its own tests assert.
                .Where(item => item.batch is not null)
                .ToList();
            assembly = new CompiledDeclarations(drawn.Select(item => (item.cell.Declaration, item.batch!.Properties)));
            Cells = [.. drawn.Where(item => assembly.Has(item.cell.Declaration))
                .Select(item => (item.cell, item.batch!, assembly.Create(item.cell.Declaration, item.batch!)!,
                    new ReferenceLoss(item.cell.Declaration, item.cell.Form)))];
        }

        internal IReadOnlyList<(CrossProduct.Cell Cell, ReferenceBatch Batch, Loss Loss, ReferenceLoss Meaning)> Cells { get; }

        internal IReadOnlyList<string> Failures => assembly.Failures;

        public void Dispose() => assembly.Dispose();

        private static ReferenceBatch? Batch(CrossProduct.Cell cell, int number)
        {
            var batch = RandomBatch.Of(cell.Declaration, cell.Form, (4, 5, number % 3 == 0 ? 3 : 1), 3, number, options: false);
            var divides = !cell.Declaration.Attributes.Any(use => use.Name is "Sum" or "NoReduction");
            if (cell.Normalized && !divides)
                return null;
            return batch with
            {
                Mask = cell.Masked ? [.. Enumerable.Range(0, batch.Rows).Select(row => row % 3 != 1)] : null,
                Normalizer = cell.Normalized ? 7.5 : batch.Normalizer,
            };
        }
    }
}
