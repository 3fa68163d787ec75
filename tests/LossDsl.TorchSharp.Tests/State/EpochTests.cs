using System;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.State;

/// <summary>The position of a schedule: of the module, or of one call.</summary>
public class EpochTests
{
    private static readonly double[] Weights = [0.2, 1, 3];

    private readonly Tensor input = Tensors.Numbers(1, 6, 3);
    private readonly Tensor target = Tensors.Labels(2, 3, 6);

    [Theory, BothEngines]
    public void It_moves_the_schedule(TensorEngine engine)
    {
        using var module = new Deferred(Weights).ToModule();
        module.Engine = engine;
        using var plain = new Plain().ToModule();
        plain.Engine = engine;
        module.Epoch = 1;
        Tensors.Close(plain.forward(input, target), module.forward(input, target));
        module.Epoch = 2;
        var weighted = nn.functional.cross_entropy(input, target, tensor(Weights));
        Tensors.Close(weighted, module.forward(input, target));
        Tensors.Close(plain.forward(input, target), module.forward(input, target, new LossOptions { Epoch = 0.5 }));
        Assert.Equal(2, module.Epoch);
    }

    [Theory, BothEngines]
    public void It_is_required_where_there_is_a_schedule(TensorEngine engine)
    {
        using var module = new Deferred(Weights).ToModule();
        module.Engine = engine;
        var error = Assert.Throws<ArgumentException>(() => module.forward(input, target));
        Assert.StartsWith("Deferred follows a schedule, but epoch is not set: set module.Epoch, or LossOptions.Epoch of a call.",
            error.Message);
        Assert.Equal("epoch", error.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(input, target, new LossOptions { Epoch = -1 }));
        Assert.StartsWith("epoch is -1;", Assert.Throws<ArgumentOutOfRangeException>(() => module.Epoch = -1).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => module.Epoch = double.NaN);
        Assert.Null(module.Epoch);
    }

    [Theory, BothEngines]
    public void It_is_refused_where_there_is_none(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var error = Assert.Throws<InvalidOperationException>(() => module.Epoch = 1);
        Assert.Equal("Plain follows no schedule: Epoch would have no effect.", error.Message);
        module.Epoch = null;
        var call = Assert.Throws<ArgumentException>(() => module.forward(input, target, new LossOptions { Epoch = 1 }));
        Assert.StartsWith("epoch is 1, but Plain follows no schedule: it would have no effect.", call.Message);
    }
}
