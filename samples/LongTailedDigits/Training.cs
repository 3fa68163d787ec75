using System;
using System.Linq;
using LossDsl;

namespace LongTailedDigits;

/// <summary>How every network is trained, whatever its loss.</summary>
/// <param name="Epochs">Passes over the training set.</param>
public sealed record TrainingPlan(int Epochs)
{
    /// <summary>The epochs if nothing else is asked for; the schedules in declarations are written for this many.</summary>
    public const int UsualEpochs = 200;

    /// <summary>Images in a batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The learning rate at the start; it falls linearly to 0.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>Decoupled weight decay.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>
    /// Where a declared schedule is in an epoch counted from 0: with twice the usual epochs everything comes twice as late.
    /// </summary>
    public double SchedulePosition(int epoch) => (double)epoch * UsualEpochs / Epochs;
}

/// <summary>Trains one network with one loss.</summary>
internal static class Training
{
    /// <summary>Trains on the training rows of a split and gives the recall of each class on its test rows.</summary>
    /// <param name="loss">Any declared loss: only its public entry points are used.</param>
    /// <param name="cosines">Whether the network puts out cosines.</param>
    /// <param name="digits">The images.</param>
    /// <param name="split">Which of them to train on and to test on; its seed fixes everything that is random here.</param>
    /// <param name="plan">The hyper-parameters.</param>
    /// <param name="epochDone">Told the mean loss of each epoch.</param>
    public static double[] Run(SoftmaxLoss loss, bool cosines, Digits digits, Split split, TrainingPlan plan, Action<double> epochDone)
    {
        var random = new Random(split.Seed);
        var network = new Network(Math.Max(plan.BatchSize, split.Test.Length), cosines, random);
        var optimizer = new Adam(network.Parameters, plan.WeightDecay);
        var rows = split.Train.ToArray();
        var images = new float[plan.BatchSize * Digits.Pixels];
        var labels = new int[plan.BatchSize];
        var logits = new float[plan.BatchSize * Digits.Classes];
        var gradient = new float[logits.Length];
        var batches = (rows.Length + plan.BatchSize - 1) / plan.BatchSize;

        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            random.Shuffle(rows);
            var sum = 0.0;
            for (var b = 0; b < batches; b++)
            {
                var batch = rows.AsSpan(b * plan.BatchSize, Math.Min(plan.BatchSize, rows.Length - b * plan.BatchSize));
                var x = images.AsSpan(0, batch.Length * Digits.Pixels);
                var y = labels.AsSpan(0, batch.Length);
                var z = logits.AsSpan(0, batch.Length * Digits.Classes);
                var dz = gradient.AsSpan(0, z.Length);
                digits.Gather(batch, x, y);

                network.Forward(x, z);
                var value = loss.Evaluate(
                    new LossInputs<float>(z, y) { Epoch = loss.UsesEpoch ? plan.SchedulePosition(epoch) : null },
                    new LossOutputs<float> { Gradient = dz });
                if (!float.IsFinite(value))
                    throw new InvalidOperationException($"{loss}: the loss is {value} in epoch {epoch + 1}.");
                sum += value;
                network.Backward(x, dz);

                var progress = (epoch * batches + b) / (float)(plan.Epochs * batches);
                optimizer.Step(plan.LearningRate * (1 - progress));
            }

            epochDone(sum / batches);
        }

        return Evaluation.RecallPerClass(network, digits, split.Test);
    }
}
