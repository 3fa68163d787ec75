using System;

namespace LossDsl.Tests.Driver;

/// <summary>Random inputs of one call.</summary>
internal sealed class Batch
{
    public Batch(int rows, int classes, int seed = 1, double scale = 3)
    {
        var random = new Random(seed);
        Rows = rows;
        Classes = classes;
        Logits = new float[rows * classes];
        for (var i = 0; i < Logits.Length; i++)
            Logits[i] = (float)(scale * Normal(random));
        Targets = new int[rows];
        for (var i = 0; i < rows; i++)
            Targets[i] = random.Next(classes);
        Weights = new double[classes];
        for (var k = 0; k < classes; k++)
            Weights[k] = 0.25 + random.NextDouble();
        Upstream = new float[rows];
        for (var i = 0; i < rows; i++)
            Upstream[i] = (float)Normal(random);
    }

    public int Rows { get; }

    public int Classes { get; }

    public float[] Logits { get; }

    public int[] Targets { get; }

    public double[] Weights { get; }

    public float[] Upstream { get; }

    public double[] Doubles => Array.ConvertAll(Logits, static z => (double)z);

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
