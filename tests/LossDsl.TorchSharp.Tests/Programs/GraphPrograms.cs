using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>Graphs of other kinds: none, twice differentiated, and of several threads.</summary>
public class GraphPrograms
{
    private readonly Tensor points;
    private readonly Tensor labels;

    public GraphPrograms() => (points, labels) = Blobs.Draw(1, 40);

    /// <summary>Evaluation between steps of training: no graph, the same value, and training goes on.</summary>
    [Theory, BothEngines]
    public void Evaluation_without_gradient(TensorEngine engine)
    {
        using var network = Blobs.Network();
        using var loss = new Plain().ToModule();
        loss.Engine = engine;
        var expected = nn.functional.cross_entropy(network.call(points), labels).detach();
        foreach (var mode in (Func<IDisposable>[])[() => no_grad(), () => inference_mode()])
        {
            network.eval();
            loss.eval();
            using (mode())
            {
                var value = loss.forward(network.call(points), labels);
                Assert.False(value.requires_grad);
                Tensors.Close(expected, value, 1e-14);
            }

            network.train();
            loss.train();
            network.zero_grad();
            loss.forward(network.call(points), labels).backward();
            Assert.All(network.parameters(), parameter => Assert.NotNull(parameter.grad));
        }
    }

    /// <summary>
    /// The squared norm of the gradient with respect to the points, added to the loss: a second derivative in every step.
    /// </summary>
    [Theory, BothEngines]
    public void A_gradient_penalty(TensorEngine engine)
    {
        using var ours = Network();
        using var theirs = Network();
        theirs.load_state_dict(ours.state_dict());
        using var loss = new Plain().ToModule();
        loss.Engine = engine;
        Train(ours, (scores, target) => loss.forward(scores, target));
        Train(theirs, (scores, target) => nn.functional.cross_entropy(scores, target));
        foreach (var (one, other) in theirs.parameters().Zip(ours.parameters()))
            Tensors.Close(one.detach(), other.detach(), 1e-9);

        static Sequential Network()
        {
            var network = nn.Sequential(("hidden", nn.Linear(2, 8)), ("tanh", nn.Tanh()), ("scores", nn.Linear(8, Blobs.Classes)));
            network.to(ScalarType.Float64);
            return network;
        }

        void Train(Sequential network, Func<Tensor, Tensor, Tensor> criterion)
        {
            using var optimizer = optim.SGD(network.parameters(), 0.2);
            using var strength = tensor(0.5);
            for (var step = 0; step < 15; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var at = points.Leaf();
                var value = criterion(network.call(at), labels);
                var slope = autograd.grad([value], [at], retain_graph: true, create_graph: true)[0];
                value.add(slope.mul(slope).sum().mul(strength)).backward();
                optimizer.step();
            }
        }
    }

    /// <summary>Threads that each have a part of the batch and a copy of the network, and share the loss.</summary>
    [Theory, BothEngines]
    public void Several_threads(TensorEngine engine)
    {
        const int Threads = 4;
        using var network = Blobs.Network();
        using var loss = new Plain().ToModule();
        loss.Engine = engine;
        nn.functional.cross_entropy(network.call(points), labels).backward();
        var (parts, errors) = (new List<Tensor>[Threads], new ConcurrentQueue<Exception>());
        var replicas = Enumerable.Range(0, Threads).Select(_ => Blobs.Copy(network)).ToList();
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            try
            {
                var rows = points.shape[0] / Threads;
                for (var again = 0; again < 10; again++)
                {
                    replicas[index].zero_grad();
                    loss.forward(replicas[index].call(points.narrow(0, index * rows, rows)), labels.narrow(0, index * rows, rows),
                        normalizer: points.shape[0]).backward();
                    parts[index] = [.. replicas[index].parameters().Select(parameter => parameter.grad!.clone())];
                }
            }
            catch (Exception exception)
            {
                errors.Enqueue(exception);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(errors);
        foreach (var (parameter, index) in network.parameters().Select((parameter, index) => (parameter, index)))
            Tensors.Close(parameter.grad!, parts.Select(part => part[index]).Aggregate((sum, part) => sum.add(part)), 1e-12);
        replicas.ForEach(replica => replica.Dispose());
    }
}
