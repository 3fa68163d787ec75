using System;
using System.Linq;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>One call of a link on tensors: log P(y|x) up to what the classes share, or the logarithm of the odds, (N,C,P).</summary>
internal sealed class ModuleLink
{
    // As on spans: far below any score that leaves a probability, and beyond any logarithm that has one.
    private const double Masked = -1e6;
    private const double All = 1e30;

    private readonly LossPlan plan;
    private readonly Placement placement;
    private readonly Tensor input;
    private readonly Tensor logits;
    private bool isOnSpans;

    /// <summary>A call.</summary>
    /// <exception cref="ArgumentException">The input is disposed, sparse, on meta, has no floating type, or another number of classes
    /// than the loss.</exception>
    public ModuleLink(LossPlan plan, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TensorCheck.Usable(nameof(input), input);
        if (!input.is_floating_point())
            throw new ArgumentException($"input is of {input.dtype}; logits are floating-point numbers.", nameof(input));
        TensorCheck.HasValues(nameof(input), input);
        (this.plan, this.input) = (plan, input);
        placement = Placement.Of(plan, input);
        logits = input.reshape(placement.Elements).to_type(input.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32);
    }

    /// <summary>A link without formula, on spans.</summary>
    public delegate void SpanLink(ReadOnlySpan<double> logits, Span<double> probabilities, LogitShape shape);

    /// <summary>The number of classes.</summary>
    public int Classes => (int)placement.Classes;

    /// <summary>The logarithms, by operators or, of a link without formula, on a copy on the CPU.</summary>
    public Tensor Logarithm(LinkOperators link, Tensor[] buffers, Func<int, double> parameter, SpanLink spans)
    {
        if (plan.Elementwise)
            return Of(link, buffers, parameter, spans, logits) is var odds ? where(logits.isinf(), logits, odds) : odds;
        var masked = logits.isneginf();
        var finite = where(masked, logits.amax([1], keepdim: true).add(Masked), logits);
        var values = where(masked, logits, Of(link, buffers, parameter, spans, finite));
        // As on spans, which do it themselves: a probability of 1 to the last digit makes NaN of some links; nearer scores give the limit.
        for (var near = finite; !isOnSpans && Contract(values, masked, ref near);)
            values = where(masked, logits, Of(link, buffers, parameter, spans, near));
        var isOnly = masked.logical_not().sum(1, keepdim: true).eq(1).logical_and(masked.logical_not());
        values = where(isOnly, zeros_like(values), values);
        // 0, or NaN for rows with NaN, ∞, or nothing but masked classes, whatever a choice made of them.
        var poison = finite.sub(finite).sum(1, keepdim: true);
        return TensorMath.Min(values, All).add(poison);
    }

    /// <summary>Something (N,C,P) in shape and type of the input.</summary>
    public Tensor Delivered(Tensor values) => values.reshape(placement.InputShape).to_type(input.dtype);

    /// <summary>Answers (N,C,P) in the shape of the input.</summary>
    public Tensor Answers(Tensor answers) => answers.reshape(placement.InputShape);

    /// <summary>The class of the largest value of each row.</summary>
    public Tensor Largest(Tensor values) => values.argmax(1).reshape(placement.RowShape);

    /// <summary>The scores, (N,C,P).</summary>
    public Tensor Scores => logits;

    /// <summary>Numbers per class in the type of the computation, (1,C,1).</summary>
    public Tensor PerClass(double[] numbers) => tensor(numbers).to(logits.dtype, logits.device).reshape(1, -1, 1);

    /// <summary>The numbers of a small tensor.</summary>
    public static double[] Numbers(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor.ndim == 1
            ? tensor.to(ScalarType.Float64, CPU).data<double>().ToArray()
            : throw new ArgumentException($"{name} has {tensor.ndim} dimensions; it needs one, of one share per class.", name);
    }

    /// <summary>Halves the scores of rows without result, and says whether there are any left to halve.</summary>
    private static bool Contract(Tensor values, Tensor masked, ref Tensor scores)
    {
        var high = scores.amax([1], keepdim: true);
        var low = where(masked, high, scores).amin([1], keepdim: true);
        var again = values.isnan().any(1, keepdim: true).logical_or(values.amax([1], keepdim: true).isneginf())
            .logical_and(high.sub(low).gt(1));
        if (!again.any().item<bool>())
            return false;
        scores = where(again, where(masked, high.div(2).add(Masked), scores.div(2)), scores);
        return true;
    }

    private Tensor Of(LinkOperators link, Tensor[] buffers, Func<int, double> parameter, SpanLink spans, Tensor scores)
    {
        if (link.Logarithm(new LinkCall(scores, buffers, parameter)) is { } logarithm)
            return logarithm;
        // The span methods mask by themselves.
        isOnSpans = true;
        var copy = logits.to(ScalarType.Float64, CPU).contiguous().data<double>().ToArray();
        var probabilities = new double[copy.Length];
        spans(copy, probabilities, new LogitShape((int)placement.Samples, (int)placement.Classes, (int)placement.Positions));
        var result = tensor(probabilities).reshape(placement.Elements).to(logits.device);
        var values = plan.Elementwise ? result.log().sub(TensorMath.Sub(1.0, result).log()) : result.log();
        return values.to_type(logits.dtype);
    }
}
