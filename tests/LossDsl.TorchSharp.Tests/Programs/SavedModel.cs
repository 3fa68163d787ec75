using System;
using System.IO;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>A model that holds its loss, with class weights and what was learnt, saved to a file and loaded.</summary>
public class SavedModel
{
    private readonly Tensor points;
    private readonly Tensor labels;

    public SavedModel() => (points, labels) = Blobs.Draw(1, 40, ScalarType.Float32);

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void It_goes_on_where_it_was(ScalarType type)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var model = new Classifier([0.5, 1, 2], 1.5);
            using var other = new Classifier([1, 1, 1], 1);
            model.to(type);
            other.to(type);
            Train(model, 10);
            model.save(file);
            other.load(file);
            Assert.Equal(["loss.class_weights", "loss.temperature"],
                other.state_dict().Keys.Where(key => key.StartsWith("loss.", StringComparison.Ordinal)).Order());
            Assert.Equal([0.5, 1, 2], other.Loss.get_buffer("class_weights")!.Values());
            Tensors.Same(model.Loss.get_parameter("temperature")!, other.Loss.get_parameter("temperature")!);
            Tensors.Same(model.Evaluate(points, labels), other.Evaluate(points, labels));
            // Weighted cross-entropy at the learnt temperature is what it is.
            var scores = other.call(points.to(type)).detach().to(ScalarType.Float32).div(other.Loss.get_parameter("temperature")!.detach());
            Tensors.Close(nn.functional.cross_entropy(scores, labels, tensor(new[] { 0.5f, 1, 2 })), other.Evaluate(points, labels), 1e-6);

            Train(model, 5);
            Train(other, 5);
            foreach (var (one, loaded) in model.parameters().Zip(other.parameters()))
                Tensors.Same(one, loaded);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Class weights that do not fit are refused by TorchSharp, and the module goes on with those that it had.</summary>
    [Fact]
    public void Another_number_of_classes_does_not_load()
    {
        using var model = new Classifier([0.5, 1, 2], 1);
        using var four = new WeightedTempered([1, 2, 3, 4]).ToModule();
        var before = model.Evaluate(points, labels);
        Assert.ThrowsAny<Exception>(() => model.Loss.load_state_dict(four.state_dict()));
        Assert.Equal([0.5, 1, 2], model.Loss.get_buffer("class_weights")!.Values());
        Tensors.Same(before, model.Evaluate(points, labels));
    }

    private void Train(Classifier model, int steps)
    {
        var type = model.parameters().First().dtype;
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            model.Loss.forward(model.call(points.to(type)), labels).backward();
            optimizer.step();
        }
    }

    private sealed class Classifier : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> network = Blobs.Network(ScalarType.Float32);
        private readonly WeightedTempered.Module loss;

        public Classifier(double[] weights, double temperature)
            : base(nameof(Classifier))
        {
            loss = new WeightedTempered(weights) { Temperature = temperature }.ToModule();
            RegisterComponents();
        }

        public LossModule Loss => loss;

        public override Tensor forward(Tensor input) => network.call(input);

        public Tensor Evaluate(Tensor points, Tensor labels)
        {
            using var _ = no_grad();
            return loss.forward(call(points.to(network.parameters().First().dtype)), labels);
        }
    }
}
