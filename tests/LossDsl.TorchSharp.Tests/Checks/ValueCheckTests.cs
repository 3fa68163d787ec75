using System;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>Numbers that cannot be: both engines find the same one, and neither looks where nothing counts.</summary>
public class ValueCheckTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor labels = Tensors.Labels(2, 4, 6);

    public static TheoryData<ScalarType> Types() => [ScalarType.Float64, ScalarType.Float32, ScalarType.BFloat16];

    [Theory]
    [MemberData(nameof(Types))]
    public void Labels(ScalarType type)
    {
        var logits = input.to(type);
        foreach (var wide in (ScalarType[])[ScalarType.Int64, ScalarType.Int32])
        {
            Refuse.Call<ArgumentOutOfRangeException>(
                new Plain().ToModule(), "target", "target[3] is 4; it must be in [0, 4).",
                logits, With(3, 4).to(wide));
            Refuse.Call<ArgumentOutOfRangeException>(
                new Plain().ToModule(), "target",
                    "target[5] is -100; it must be in [0, 4). To skip such rows declare [Loss(…, IgnoreIndex = -100)].",
                logits, With(5, -100).to(wide));
            Refuse.Call<ArgumentOutOfRangeException>(
                new Plain().ToModule(), "target",
                    "target[5] is 255; it must be in [0, 4). To skip such rows declare [Loss(…, IgnoreIndex = 255)].",
                logits, With(5, 255).to(ScalarType.Byte));
            Refuse.Call<ArgumentOutOfRangeException>(
                new PolyFocal([1, 1, 1, 1]).ToModule(), "target", "target[2] is -1; it must be in [0, 4) or -100, which is ignored.",
                logits, With(2, -1).to(wide));
            Refuse.Nothing(new PolyFocal([1, 1, 1, 1]).ToModule(), logits, With(2, -100).to(wide));
        }

        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "target", "target[1] is 4294967297;",
            logits, With(1, (1L << 32) + 1));
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "target", "target[4] is 9;",
            Tensors.Numbers(1, 2, 4, 3).to(type), tensor(new long[] { 0, 1, 2, 3, 9, 0 }).reshape(2, 3));
        var mask = tensor(new[] { true, true, true, false, true, true });
        Refuse.Nothing(new Plain().ToModule(), logits, With(3, 4), new LossOptions { Mask = mask });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "target", "target[4] is 4;",
            logits, With(4, 4), new LossOptions { Mask = mask });
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Numbers(ScalarType type)
    {
        var logits = input.to(type);
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "target", "target[9] is -0.5; it must be finite and not negative",
            logits, Shares(9, -0.5, type));
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "target", "target[9] is NaN; it must be finite and not negative",
            logits, Shares(9, double.NaN, type));
        Refuse.Call<ArgumentOutOfRangeException>(
            new Tags().ToModule(), "target", "target[0] is 1.5; it must be in [0, 1]",
            logits, Shares(0, 1.5, type));
        Refuse.Call<ArgumentOutOfRangeException>(
            new Tags().ToModule(), "target", "target[23] is NaN; it must be in [0, 1]",
            logits, Shares(23, double.NaN, type));
        Refuse.Call<ArgumentOutOfRangeException>(
            new Regression().ToModule(), "target", "target[9] is -Infinity; it must be finite",
            logits, Shares(9, double.NegativeInfinity, type));
        Refuse.Nothing(new Regression().ToModule(), logits, Shares(9, -1, type));

        var rows = tensor(new[] { true, true, false, true, true, true });
        Refuse.Nothing(new Regression().ToModule(), logits, Shares(9, double.NaN, type), new LossOptions { Mask = rows });
        var elements = ones([6, 4], ScalarType.Bool);
        elements[2, 1] = tensor(false);
        Refuse.Nothing(new Regression().ToModule(), logits, Shares(9, double.NaN, type), new LossOptions { Mask = elements });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Regression().ToModule(), "target", "target[10] is NaN;",
            logits, Shares(10, double.NaN, type), new LossOptions { Mask = elements });
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Weights_norms_and_variances(ScalarType type)
    {
        var logits = input.to(type);
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "sample_weights", "sample_weights[2] is -0.5; it must be finite and not negative",
            logits, labels, new LossOptions { SampleWeights = Rows(2, -0.5, type) });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "sample_weights", "sample_weights[2] is Infinity; it must be finite and not negative",
            logits, labels, new LossOptions { SampleWeights = Rows(2, double.PositiveInfinity, type) });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Tags().ToModule(), "element_weights", "element_weights[9] is NaN; it must be finite and not negative",
            logits, Shares(0, 0.5, type), new LossOptions { ElementWeights = Shares(9, double.NaN, type) });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Influence().ToModule(), "feature_norms", "feature_norms[2] is -1; it must be finite and not negative",
            logits, labels, new LossOptions { FeatureNorms = Rows(2, -1, type) });
        Refuse.Nothing(new Influence().ToModule(), logits, labels, new LossOptions { FeatureNorms = Rows(2, 0, type) });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Gaussian().ToModule(), "variances", "variances[9] is -1; it must be finite and not negative",
            logits, Shares(0, 0.5, type), new LossOptions { Variances = Shares(9, -1, type) });
        Refuse.Nothing(new Gaussian().ToModule(), logits, Shares(0, 0.5, type), new LossOptions { Variances = Shares(9, 0, type) });
        Refuse.Nothing(new Plain().ToModule(), logits, labels, new LossOptions { SampleWeights = Rows(2, 0, type) });
    }

    /// <summary>A weight that single precision cannot hold.</summary>
    [Fact]
    public void What_does_not_fit_the_precision()
    {
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "sample_weights",
                "sample_weights[2] is 1E+300; it must be finite and not negative in single precision.",
            input.to(ScalarType.Float32), labels, new LossOptions { SampleWeights = Rows(2, 1e300, ScalarType.Float64) });
        Refuse.Nothing(new Plain().ToModule(), input, labels, new LossOptions { SampleWeights = Rows(2, 1e300, ScalarType.Float64) });
    }

    [Fact]
    public void Masked_classes()
    {
        var open = tensor(new[] { true, false, true, true });
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "target", "target[1] is 1, a class that class_mask masks.",
            input, tensor(new long[] { 0, 1, 2, 3, 1, 0 }), new LossOptions { ClassMask = open });
        Refuse.Nothing(new Masked().ToModule(), input, tensor(new long[] { 0, 2, 2, 3, 3, 0 }), new LossOptions { ClassMask = open });
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "target", "target[5] is 0.25, but class_mask masks its class.",
            input, Zeros(5, 0.25), new LossOptions { ClassMask = open });
        var rows = ones([6, 4], ScalarType.Bool);
        rows[3] = zeros([4], ScalarType.Bool);
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "class_mask", "class_mask masks every class of row 3.",
            input, Zeros(0, 1), new LossOptions { ClassMask = rows });
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "class_mask", "class_mask masks every class of row 3.",
            input, zeros([6], ScalarType.Int64), new LossOptions { ClassMask = rows });
        Refuse.Nothing(
            new Masked().ToModule(),
            input, zeros([6], ScalarType.Int64), new LossOptions { ClassMask = rows, Mask = rows.select(1, 0) });

        static Tensor Zeros(long index, double value) => Put(zeros([6, 4], ScalarType.Float64), index, value);
    }

    private static Tensor Shares(long index, double value, ScalarType type) => Put(Tensors.Shares(3, 6, 4), index, value).to(type);

    private static Tensor Rows(long index, double value, ScalarType type) => Put(Tensors.Shares(3, 6), index, value).to(type);

    private static Tensor Put(Tensor values, long index, double value)
    {
        values.reshape(-1)[index] = tensor(value);
        return values;
    }

    private Tensor With(long index, long label)
    {
        var changed = labels.clone();
        changed[index] = tensor(label);
        return changed;
    }
}
