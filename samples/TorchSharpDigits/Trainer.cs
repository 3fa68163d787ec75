using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using LongTailedDigits;
using LossDsl;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>A network, the loss it is trained with, and the training. The hyper-parameters are the same for all losses.</summary>
internal sealed class Trainer : IDisposable
{
    /// <summary>Passes over the training set.</summary>
    public const int Epochs = 100;

    /// <summary>Images in a batch.</summary>
    public const int BatchSize = 32;

    /// <summary>The learning rate at the start; it falls linearly to 0.</summary>
    public const double LearningRate = 2e-3;

    /// <summary>The units of the hidden layer.</summary>
    public const int Hidden = 64;

    private readonly List<double> microseconds = [];

    /// <summary>A new network and a new loss.</summary>
    public Trainer(Contender contender, ClassCounts counts)
    {
        Model = nn.Sequential(
            ("hidden", nn.Linear(Digits.Pixels, Hidden)),
            ("relu", nn.ReLU()),
            ("logits", nn.Linear(Hidden, Digits.Classes)));
        Loss = contender.Create(counts);
    }

    /// <summary>From images (N, pixels) to logits (N, classes).</summary>
    public Sequential Model { get; }

    /// <summary>From logits and labels to a number.</summary>
    public nn.Module<Tensor, Tensor, Tensor> Loss { get; }

    /// <summary>The times of all steps.</summary>
    public IReadOnlyList<double> Microseconds => microseconds;

    /// <summary>Trains on a set; the seed fixes the order of its images.</summary>
    public void Train(TensorSet set, int seed)
    {
        var random = new Random(seed);
        // What is learnable in a loss is a parameter as those of the network are.
        using var optimizer = optim.Adam(Model.parameters().Concat(Loss.parameters()), LearningRate);
        var order = Enumerable.Range(0, set.Count).Select(row => (long)row).ToArray();
        var steps = Epochs * ((order.Length + BatchSize - 1) / BatchSize);
        for (var step = 0; step < steps;)
        {
            random.Shuffle(order);
            foreach (var rows in order.Chunk(BatchSize))
            {
                foreach (var group in optimizer.ParamGroups)
                    group.LearningRate = LearningRate * (1 - (double)step / steps);
                var start = Stopwatch.GetTimestamp();
                Step(set, rows, optimizer);
                microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                step++;
            }
        }
    }

    /// <summary>For each digit, the fraction of its images that are recognised: the class of the largest logit is its digit.</summary>
    public double[] Recall(TensorSet set)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var predicted = Model.call(set.Images).argmax(1).data<long>().ToArray();
        var labels = set.Labels.data<long>().ToArray();
        return [.. Enumerable.Range(0, Digits.Classes).Select(digit
            => predicted.Zip(labels).Where(pair => pair.Second == digit).Average(pair => pair.First == digit ? 1.0 : 0))];
    }

    /// <summary>The loss of a whole set.</summary>
    public float Evaluate(TensorSet set)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        return Loss.call(Model.call(set.Images), set.Labels).item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Model.Dispose();
        Loss.Dispose();
    }

    private void Step(TensorSet set, long[] rows, optim.Optimizer optimizer)
    {
        // Every tensor of the step, the graph with it, is gone when the scope ends, whatever the collector does.
        using var scope = NewDisposeScope();
        var batch = tensor(rows);
        var images = set.Images.index_select(0, batch);
        var labels = set.Labels.index_select(0, batch);

        optimizer.zero_grad();
        var loss = Loss.call(Model.call(images), labels);
        loss.backward();
        optimizer.step();
    }
}
