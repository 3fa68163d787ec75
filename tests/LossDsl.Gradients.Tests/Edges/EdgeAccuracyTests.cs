using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Every attribute at the edges of its arguments with sharp scores, in single precision on every engine, against an
/// evaluation in 115 digits: |error| ≤ 1e-5·S + 1e-37.
/// </summary>
public sealed class EdgeAccuracyTests
{
    [Fact]
    public void Scratch()
    {
        using var log = new StreamWriter(Environment.GetEnvironmentVariable("EDGE_LOG") ?? "/work/wt/scratch-numerics.txt");
        string[] without = ["AngularMargin", "ClassMask"];
        var only = Environment.GetEnvironmentVariable("EDGE_ONLY");
        var edges = EdgeDeclarations.All().Where(edge => !edge.Declaration.Attributes.Any(use => without.Contains(use.Name))).Where(edge => only is null || only.Split(',').Any(name => edge.Declaration.Attributes.Any(use => use.Name == name))).ToList();
        log.WriteLine($"{edges.Count} edges");
        var bad = 0;
        foreach (var group in edges.Chunk(150))
        {
            using var assembly = new CompiledDeclarations(group.Select(edge => (edge.Declaration, edge.Properties[0])));
            foreach (var failure in assembly.Failures)
                log.WriteLine("GENERATE " + failure);
            foreach (var edge in group.Where(edge => assembly.Has(edge.Declaration)))
            {
                foreach (var form in Pipeline.Forms(edge.Declaration))
                {
                    foreach (var classes in new[] { 2, 3 })
                    {
                        foreach (var properties in edge.Properties)
                        {
                            try
                            {
                                var batch = SharpBatch.Of(edge.Declaration, form, classes) with { Properties = properties };
                                var loss = assembly.Create(edge.Declaration, batch);
                                if (loss is null)
                                {
                                    log.WriteLine($"REFUSED {Configuration.Declared(edge.Declaration)}");
                                    continue;
                                }

                                foreach (var (name, value) in properties)
                                    loss.GetType().GetProperty(name)!.SetValue(loss, value);
                                var failures = Compare(edge.Declaration, form, batch, loss, log);
                                bad += failures;
                            }
                            catch (Exception e)
                            {
                                log.WriteLine($"EXCEPTION {Configuration.Declared(edge.Declaration)} {string.Join(",", properties)} {form} {classes}: {e.GetType().Name} {e.Message.Split('\n')[0]} {e.StackTrace!.Split('\n')[0]}");
                            }
                        }
                    }
                }
            }

            log.Flush();
        }

        Assert.Equal(0, bad);
    }

    private static int Compare(Declaration declaration, LossForm form, ReferenceBatch batch, Loss loss, TextWriter log)
    {
        var lowered = Pipeline.Lower(declaration, form);
        var stages = Pipeline.Run(lowered).Select(stage => stage.Loss).ToList();
        var (exact, last) = (stages[Pipeline.Mathematics - 1], stages[^1]);
        var total = 0;
        var references = Enumerable.Range(0, batch.Rows).Select(row => Reference(exact, last, batch, row)).ToList();
        foreach (var bits in new[] { 0, 512 })
        {
            var actual = CompiledLoss.Single(loss, batch, exact.ElementValue >= 0, 0, new Execution { Engine = bits == 0 ? Engine.PlainLoops : Engine.Sweeps, VectorBits = bits });
            var failures = 0;
            var worst = 0.0;
            var text = "";
            for (var row = 0; row < batch.Rows; row++)
            {
                var (expected, size) = references[row];
                double[] got = [exact.ElementValue >= 0 ? double.NaN : actual.PerSample[row], .. batch.Row(actual.Gradient, row), .. exact.ElementValue >= 0 ? batch.Row(actual.PerSample, row) : []];
                for (var i = 0; i < got.Length; i++)
                {
                    if ((i == 0 && exact.ElementValue >= 0) || !double.IsFinite(expected[i]) || !(Math.Abs(expected[i]) < 1e37) || !(size[i] < 1e37))
                        continue;
                    var error = Math.Abs(got[i] - expected[i]);
                    if (error <= (1e-5 * size[i]) + 1e-37)
                        continue;
                    failures++;
                    var ratio = double.IsNaN(error) ? double.PositiveInfinity : error / ((1e-5 * size[i]) + 1e-37);
                    if (ratio <= worst)
                        continue;
                    worst = ratio;
                    text = $"row {row} [{string.Join(", ", batch.Row(batch.Logits, row).Select(x => x.ToString("G6")))}] {(batch.Labels is { } labels ? "label " + labels[row] : "t " + string.Join(",", batch.Row(batch.Targets!, row).Select(x => x.ToString("G9"))))} entry {i}: {got[i]:G9} expected {expected[i]:G9} S {size[i]:G4}";
                }
            }

            if (failures > 0)
                log.WriteLine($"{Configuration.Declared(declaration)} {string.Join(",", batch.Properties)} {form} C{batch.Classes} bits {bits}: {failures} bad, worst {worst:G3} x: {text}");
            total += failures;
        }

        return total;
    }

    private static (double[] Expected, double[] Size) Reference(LossIr exact, LossIr last, ReferenceBatch batch, int row)
    {
        var inputs = RowReader.Read(batch, row, [.. exact.Components.Select(_ => 1.0)]);
        var here = new PreciseEvaluator(exact, inputs);
        var machine = new PreciseEvaluator(last, inputs);
        var expected = new List<BigReal>();
        var size = new List<double>();
        expected.Add(exact.Components.Select((_, i) => here.Component(i)).Aggregate((a, b) => a + b));
        size.Add(exact.Components.Select((_, i) => Smaller(here.ComponentMagnitude(i), machine.ComponentMagnitude(i))).Sum());
        expected.AddRange(here.Gradient());
        size.AddRange(here.GradientMagnitude().Zip(machine.GradientMagnitude(), Smaller));
        if (exact.ElementValue >= 0)
        {
            expected.AddRange(here.Elements());
            size.AddRange(here.ElementMagnitudes().Zip(machine.ElementMagnitudes(), Smaller));
        }

        return ([.. expected.Select(x => (double)x)], [.. size]);
    }

    private static double Smaller(BigReal a, BigReal b) => a.IsNaN ? (double)b : b.IsNaN ? (double)a : (double)BigReal.Min(a, b);
}
