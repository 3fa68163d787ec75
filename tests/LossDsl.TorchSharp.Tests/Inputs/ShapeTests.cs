using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Inputs;

/// <summary>Every shape is some rows of classes: the same rows as a matrix give the same loss and gradient.</summary>
public class ShapeTests
{
    public static TheoryData<long[], TensorEngine> Shapes()
    {
        var data = new TheoryData<long[], TensorEngine>();
        foreach (var shape in (long[][])[[5, 3], [2, 3, 4], [2, 3, 4, 5], [2, 3, 1, 5], [1, 3, 2, 2, 2], [3]])
        {
            data.Add(shape, TensorEngine.Kernels);
            data.Add(shape, TensorEngine.Operators);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Labels_are_one_per_row(long[] shape, TensorEngine engine)
    {
        var rowShape = shape.Length == 1 ? [] : (long[])[shape[0], .. shape[2..]];
        var (input, target) = (Tensors.Numbers(1, shape).requires_grad_(), Tensors.Labels(2, 3, rowShape));
        var (matrix, vector) = (Rows(input).Leaf(), target.reshape(-1));
        using var module = new PolyFocal([0.2, 1, 3]).ToModule();
        module.Engine = engine;
        var (value, expected) = (module.forward(input, target), module.forward(matrix, vector));
        Assert.Empty(value.shape);
        Tensors.Close(expected, value, 1e-14);
        var gradient = Tensors.Gradient(value, input);
        Assert.Equal(shape, gradient.shape);
        Tensors.Close(Tensors.Gradient(expected, matrix), Rows(gradient), 1e-14);

        using var each = new Each().ToModule();
        each.Engine = engine;
        var values = each.forward(input, target);
        Assert.Equal(rowShape, values.shape);
        Tensors.Close(each.forward(matrix, vector), values.reshape(-1), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Numbers_have_the_shape_of_the_input(long[] shape, TensorEngine engine)
    {
        var (input, target) = (Tensors.Numbers(1, shape).requires_grad_(), Tensors.Shares(2, shape));
        var (matrix, numbers) = (Rows(input).Leaf(), Rows(target));
        if (shape.Length == 1)
            (matrix, numbers) = (matrix.detach().reshape(-1, 1).Leaf(), numbers.reshape(-1, 1));
        using var module = new Regression().ToModule();
        module.Engine = engine;
        var (value, expected) = (module.forward(input, target), module.forward(matrix, numbers));
        Tensors.Close(expected, value, 1e-14);
        var gradient = Tensors.Gradient(value, input);
        Assert.Equal(shape, gradient.shape);
        Tensors.Close(Tensors.Gradient(expected, matrix).reshape(-1), Rows(gradient).reshape(-1), 1e-14);

        using var each = new TagsEach().ToModule();
        each.Engine = engine;
        Assert.Equal(shape, each.forward(input, target).shape);
    }

    [Theory, BothEngines]
    public void A_number_alone_is_one_output(TensorEngine engine)
    {
        using var module = new Regression().ToModule();
        module.Engine = engine;
        var input = tensor(2.0).requires_grad_();
        var value = module.forward(input, tensor(1.0));
        Assert.Equal(0.375, value.Value(), 1e-15);
        var gradient = Tensors.Gradient(value, input);
        Assert.Empty(gradient.shape);
        Assert.Equal(0.5, gradient.Value(), 1e-15);
    }

    [Theory, BothEngines]
    public void An_empty_batch_gives_zero(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3]).ToModule();
        module.Engine = engine;
        foreach (var shape in (long[][])[[0, 3], [0, 3, 4], [2, 3, 0]])
        {
            var input = zeros(shape, ScalarType.Float64).requires_grad_();
            var value = module.forward(input, zeros([shape[0], .. shape[2..]], ScalarType.Int64));
            Assert.Equal(0, value.Value());
            Assert.Equal(shape, Tensors.Gradient(value, input).shape);
        }
    }

    /// <summary>
    /// 32-bit class indices are as good as 64-bit ones, and masks, weights and numbers of any floating type as those of the
    /// input's.
    /// </summary>
    [Theory, BothEngines]
    public void Types_of_what_goes_with_the_input_do_not_matter(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3]).ToModule();
        module.Engine = engine;
        var (one, other) = (Tensors.Numbers(1, 6, 3).requires_grad_(), Tensors.Numbers(1, 6, 3).requires_grad_());
        var target = Tensors.Labels(2, 3, 6);
        target[2] = tensor(-100L);
        var weights = Tensors.Shares(3, 6).to(ScalarType.BFloat16);
        var (wide, narrow) = (
            module.forward(one, target, sample_weights: weights.to(ScalarType.Float64)),
            module.forward(other, target.to(ScalarType.Int32), sample_weights: weights));
        Tensors.Same(wide, narrow);
        Tensors.Same(Tensors.Gradient(wide, one), Tensors.Gradient(narrow, other));
        var ignored = Tensors.Gradient(module.forward(one, target), one)[2];
        Assert.All(ignored.Values(), number => Assert.Equal(0, number));
    }

    /// <summary>(N,C,d1…dk) as (N·d1·…·dk, C); a vector is one row.</summary>
    private static Tensor Rows(Tensor tensor)
    {
        if (tensor.ndim < 2)
            return tensor.reshape(1, -1);
        var order = Enumerable.Range(0, (int)tensor.ndim).Select(axis => (long)axis).Where(axis => axis != 1).Append(1).ToArray();
        return tensor.permute(order).reshape(-1, tensor.shape[1]);
    }
}
