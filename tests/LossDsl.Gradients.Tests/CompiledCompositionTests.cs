using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Three hundred random compositions, generated and compiled in one compilation, against the reference, in each of their
/// forms: value, components, losses per row or element and gradient, in double precision, in single precision on plain loops,
/// and on sweeps of every width, for logits in many shapes and layouts.
/// </summary>
public sealed class CompiledCompositionTests(CompiledCompositionTests.Compiled compiled) : IClassFixture<CompiledCompositionTests.Compiled>
{
    private const int Count = 300;

    public static TheoryData<Engine, int> SingleEngines => new()
    {
        { Engine.PlainLoops, 0 }, { Engine.Sweeps, 512 }, { Engine.Sweeps, 256 }, { Engine.Sweeps, 128 }, { Engine.Sweeps, 32 },
    };

    [Fact]
    public void All_are_generated()
        => Assert.True(compiled.Failures.Count == 0, $"{compiled.Failures.Count} of {Count}:\n{string.Join("\n", compiled.Failures)}");

    [Fact]
    public void Few_are_refused_by_their_constructor()
        => Assert.True(10 * compiled.Refused < compiled.Cases.Count, $"{compiled.Refused} are refused, {compiled.Cases.Count} not");

    [Fact]
    public void In_double_precision()
        => ForAll(item => Compare(item, item.Reference, CompiledLoss.Double(item.Loss, item.Batch, item.Meaning.IsPerElement, item.Layout),
            1e-12, 1e-300));

    [Theory]
    [MemberData(nameof(SingleEngines))]
    public void In_single_precision(Engine engine, int bits)
        => ForAll(item =>
        {
            // The slope of cos(θ + m) has no bound where |cos θ| is 1, so neither has what it makes of the rounding of a
            // score; the golden vectors hold that margin to its accuracy.
            if (item.Declaration.Attributes.Any(use => use.Name == "AngularMargin"))
                return;
            Compare(
                item,
                item.SingleReference,
                CompiledLoss.Single(item.Loss, item.Batch, item.Meaning.IsPerElement, item.Layout,
                    new Execution { Engine = engine, VectorBits = bits }),
                1e-5,
                1e-37);
        });

    private void ForAll(Action<Case> check)
    {
        var failures = new List<string>();
        foreach (var item in compiled.Cases)
        {
            try
            {
                check(item);
            }
            catch (Exception failure) when (failure is Xunit.Sdk.XunitException or ArgumentException or InvalidOperationException)
            {
                failures.Add(failure.Message);
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {compiled.Cases.Count}:\n{string.Join("\n", failures.Take(10))}");
    }

    private static void Compare(Case item, ReferenceResult expected, CompiledLoss actual, double relative, double absolute)
        => Results.AssertNear(expected, actual, relative, absolute, item.ToString());

    /// <summary>A composition in one of its forms, with a batch.</summary>
    internal sealed record Case(Declaration Declaration, LossForm Form, ReferenceBatch Batch, int Layout, Loss Loss)
    {
        /// <summary>What it means.</summary>
        public ReferenceLoss Meaning { get; } = new(Declaration, Form);

        /// <summary>What it has to give.</summary>
        public ReferenceResult Reference => field ??= Meaning.Evaluate(Batch);

        /// <summary>The same with the room that the rounding of adjusted scores to single precision takes.</summary>
        public ReferenceResult SingleReference => field ??= SingleScores.Allow(Declaration, Meaning, Batch, Reference);

        public override string ToString()
            => $"{Loss} on {Form} ({Batch.Samples},{Batch.Classes},{Batch.Positions}) in layout {Layout}{Given}";

        private string Given => string.Concat(new (string Name, object? Value)[]
            {
                ("sample weights", Batch.SampleWeights), ("element weights", Batch.ElementWeights), ("mask", Batch.Mask),
                    ("class mask", Batch.ClassMask), ("normaliser", Batch.Normalizer),
            }
            .Where(option => option.Value is not null)
            .Select(option => ", " + option.Name));
    }

    /// <summary>The compositions, compiled once for all tests.</summary>
    public sealed class Compiled : IDisposable
    {
        private readonly CompiledDeclarations assembly;

        public Compiled()
        {
            var drawn = Enumerable.Range(0, Count).SelectMany(number =>
            {
                var declaration = RandomDeclarations.Numbered(number);
                var batches = LossModel.Of(declaration).TargetKinds.Select((form, i) =>
                    (form, batch: Batch(declaration, form, number + (1000 * i)))).ToList();
                // Properties belong to the class, not to the call.
                return batches.Select(item =>
                    (declaration, item.form, batch: item.batch with { Properties = batches[0].batch.Properties }, layout: number % 4));
            }).ToList();
            assembly = new CompiledDeclarations(drawn.Select(item => (item.declaration, item.batch.Properties)));
            var generated = drawn.Where(item => assembly.Has(item.declaration)).ToList();
            Cases = [.. generated
                .Select(item => (item, loss: assembly.Create(item.declaration, item.batch)))
                .Where(pair => pair.loss is not null)
                .Select(pair => new Case(pair.item.declaration, pair.item.form, pair.item.batch, pair.item.layout, pair.loss!))];
            Refused = generated.Count - Cases.Count;
        }

        internal IReadOnlyList<Case> Cases { get; }

        /// <summary>How many constructors refuse what was drawn for them.</summary>
        internal int Refused { get; }

        internal IReadOnlyList<string> Failures => assembly.Failures;

        public void Dispose() => assembly.Dispose();

        private static ReferenceBatch Batch(Declaration declaration, LossForm form, int number)
        {
            var classes = declaration.Head != Heads.Softmax && form == LossForm.Numbers
                && number % 3 == 0 ? 1 : new[] { 2, 3, 5, 10, 16, 17, 40 }[number % 7];
            var positions = new[] { 1, 1, 3, 1, 16, 7 }[number % 6];
            var samples = positions == 1 ? 5 + (number % 30) : 1 + (number % 4);
            return RandomBatch.Of(declaration, form, (samples, classes, positions), number % 3 == 0 ? 12 : 3, number);
        }
    }
}
