using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.State;

/// <summary>What a constructor was given follows the module, and every call computes with what the buffers hold now.</summary>
public class BufferTests
{
    private static readonly double[] Weights = [0.2, 1, 3];
    private static readonly int[] Counts = [500, 60, 7];
    private static readonly double[] Matrix = [0.9, 0.1, 0, 0.05, 0.9, 0.05, 0, 0.2, 0.8];
    private static readonly double[] OtherMatrix = [0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.8];

    private readonly Tensor input = Tensors.Numbers(1, 5, 3);
    private readonly Tensor target = Tensors.Labels(2, 3, 5);

    [Fact]
    public void Numbers_per_class_are_buffers()
    {
        using var weighted = new PolyFocal(Weights).ToModule();
        var weights = weighted.state_dict();
        Assert.Equal(["class_weights"], weights.Keys);
        Assert.Equal(Weights, weights["class_weights"].Values());
        Assert.Equal(ScalarType.Float64, weights["class_weights"].dtype);

        using var adjusted = new Adjusted(Counts, Matrix).ToModule();
        var state = adjusted.state_dict();
        Assert.Equal(["class_counts", "target_matrix"], state.Keys.Order());
        Assert.Equal(ScalarType.Int64, state["class_counts"].dtype);
        Assert.Equal(Counts.Select(count => (double)count), state["class_counts"].Values());
        Assert.Equal([3, 3], state["target_matrix"].shape);
        Assert.Equal(Matrix, state["target_matrix"].Values());
        Assert.Equal(2, adjusted.buffers().Count());
        Assert.Empty(adjusted.parameters());
    }

    [Theory, BothEngines]
    public void Loaded_numbers_are_computed_with(TensorEngine engine)
    {
        using var module = new PolyFocal(Weights).ToModule();
        module.Engine = engine;
        var before = module.forward(input, target).Value();
        double[] others = [4, 0.5, 1];
        using var source = new PolyFocal(others).ToModule();
        module.load_state_dict(source.state_dict());
        AssertLike(source, module, engine);
        Assert.NotEqual(before, module.forward(input, target).Value());

        using var adjusted = new Adjusted(Counts, Matrix).ToModule();
        adjusted.Engine = engine;
        using var loaded = new Adjusted(new int[] { 10, 20, 30 }, OtherMatrix).ToModule();
        adjusted.load_state_dict(loaded.state_dict());
        AssertLike(loaded, adjusted, engine);
    }

    [Theory, BothEngines]
    public void Numbers_written_in_place_are_computed_with(TensorEngine engine)
    {
        using var module = new Adjusted(Counts, Matrix).ToModule();
        module.Engine = engine;
        module.forward(input, target).Dispose();
        module.get_buffer("class_counts")!.copy_(tensor(new long[] { 10, 20, 30 }));
        using var counts = new Adjusted(new int[] { 10, 20, 30 }, Matrix).ToModule();
        AssertLike(counts, module, engine);
        module.get_buffer("target_matrix")!.copy_(tensor(OtherMatrix).reshape(3, 3));
        using var both = new Adjusted(new int[] { 10, 20, 30 }, OtherMatrix).ToModule();
        AssertLike(both, module, engine);
        // And back to what was declared.
        module.get_buffer("class_counts")!.copy_(tensor(new long[] { 500, 60, 7 }));
        module.get_buffer("target_matrix")!.copy_(tensor(Matrix).reshape(3, 3));
        using var declared = new Adjusted(Counts, Matrix).ToModule();
        AssertLike(declared, module, engine);
    }

    /// <summary>
    /// Floating buffers take the type, but for sixteen bits, and are computed with as that type has rounded them; counts stay
    /// counts.
    /// </summary>
    [Theory, BothEngines]
    public void Buffers_follow_the_type_of_the_module(TensorEngine engine)
    {
        double[] weights = [1 / 3.0, 1, 3];
        using var module = new PolyFocal(weights).ToModule();
        module.Engine = engine;
        module.to(ScalarType.Float32);
        Assert.Equal(ScalarType.Float32, module.get_buffer("class_weights")!.dtype);
        using var rounded = new PolyFocal([(float)(1 / 3.0), 1, 3]).ToModule();
        AssertLike(rounded, module, engine);
        // Sixteen bits are for logits.
        module.to(ScalarType.BFloat16);
        Assert.Equal(ScalarType.Float32, module.get_buffer("class_weights")!.dtype);
        AssertLike(rounded, module, engine);
        using var other = new PolyFocal(weights).ToModule();
        other.Engine = engine;
        other.to(ScalarType.Float16);
        AssertLike(rounded, other, engine);

        using var adjusted = new Adjusted(Counts, Matrix).ToModule();
        adjusted.to(ScalarType.Float32);
        Assert.Equal(ScalarType.Int64, adjusted.get_buffer("class_counts")!.dtype);
        Assert.Equal(ScalarType.Float32, adjusted.get_buffer("target_matrix")!.dtype);
    }

