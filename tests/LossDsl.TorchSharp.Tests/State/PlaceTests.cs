using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.State;

/// <summary>Where a module is made, and where it is.</summary>
public class PlaceTests
{
    [Fact]
    public void A_module_outlives_the_scope_that_it_was_made_in()
    {
        PolyFocal.Module weighted;
        Learnt.Module learnt;
        using (NewDisposeScope())
        {
            weighted = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
            learnt = new Learnt().ToModule();
        }

        using var scope = NewDisposeScope();
        Assert.True(weighted.forward(Tensors.Numbers(1, 3, 4), Tensors.Labels(2, 4, 3)).item<double>() > 0);
        Assert.True(learnt.forward(Tensors.Numbers(1, 3, 4), Tensors.Labels(2, 4, 3)).item<double>() > 0);
        weighted.Dispose();
        learnt.Dispose();
    }

    [Fact]
    public void Buffers_must_be_where_the_input_is()
    {
        using var scope = NewDisposeScope();
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.to(META);
        var failure = Assert.Throws<ArgumentException>(() => module.forward(Tensors.Numbers(1, 3, 4), Tensors.Labels(2, 4, 3)));
        Assert.Contains("a buffer of the module is on meta", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_input_is_named()
    {
        using var module = new Plain().ToModule();
        using var target = Tensors.Labels(2, 4, 3);
        var input = Tensors.Numbers(1, 3, 4);
        input.Dispose();
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => module.forward(input, target)).ParamName);
    }
}
