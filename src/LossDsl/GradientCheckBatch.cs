using System;
using System.Linq;
using LossDsl.Runtime;

namespace LossDsl;

/// <summary>The random batch of a <see cref="GradientCheck"/>: one position per sample.</summary>
internal sealed class GradientCheckBatch
{
    private readonly int rows;
    private readonly int classes;
    private readonly int[]? labels;
    private readonly double[]? targets;
    private readonly bool[] classMask;
    private readonly double[]?[] examples = new double[]?[KernelInputs.Count];
    private readonly bool[] given = new bool[KernelInputs.Count];

    public GradientCheckBatch(Loss loss, GradientCheckOptions options, int classes, bool numbers)
    {
        (rows, this.classes) = (options.Rows, classes);
        var random = new Random(options.Seed);
        Logits = Array.ConvertAll(new double[rows * classes], _ => options.Scale * Normal(random));
        var indices = Array.ConvertAll(new int[rows], _ => random.Next(classes));
        Upstream = Array.ConvertAll(new double[rows * classes], _ => Normal(random));
        foreach (var row in InputRow.All)
        {
            if (row.Example is not var (least, width))
                continue;
            var count = row.PerRow ? rows : rows * classes;
            examples[(int)row.Input] = Array.ConvertAll(new double[count], _ => least + (width * random.NextDouble()));
        }

        // At least the label may be predicted.
        classMask = Array.ConvertAll(new bool[rows * classes], _ => random.Next(4) > 0);
        for (var row = 0; row < rows; row++)
            classMask[(row * classes) + indices[row]] = true;
        if (!numbers)
            labels = indices;
        else if (loss is SoftmaxLoss)
            targets = Distributions(random, indices);
        else
            targets = Array.ConvertAll(new double[rows * classes], _ => loss is RegressionLoss ? Normal(random) : random.NextDouble());
    }

    /// <summary>The logits, (N,C).</summary>
    public double[] Logits { get; }

    /// <summary>The numbers of an input, if calls give it; to be moved a little, and back.</summary>
    public double[]? NumbersOf(InputRow row) => given[(int)row.Input] ? examples[(int)row.Input] : null;

    /// <summary>An upstream gradient for each element.</summary>
    public double[] Upstream { get; }

    /// <summary>The label of a row; null where targets are numbers.</summary>
    public int? LabelOf(int row) => labels?[row];

    /// <summary>The call.</summary>
    public LossInputs<double> Inputs()
    {
        var inputs = (labels is null ? new LossInputs<double>(Logits, targets) : new LossInputs<double>(Logits, labels)) with
        {
            Shape = new LogitShape(rows, classes),
        };
        foreach (var row in InputRow.All)
        {
            if (given[(int)row.Input])
                inputs = row.IsMask ? inputs.WithMask(row.Input, classMask) : inputs.With(row.Input, examples[(int)row.Input]);
        }

        return inputs;
    }

    /// <summary>From now on gives an input that a call has missed; whether there is one of that name, not given before.</summary>
    public bool Adds(string argument)
    {
        foreach (var row in InputRow.All)
        {
            if (row.Required && row.Argument == argument && !given[(int)row.Input])
                return given[(int)row.Input] = true;
        }

        return false;
    }

    /// <summary>Class probabilities, 0 where the class is masked.</summary>
    private double[] Distributions(Random random, int[] indices)
    {
        var shares = new double[rows * classes];
        for (var row = 0; row < rows; row++)
        {
            var own = shares.AsSpan(row * classes, classes);
            for (var k = 0; k < classes; k++)
                own[k] = classMask[(row * classes) + k] ? random.NextDouble() : 0;
            own[indices[row]] += 1;
            var sum = own.ToArray().Sum();
            foreach (ref var share in own)
                share /= sum;
        }

        return shares;
    }

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