    /// <summary>A message of the constructor, as if the loss had been made of the loaded numbers; mended numbers are used again.</summary>
    [Theory, BothEngines]
    public void Bad_numbers_are_refused_like_by_the_constructor(TensorEngine engine)
    {
        using var module = new Adjusted(Counts, Matrix).ToModule();
        module.Engine = engine;
        var good = module.forward(input, target);
        var counts = module.get_buffer("class_counts")!;
        counts.copy_(tensor(new long[] { 500, 0, 7 }));
        AssertRefuses(() => new Adjusted(new int[] { 500, 0, 7 }, Matrix));
        counts.copy_(tensor(new long[] { 500, -2, 7 }));
        AssertRefuses(() => new Adjusted(new int[] { 500, -2, 7 }, Matrix));
        counts.copy_(tensor(new long[] { 500, 60, 7 }));
        module.get_buffer("target_matrix")!.copy_(tensor(new[] { 0.9, double.NaN, 0, 0.05, 0.9, 0.05, 0, 0.2, 0.8 }).reshape(3, 3));
        AssertRefuses(() => new Adjusted(Counts, [0.9, double.NaN, 0, 0.05, 0.9, 0.05, 0, 0.2, 0.8]));
        module.get_buffer("target_matrix")!.copy_(tensor(Matrix).reshape(3, 3));
        Tensors.Same(good, module.forward(input, target));

        using var weighted = new PolyFocal(Weights).ToModule();
        weighted.load_state_dict(new Dictionary<string, Tensor> { ["class_weights"] = tensor(new[] { 1, double.PositiveInfinity, 1 }) });
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => weighted.forward(input, target));
        Assert.StartsWith("classWeights[1] is Infinity; the weight of class 1 must be finite and not negative.", error.Message);

        void AssertRefuses(Func<Loss> construct)
        {
            var expected = Assert.ThrowsAny<ArgumentException>(construct);
            var actual = Assert.ThrowsAny<ArgumentException>(() => module.forward(input, target));
            Assert.Equal(expected.GetType(), actual.GetType());
            Assert.Equal(expected.Message, actual.Message);
        }
    }

    [Fact]
    public void A_parent_module_carries_them()
    {
        using var parent = new Model(new PolyFocal(Weights).ToModule());
        Assert.Contains("loss.class_weights", parent.state_dict().Keys);
        parent.to(ScalarType.Float32);
        Assert.Equal(ScalarType.Float32, parent.Loss.get_buffer("class_weights")!.dtype);

        using var source = new Model(new PolyFocal([4, 0.5, 1]).ToModule());
        parent.load_state_dict(source.state_dict());
        using var expected = new PolyFocal([4, 0.5, 1]).ToModule();
        Tensors.Same(expected.forward(input, target), parent.Loss.forward(input, target));
        using var holder = nn.Sequential(("model", parent));
        Assert.Contains("model.loss.class_weights", holder.state_dict().Keys);
    }

    private void AssertLike(LossModule expected, LossModule actual, TensorEngine engine)
    {
        expected.Engine = engine;
        var (one, other) = (input.Leaf(), input.Leaf());
        var (value, sameValue) = (expected.forward(one, target), actual.forward(other, target));
        Assert.Equal(engine, actual.LastEngine);
        Tensors.Same(value, sameValue);
        Tensors.Same(Tensors.Gradient(value, one), Tensors.Gradient(sameValue, other));
    }

    private sealed class Model : nn.Module<Tensor, Tensor>
    {
        private readonly Linear layer = nn.Linear(3, 3);
        private readonly LossModule loss;

        public Model(LossModule loss)
            : base(nameof(Model))
        {
            this.loss = loss;
            RegisterComponents();
        }

        public LossModule Loss => loss;

        public override Tensor forward(Tensor input) => layer.forward(input);
    }
}
