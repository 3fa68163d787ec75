using System;
using LongTailedDigits;
using LossDsl;

namespace KnownPosteriors;

/// <summary>How every network is trained, whatever its loss.</summary>
/// <param name="Examples">The number of training examples.</param>
/// <param name="Epochs">Passes over them.</param>
internal sealed record TrainingPlan(int Examples, int Epochs)
{
    /// <summary>The epochs for which schedules in declarations are written.</summary>
    public const int UsualEpochs = 40;

    /// <summary>Examples in a batch.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The learning rate at the start; it falls linearly to 0.</summary>
    public float LearningRate { get; init; } = 4e-3f;

    /// <summary>Where a declared schedule is in an epoch counted from 0.</summary>
    public double SchedulePosition(int epoch) => (double)epoch * UsualEpochs / Epochs;
}

/// <summary>Trains one network with one loss: two hidden layers, so that it can come near the minimiser of the population risk.</summary>
internal static class Training
{
    /// <summary>The scores (rows, classes) of test examples after training.</summary>
    public static float[] Run(Loss loss, double samplerPower, Sample train, Sample test, TrainingPlan plan, int seed)
    {
        var random = new Random(seed);
        var network = new Network(Math.Max(plan.BatchSize, test.Count), Population.Inputs, Population.Classes, random);
        var optimizer = new Adam(network.Parameters, 0);
        var rows = new RowSampler(train, samplerPower, random);
        var x = new float[plan.BatchSize * Population.Inputs];
        var y = new int[plan.BatchSize];
        float[] z = new float[plan.BatchSize * Population.Classes], dz = new float[z.Length];
        var batches = train.Count / plan.BatchSize;
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            var order = rows.Epoch();
            for (var b = 0; b < batches; b++)
            {
                for (var i = 0; i < plan.BatchSize; i++)
                {
                    var row = order[(b * plan.BatchSize) + i];
                    train.Inputs.AsSpan(row * Population.Inputs, Population.Inputs).CopyTo(x.AsSpan(i * Population.Inputs));
                    y[i] = train.Labels[row];
                }

                network.Forward(x, z);
                loss.Evaluate(
                    new LossInputs<float>(z, y) { Epoch = loss.UsesEpoch ? plan.SchedulePosition(epoch) : null },
                    new LossOutputs<float> { Gradient = dz });
                network.Backward(x, dz);
                optimizer.Step(plan.LearningRate * (1 - (((epoch * batches) + b) / (float)(plan.Epochs * batches))));
            }
        }

        var scores = new float[test.Count * Population.Classes];
        network.Forward(test.Inputs, scores);
        return scores;
    }
}
