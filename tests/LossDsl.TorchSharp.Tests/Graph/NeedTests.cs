using System;
using System.Collections.Generic;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>A gradient is computed only where something requires it.</summary>
public class NeedTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Theory, BothEngines]
    public void Without_need_there_is_no_node(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var required = input.Leaf();
        Assert.False(module.forward(input, target).requires_grad);
        Assert.False(module.forward(required.detach(), target).requires_grad);
        using (no_grad())
            Assert.False(module.forward(required, target).requires_grad);
        var value = module.forward(required, target);
        Assert.True(value.requires_grad);
        Assert.False(value.is_leaf);
        var expected = module.forward(input, target);
        Tensors.Same(expected, value.detach());
    }

    /// <summary>
    /// By kernels a call without need makes the value and nothing else; where a gradient is required it makes one more tensor
    /// for each, before the node of the graph.
    /// </summary>
    [Fact]
    public void Without_need_no_gradient_is_made()
    {
        using var module = new Gaussian().ToModule();
        module.Engine = TensorEngine.Kernels;
        var (numbers, variances) = (Tensors.Numbers(3, 6, 4), Tensors.Shares(4, 6, 4));
        var (inputNeeds, variancesNeed) = (input.Leaf(), variances.Leaf());
        Assert.Equal(1, Made(input, variances));
        using (no_grad())
            Assert.Equal(1, Made(inputNeeds, variancesNeed));
        var one = Made(inputNeeds, variances);
        Assert.Equal(one, Made(input, variancesNeed));
        Assert.Equal(one + 1, Made(inputNeeds, variancesNeed));
        Assert.InRange(one, 3, 8);

        long Made(Tensor predictions, Tensor predictedVariances)
            => Count(() => module.forward(predictions, numbers, new LossOptions { Variances = predictedVariances }).Dispose());
    }

    [Fact]
    public void Operators_without_need_make_fewer_tensors()
    {
        using var module = new Learnt().ToModule();
        module.Engine = TensorEngine.Operators;
        var required = input.Leaf();
        var (temperature, gamma) = (module.get_parameter("temperature")!, module.get_parameter("gamma")!);
        var everything = Made(required);
        gamma.requires_grad = false;
        var withoutGamma = Made(required);
        temperature.requires_grad = false;
        var withoutLearnables = Made(required);
        var nothing = Made(input);
        Assert.True(everything > withoutGamma && withoutGamma > withoutLearnables
            && withoutLearnables > nothing, $"{everything}, {withoutGamma}, {withoutLearnables}, {nothing}");
        temperature.requires_grad = gamma.requires_grad = true;
        using (no_grad())
            Assert.Equal(nothing, Made(required));

        long Made(Tensor logits) => Count(() => module.forward(logits, target).Dispose());
    }

    /// <summary>
    /// The gradient under create_graph alone has a graph, and only then operators compute it: so gradient mode in backward is on
    /// exactly then.
    /// </summary>
    [Theory, BothEngines]
    public void Backward_takes_operators_under_create_graph_only(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.Engine = engine;
        foreach (var mode in (bool[])[true, false])
        {
            var z = input.Leaf();
            var value = module.forward(z, target);
            // The mode of who asks for the gradient is not that of backward.
            using var _ = set_grad_enabled(mode);
            IList<Tensor> gradients = [];
            var plain = Count(() => gradients = autograd.grad([value], [z], retain_graph: true));
            Assert.False(gradients[0].requires_grad);
            var kept = gradients[0].clone();
            var graph = Count(() => gradients = autograd.grad([value], [z], retain_graph: true, create_graph: true));
            Assert.True(gradients[0].requires_grad);
            Tensors.Close(kept, gradients[0].detach(), 1e-14);
            Assert.True(graph > plain + 10, $"{graph} tensors under create_graph, {plain} otherwise");
        }
    }

    /// <summary>How many tensors something makes on this thread, once everything has settled.</summary>
    private static long Count(Action action)
    {
        action();
        var before = Made();
        action();
        return Made() - before;

        static long Made() => DisposeScopeManager.Statistics.CreatedInScopeCount + DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
    }
}
