using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Every attribute at the edges of its arguments with sharp scores, in single precision on plain loops and on sweeps, against an
/// evaluation in 86 digits: |error| ≤ 1e-5·S + 1e-37, where S takes the smaller of what the loss is made of before and after
/// passes serve a machine. Of each attribute a declaration with bound arguments or one with constants is drawn, with a few of the rows
/// in turn; EDGES=all gives all rows to all declarations, which takes minutes.
/// </summary>
public sealed class EdgeAccuracyTests
{
    private const int AtOnce = 150;
    private const int RowsOfEach = 3;

    // What cancelled or underflowed once.
    private static readonly string[] Once =
        ["ClassTemperatures", "ProbabilityShift", "JensenShannon", "DualFocal", "EncouragingLoss", "NormalizedGeneralizedCrossEntropy"];

    // Slopes that have a factor beyond single precision where another is next to 0: of (a − p)^q with q = 100, where the loss itself is
    // beyond it too; of 1/p, where a target of 0 weighs it; and 1/λ = 1e30 times 1/(1 − p) for targets between 0 and 1.
    private static readonly string[] Overflowing = ["AsymmetricUnhinged", "GeneralizedCrossEntropy", "NegativeTolerance"];

    // The logarithm of a floor ε next to 1 is that of ε as single precision has it, log 0.9999999 = −6e-8.
    private static readonly string[] Rounding = ["GaussianNll"];

    // p (log n_k − log n_y) with p = 100 makes a hundred times as much of how single precision rounds the logarithms in its table.
    private const double LargestSeesaw = 99;

    private static readonly bool IsEveryRow = Environment.GetEnvironmentVariable("EDGES") == "all";

    [Fact]
    public void At_the_edges_of_every_argument()
    {
        var edges = EdgeDeclarations.All();
        if (!IsEveryRow)
            edges = edges.GroupBy(edge => edge.Attribute).SelectMany((group, i) => Drawn([.. group], i));
        var failures = new List<string>();
        foreach (var chunk in edges.Chunk(AtOnce))
        {
            using var assembly = new CompiledDeclarations(chunk.Select(edge => (edge.Declaration, edge.Properties[0])));
            failures.AddRange(assembly.Failures);
            failures.AddRange(chunk.Where(edge => assembly.Has(edge.Declaration)).AsParallel().AsOrdered()
                .SelectMany(edge => LossModel.Of(edge.Declaration).TargetKinds.SelectMany(form => Check(assembly, edge, form)).ToList()));
        }

        Assert.True(failures.Count == 0, $"{failures.Count}:\n{string.Join("\n", failures.Take(20))}");
    }

    /// <summary>
    /// One with bound arguments or with constants, of another head and argument for each attribute; of those that failed once
    /// all that are bound.
    /// </summary>
    private static IEnumerable<EdgeDeclarations.Edge> Drawn(List<EdgeDeclarations.Edge> edges, int number)
    {
        var (bound, constant) = (edges.Where(edge => edge.IsBound).ToList(), edges.Where(edge => !edge.IsBound).ToList());
        if (constant.Count > 0 && (number % 2 == 0 || bound.Count == 0))
            yield return constant[number % constant.Count];
        var isOfOnce = Once.Contains(edges[0].Attribute);
        if (bound.Count == 0 || (number % 2 == 0 && !isOfOnce))
            yield break;
        foreach (var edge in isOfOnce ? bound : [bound[number % bound.Count]])
            yield return edge;
    }

    private static IEnumerable<string> Check(CompiledDeclarations assembly, EdgeDeclarations.Edge edge, LossForm form)
    {
        var lowered = LossCompilation.Of(edge.Declaration).Lowered(form);
        var stages = Pipeline.Run(lowered).Select(stage => stage.Loss).ToList();
        for (var i = 0; i < edge.Properties.Count; i++)
        {
            var properties = edge.Properties[i];
            if (properties.TryGetValue("SeesawP", out var power) && power > LargestSeesaw)
                continue;
            var all = SharpBatch.Of(edge.Declaration, form, 3) with { Properties = properties };
            var batch = IsEveryRow ? all : SharpBatch.Some(all, RowsOfEach, edge.Number + (i * RowsOfEach));
            if (assembly.Create(edge.Declaration, batch) is not { } loss)
                continue;
            foreach (var (name, value) in properties)
                loss.GetType().GetProperty(name)!.SetValue(loss, value);
            var (overflows, rounds) = (Overflowing.Contains(edge.Attribute), Rounding.Contains(edge.Attribute));
            var expected = new PreciseRows(Pipeline.Differentiated(lowered), stages[^1], batch, overflows, rounds);
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
