using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>Loops of training: with a declared loss a network becomes what it becomes with TorchSharp's own.</summary>
public class TrainingPrograms
{
    [Theory, BothEngines]
    public void A_Sequential_and_Adam(TensorEngine engine)
    {
        var (points, labels) = Blobs.Draw(1, 60);
        using var ours = Blobs.Network();
        using var theirs = Blobs.Copy(ours);
        using var loss = new Plain().ToModule();
        using var theirLoss = nn.CrossEntropyLoss();
        loss.Engine = engine;
        Train(ours, loss);
        Train(theirs, theirLoss);
        AssertSame(theirs, ours);
        Assert.True(Blobs.Accuracy(ours, points, labels) > 0.95);

        void Train(Sequential network, Loss<Tensor, Tensor, Tensor> criterion)
        {
            using var optimizer = optim.Adam(network.parameters(), lr: 0.02);
            for (var step = 0; step < 80; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                criterion.call(network.call(points), labels).backward();
                optimizer.step();
            }
        }
    }

    /// <summary>Four small batches before each step, with class weights: divided by what the whole batch is divided by.</summary>
    [Theory, BothEngines]
    public void Gradient_accumulation(TensorEngine engine)
    {
        double[] weights = [0.5, 1, 2];
        var (points, labels) = Blobs.Draw(3, 40);
        using var ours = Blobs.Network();
        using var theirs = Blobs.Copy(ours);
        using var loss = new Weighted(weights).ToModule();
        loss.Engine = engine;
        using var optimizer = optim.SGD(ours.parameters(), 0.1, momentum: 0.9);
        using var theirOptimizer = optim.SGD(theirs.parameters(), 0.1, momentum: 0.9);
        using var ofClasses = tensor(weights);
        var normalizer = ofClasses.index_select(0, labels).sum().Value();
        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            foreach (var (some, theirLabels) in points.split(10).Zip(labels.split(10)))
                loss.forward(ours.call(some), theirLabels, normalizer: normalizer).backward();
            optimizer.step();
            theirOptimizer.zero_grad();
            nn.functional.cross_entropy(theirs.call(points), labels, ofClasses).backward();
            theirOptimizer.step();
        }

        AssertSame(theirs, ours);
    }

    /// <summary>Batches of a loader, the last one smaller: their means add up to that of all.</summary>
    [Theory, BothEngines]
    public void A_DataLoader(TensorEngine engine)
    {
        var (points, labels) = Blobs.Draw(5, 50);
        using var network = Blobs.Network();
        using var loss = new Plain().ToModule();
        loss.Engine = engine;
        using var optimizer = optim.SGD(network.parameters(), 0.2);
        var before = nn.functional.cross_entropy(network.call(points), labels).Value();
        Tensors.Close(tensor(before), tensor(Epoch(train: false)), 1e-12);
        for (var epoch = 0; epoch < 15; epoch++)
            Epoch(train: true);
        var after = nn.functional.cross_entropy(network.call(points), labels).Value();
        Tensors.Close(tensor(after), tensor(Epoch(train: false)), 1e-12);
        Assert.True(after < 0.2 && after < before / 3, $"from {before} to {after}");

        double Epoch(bool train)
        {
            using var dataset = utils.data.TensorDataset(points, labels);
            using var loader = utils.data.DataLoader(dataset, 16, shuffle: train, seed: 1, disposeDataset: false);
            var sum = 0.0;
            foreach (var batch in loader)
            {
                using var scope = NewDisposeScope();
                using var _ = set_grad_enabled(train);
                var value = loss.forward(network.call(batch[0]), batch[1]);
                sum += value.item<double>() * batch[1].shape[0];
                if (!train)
                    continue;
                optimizer.zero_grad();
                value.backward();
                optimizer.step();
            }

            return sum / points.shape[0];
        }
    }

    /// <summary>A schedule of the step size and one of the loss: class weights from epoch 2 on.</summary>
    [Theory, BothEngines]
    public void Schedulers(TensorEngine engine)
    {
        double[] weights = [0.5, 1, 2];
        var (points, labels) = Blobs.Draw(7, 40);
        using var ours = Blobs.Network();
        using var theirs = Blobs.Copy(ours);
        using var loss = new Deferred(weights).ToModule();
        loss.Engine = engine;
        using var ofClasses = tensor(weights);
        Train(ours, (scores, epoch) =>
        {
            loss.Epoch = epoch;
            return loss.forward(scores, labels);
        });
        Train(theirs, (scores, epoch) => nn.functional.cross_entropy(scores, labels, epoch < 2 ? null : ofClasses));
        AssertSame(theirs, ours);

        void Train(Sequential network, Func<Tensor, int, Tensor> criterion)
        {
            using var optimizer = optim.SGD(network.parameters(), 0.5);
            var scheduler = optim.lr_scheduler.StepLR(optimizer, 2, 0.5);
            for (var epoch = 0; epoch < 6; epoch++)
            {
                for (var step = 0; step < 5; step++)
                {
                    using var scope = NewDisposeScope();
                    optimizer.zero_grad();
                    criterion(network.call(points), epoch).backward();
                    optimizer.step();
                }

                scheduler.step();
            }

            Assert.Equal(0.5 * Math.Pow(0.5, 3), optimizer.ParamGroups.First().LearningRate, 1e-12);
        }
    }

    private static void AssertSame(Sequential expected, Sequential actual)
    {
        foreach (var (one, other) in expected.parameters().Zip(actual.parameters()))
            Tensors.Close(one.detach(), other.detach(), 1e-9);
    }
}
