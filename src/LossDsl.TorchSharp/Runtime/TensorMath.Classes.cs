using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Runtime;

/// <content>What runs over the classes, or picks the label among them.</content>
public static partial class TensorMath
{
    /// <summary>The sum over the classes, an axis of length 1 afterwards; what is the same for all of them counts for each.</summary>
    public static Tensor SumClass(OperatorCall call, Tensor a)
        => a.shape[ClassAxis] == 1 ? Mul(a, call.Classes) : a.sum(ClassAxis, keepdim: true);

    /// <summary>The maximum over the classes, an axis of length 1 afterwards; a tie shares the gradient.</summary>
    public static Tensor MaxClass(Tensor a) => a.amax([ClassAxis], keepdim: true);

    /// <summary>a − log Σ e^a over the classes.</summary>
    public static Tensor LogSoftmax(Tensor a)
    {
        // libtorch is many times faster along the last axis, and does not see that one of length 1 behind it is none.
        if (a.shape[2] != 1)
            return a.log_softmax(ClassAxis);
        using var rows = a.squeeze(2);
        using var result = rows.log_softmax(ClassAxis);
        return result.unsqueeze(2);
    }

    /// <summary>log Σ e^a over the classes, an axis of length 1 afterwards.</summary>
    public static Tensor LogSumExp(Tensor a) => a.logsumexp(ClassAxis, keepdim: true);

    /// <summary>a, a constant for the gradient.</summary>
    public static Tensor Stop(Tensor a) => a.detach();

    /// <summary>The element at the label of each row.</summary>
    /// <param name="a">Numbers (N,C,P); (1,C,1) for numbers per class; or numbers that are the same for all classes.</param>
    /// <param name="labels">The labels, (N,1,P).</param>
    /// <returns>One number per row, (N,1,P).</returns>
    public static Tensor AtLabel(Tensor a, Tensor labels)
    {
        var shape = a.shape;
        return shape[ClassAxis] == 1 ? a.alias()
            : shape[0] == labels.shape[0] && shape[2] == labels.shape[2] ? a.gather(ClassAxis, labels)
            : a.take(labels);
    }

    /// <summary>Numbers with others in the place of those at the labels.</summary>
    /// <param name="call">The call.</param>
    /// <param name="elsewhere">What broadcasts to (N,C,P).</param>
    /// <param name="atLabel">What broadcasts to (N,1,P).</param>
    /// <returns>A new tensor, (N,C,P).</returns>
    public static Tensor PutAtLabel(OperatorCall call, Tensor elsewhere, Tensor atLabel)
    {
        using var whole = elsewhere.expand(call.Logits.shape);
        using var perRow = atLabel.expand(call.Labels.shape);
        return whole.scatter(ClassAxis, call.Labels, perRow);
    }

    /// <inheritdoc cref="PutAtLabel(OperatorCall, Tensor, Tensor)"/>
    public static Tensor PutAtLabel(OperatorCall call, double elsewhere, Tensor atLabel)
    {
        using var number = NumberLike(call.Logits, elsewhere);
        return PutAtLabel(call, number, atLabel);
    }

    /// <inheritdoc cref="PutAtLabel(OperatorCall, Tensor, Tensor)"/>
    public static Tensor PutAtLabel(OperatorCall call, Tensor elsewhere, double atLabel)
    {
        using var number = NumberLike(call.Logits, atLabel);
        return PutAtLabel(call, elsewhere, number);
    }

    /// <inheritdoc cref="PutAtLabel(OperatorCall, Tensor, Tensor)"/>
    public static Tensor PutAtLabel(OperatorCall call, double elsewhere, double atLabel)
        => Select(call, call.IsLabel, atLabel, elsewhere);

    /// <summary>Numbers per row, (N,1,P), of what broadcasts to them.</summary>
    public static Tensor PerRow(OperatorCall call, Tensor a)
    {
        var shape = call.Logits.shape;
        return a.expand([shape[0], 1, shape[2]]);
    }

    /// <inheritdoc cref="PerRow(OperatorCall, Tensor)"/>
    public static Tensor PerRow(OperatorCall call, double a)
    {
        using var number = NumberLike(call.Logits, a);
        return PerRow(call, number);
    }

    /// <summary>Numbers per element, (N,C,P), of what broadcasts to them.</summary>
    public static Tensor PerElement(OperatorCall call, Tensor a) => a.expand(call.Logits.shape);

    /// <inheritdoc cref="PerElement(OperatorCall, Tensor)"/>
    public static Tensor PerElement(OperatorCall call, double a)
    {
        using var number = NumberLike(call.Logits, a);
        return number.expand(call.Logits.shape);
    }
}
