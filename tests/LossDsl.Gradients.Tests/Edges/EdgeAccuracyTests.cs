using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Attributes at the edges of their arguments with sharp scores, in single precision on plain loops and on sweeps, against an
/// evaluation in 115 digits: |error| ≤ 1e-5·S + 1e-37, where S takes the smaller of what the loss is made of before and after
/// passes serve a machine. EDGES=all looks at every attribute, which takes minutes.
/// </summary>
public sealed class EdgeAccuracyTests
{
    private const int AtOnce = 150;

    // What cancelled or underflowed once, of each head that has it; the rest is drawn with EDGES=all.
    private static readonly string[] Always =
    [
        "ClassTemperatures", "ProbabilityShift", "JensenShannon", "DualFocal", "EncouragingLoss", "TotalVariation", "NormalisedScores", "ZLoss", "Brier",
    ];

    // The slope of cos(θ + m) has no bound where |cos θ| is 1; a mask is an input that these batches do not have; of focal factors of
    // 100 powers the products of two underflow.
    private static readonly string[] Elsewhere = ["AngularMargin", "ClassMask", "NormalizedFocal"];

    [Fact]
    public void At_the_edges_of_every_argument()
    {
        var all = Environment.GetEnvironmentVariable("EDGES") == "all";
        var edges = EdgeDeclarations.All()
            .Where(edge => edge.Declaration.Attributes.All(use => !Elsewhere.Contains(use.Name)))
            .Where(edge => all || edge.Declaration.Attributes.Any(use => Always.Contains(use.Name)));
        var failures = new List<string>();
        foreach (var chunk in edges.Chunk(AtOnce))
        {
            using var assembly = new CompiledDeclarations(chunk.Select(edge => (edge.Declaration, edge.Properties[0])));
            failures.AddRange(assembly.Failures);
            foreach (var edge in chunk.Where(edge => assembly.Has(edge.Declaration)))
                failures.AddRange(Pipeline.Forms(edge.Declaration).SelectMany(form => Check(assembly, edge, form)));
        }

        Assert.True(failures.Count == 0, $"{failures.Count}:\n{string.Join("\n", failures.Take(20))}");
    }

    private static IEnumerable<string> Check(CompiledDeclarations assembly, EdgeDeclarations.Edge edge, LossForm form)
    {
        var lowered = Pipeline.Lower(edge.Declaration, form);
        var stages = Pipeline.Run(lowered).Select(stage => stage.Loss).ToList();
        foreach (var properties in edge.Properties)
        {
            var batch = SharpBatch.Of(edge.Declaration, form, 3) with { Properties = properties };
            if (assembly.Create(edge.Declaration, batch) is not { } loss)
                continue;
            foreach (var (name, value) in properties)
                loss.GetType().GetProperty(name)!.SetValue(loss, value);
            var expected = new PreciseRows(stages[Pipeline.Mathematics - 1], stages[^1], batch);
            foreach (var bits in new[] { 0, 512, 32 })
            {
                var execution = new Execution { Engine = bits == 0 ? Engine.PlainLoops : Engine.Sweeps, VectorBits = bits };
                var actual = CompiledLoss.Single(loss, batch, expected.IsPerElement, 0, execution);
                if (expected.Worst(actual) is { } worst)
                    yield return $"{Configuration.Declared(edge.Declaration)} {string.Join(",", properties)} {form}, {bits} bits: {worst}";
            }
        }
    }
}
