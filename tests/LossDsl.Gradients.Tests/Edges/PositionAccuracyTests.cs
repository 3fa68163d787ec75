using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Distribution focal losses: cross-entropy of bins with a target that is a position, split between the bins next to it. Positions next to
/// a whole number give a target a share as small as single precision has, and an entry of the gradient as small as that.
/// </summary>
public sealed class PositionAccuracyTests
{
    private const int Bins = 17;

    private static readonly float[] Positions =
    [
        0, 1e-6f, 0.3f, 0.999999f, 1.0000001f, 1.9999999f, 7.5f, 7.9999995f, 8.000001f,
        14.999999f, 15.000001f, 15.5f, 15.99999f, 15.999999f, 16,
    ];

    // How far the scores of the nearest bin are above the others, and of the next nearest above these.
    private static readonly (float Nearest, float Next)[] Scores = [(0, 0), (2, 1), (5, 5), (8, -3), (12, 0), (16, 2), (18, 8), (40, 12)];

    [Theory]
    [InlineData("")]
    [InlineData("Focal")]
    public void Positions_next_to_a_bin(string modulator)
    {
        var declaration = Declared(modulator);
        using var assembly = new CompiledDeclarations([(declaration, new Dictionary<string, double>())]);
        var lowered = LossCompilation.Of(declaration).Lowered(LossForm.Numbers);
        var (differentiated, emitted) = (Pipeline.Differentiated(lowered), Pipeline.Run(lowered).Last().Loss);
        foreach (var perSample in new[] { 1, Scores.Length })
        {
            var batch = Batch(perSample);
            var expected = new PreciseRows(differentiated, emitted, batch);
            var loss = assembly.Create(declaration, batch)!;
            foreach (var bits in new[] { 0, 512, 256, 128, 32 })
            {
                var execution = new Execution { Engine = bits == 0 ? Engine.PlainLoops : Engine.Sweeps, VectorBits = bits };
                Assert.Null(expected.Worst(CompiledLoss.Single(loss, batch, expected.IsPerElement, 0, execution)));
            }
        }
    }

    private static Declaration Declared(string modulator)
    {
        var head = new Argument("Head", Choice: "Softmax");
        var uses = new List<AttributeUse> { new("Loss", new[] { head }.ToEquatable()), new("CrossEntropy", default) };
        if (modulator.Length > 0)
            uses.Add(new(modulator, default));
        uses.Add(new("Sum", default));
        var type = new DeclaredType("Edges", "OfPositions", default, TypeShape.Usable) { FullName = "Edges.OfPositions" };
        return new(type, uses.ToEquatable());
    }

    /// <summary>All positions with all scores; as rows, or as places of one sample.</summary>
    private static ReferenceBatch Batch(int perSample)
    {
        var rows = Positions.Length * Scores.Length;
        var batch = new ReferenceBatch(new double[rows * Bins], rows / perSample, Bins, perSample) { Targets = new double[rows * Bins] };
        for (var row = 0; row < rows; row++)
        {
            var position = Positions[row / Scores.Length];
            var (below, nearest) = ((int)Math.Min(MathF.Floor(position), Bins - 2), (int)MathF.Round(position));
            var share = position - below;
            var score = Scores[row % Scores.Length];
            for (var k = 0; k < Bins; k++)
            {
                var above = k == nearest ? score.Nearest : Math.Abs(k - nearest) == 1 ? score.Next : 0;
                batch.Logits[batch.Index(row, k)] = above + (0.25f * ((k * 7) % 5));
                batch.Targets[batch.Index(row, k)] = k == below ? 1 - share : k == below + 1 ? share : 0;
            }
        }

        return batch;
    }
}
