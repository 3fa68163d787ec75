using System;
using System.Runtime.InteropServices;
using LossDsl.Runtime;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>Bad input: the exception names argument, index and value, and nothing has been written.</summary>
public class ValidationTests
{
    private static readonly double[] Weights = [1, 2, 3];

    private readonly FrozenLoss loss = new(Weights);

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(255)]
    public void Label_that_is_no_class(int label)
    {
        var targets = new[] { 0, 1, label, 2 };
        var gradient = new float[12];
        Array.Fill(gradient, 42);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => loss.ForwardBackward(new float[12], targets, gradient));
        Assert.Equal("targets", exception.ParamName);
        Assert.Equal((long)label, exception.ActualValue);
        var advice = label == 3 ? "" : $" To skip such rows declare [Loss(…, IgnoreIndex = {label})].";
        Assert.StartsWith($"targets[2] is {label}, not a class in [0, 3).{advice} (", exception.Message);
        Assert.All(gradient, number => Assert.Equal(42f, number));
        Assert.Throws<ArgumentOutOfRangeException>(() => loss.ForwardBackward(new double[12], targets, new double[12]));
    }

    /// <summary>2^32 + 1 is class 1 to those who narrow first.</summary>
    [Theory]
    [InlineData((1L << 32) + 1)]
    [InlineData(long.MinValue)]
    public void Long_label_that_is_no_class(long label)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => loss.Forward(new float[6], new[] { 0, label }));
        Assert.StartsWith($"targets[1] is {label}, not a class in [0, 3).", exception.Message);
    }

    [Fact]
    public void Long_ignore_index_is_compared_before_narrowing()
    {
        const long Ignored = (1L << 32) + 1;
        var ignoring = new FrozenLoss(Weights, reduction: Reduction.Sum, ignoreIndex: Ignored);
        float[] logits = [1, 2, 3, 1, 2, 3];
        var once = new FrozenLoss(Weights, reduction: Reduction.Sum).Forward(logits.AsSpan(0, 3), new[] { 1 });
        Assert.InRange(once, 1, 10);
        Assert.Equal(once, ignoring.Forward(logits, new[] { Ignored, 1L }));
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => ignoring.Forward(logits, new[] { Ignored, 3L }));
        Assert.StartsWith($"targets[1] is 3, not a class in [0, 3) nor the ignore index {Ignored}.", exception.Message);
    }

    [Fact]
    public void Logits_of_another_shape()
    {
        Refuses("logits has 13 elements, not 4 targets × 3 classes of FrozenLoss = 12.", () => loss.Forward(new float[13], new int[4]));
        Refuses("logits has 3 elements, but there are no targets.", () => loss.Forward(new float[3], new int[0]));
        var open = new FrozenLoss(Weights, knowsClasses: false);
        Refuses("logits has 13 elements, which is not a multiple of the 4 targets.", () => open.Forward(new float[13], new int[4]));
        Refuses("logits has 4 elements for 4 targets, 1 per row; a loss needs at least 2 classes.",
            () => open.Forward(new float[4], new int[4]));
        Refuses("logits has 0 elements for 4 targets, 0 per row; a loss needs at least 2 classes.",
            () => open.Forward(new float[0], new int[4]));
        Assert.Equal(open.Forward(new float[12], new int[4]), loss.Forward(new float[12], new int[4]));
    }

    [Fact]
    public void Outputs_of_another_shape()
    {
        Refuses("gradient has 11 elements; it must be empty or have 12,",
            () => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]), new LossOutputs<float> { Gradient = new float[11] }));
        Refuses("perSample has 3 elements; it must be empty or have 4,",
            () => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]), new LossOutputs<float> { PerSample = new float[3] }));
        Refuses("components has 1 elements; it must be empty or have 2,",
            () => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]), new LossOutputs<float> { Components = new float[1] }));
        Refuses("perSample has 3 elements; it must be empty or have 0,",
            () => loss.Evaluate(new LossInputs<float>([], Array.Empty<int>()), new LossOutputs<float> { PerSample = new float[3] }));
        Refuses("gradient has 3 elements; it must be empty or have 0,",
            () => loss.Evaluate(new LossInputs<double>([], Array.Empty<int>()), new LossOutputs<double> { Gradient = new double[3] }));
    }

    /// <summary>Where a gradient is the point of the call, an empty one is a mistake.</summary>
    [Fact]
    public void ForwardBackward_wants_a_gradient()
    {
        foreach (var length in new[] { 0, 11 })
        {
            Refuses($"gradient has {length} entries; the logits have 12.",
                () => loss.ForwardBackward(new float[12], new int[4], new float[length]));
            Refuses($"gradient has {length} entries; the logits have 12.",
                () => loss.ForwardBackward(new double[12], new long[4], new double[length]));
        }
    }

    [Fact]
    public void Upstream_of_another_shape()
    {
        var none = new FrozenLoss(Weights, reduction: Reduction.None);
        Refuses("upstream has 4 elements; it must be empty or have 1,",
            () => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]) { Upstream = new float[4] }, default));
        Refuses("upstream scales the gradient only, and no gradient is asked for;",
            () => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]) { Upstream = new float[1] }, default));
        Refuses("upstream has 1 elements; it must be empty or have 4,",
            () => none.Evaluate(new LossInputs<double>(new double[12], new int[4]) { Upstream = new double[1] }, default));
    }

    [Fact]
    public void Overlapping_memory()
    {
        var memory = new float[40];
        Refuses("gradient overlaps logits in memory.", () => loss.ForwardBackward(memory.AsSpan(0, 12), new int[4], memory.AsSpan(11, 12)));
        Refuses("perSample overlaps gradient in memory.", () => loss.Evaluate(
            new LossInputs<float>(memory.AsSpan(0, 12), new int[4]),
            new LossOutputs<float> { Gradient = memory.AsSpan(12, 12), PerSample = memory.AsSpan(23, 4) }));
        Refuses("components overlaps logits in memory.", () => loss.Evaluate(
            new LossInputs<float>(memory.AsSpan(0, 12), new int[4]),
                new LossOutputs<float> { Components = memory.AsSpan(11, loss.ComponentNames.Count) }));
        Refuses("perSample overlaps logits in memory.", () => loss.Evaluate(
            new LossInputs<float>(memory.AsSpan(0, 12), new int[4]), new LossOutputs<float> { PerSample = memory.AsSpan(8, 4) }));
        loss.ForwardBackward(memory.AsSpan(0, 12), new int[4], memory.AsSpan(12, 12));
    }

    /// <summary>Whatever the type of what is read.</summary>
    [Fact]
    public void Overlapping_memory_of_other_types()
    {
        var (labels, longs, mask) = (new int[12], new long[6], new bool[48]);
        Refuses("gradient overlaps targets in memory.",
            () => loss.ForwardBackward(new float[12], labels.AsSpan(8, 4), MemoryMarshal.Cast<int, float>(labels.AsSpan())));
        Refuses("gradient overlaps targets in memory.",
            () => loss.ForwardBackward(new float[12], longs.AsSpan(2, 4), MemoryMarshal.Cast<long, float>(longs.AsSpan())));
        Refuses("perSample overlaps targets in memory.", () => loss.Evaluate(
            new LossInputs<float>(new float[12], labels.AsSpan(0, 4)),
                new LossOutputs<float> { PerSample = MemoryMarshal.Cast<int, float>(labels.AsSpan(3, 4)) }));
        Refuses("gradient overlaps mask in memory.", () => loss.Evaluate(
            new LossInputs<float>(new float[12], new int[4]) { Mask = mask.AsSpan(44, 4) },
                new LossOutputs<float> { Gradient = MemoryMarshal.Cast<bool, float>(mask.AsSpan()) }));
    }

    [Fact]
    public void Logits_of_no_rows()
    {
        var none = new LogitShape(0, 3) with { SampleStride = 3, ClassStride = 1, PositionStride = 1 };
        Refuses("logits has 6 elements, but the shape (0, 3, 1) has none.",
            () => loss.Evaluate(new LossInputs<float>(new float[6], Array.Empty<int>()) { Shape = none }, default));
        Assert.Equal(0, loss.Evaluate(new LossInputs<float>([], Array.Empty<int>()) { Shape = none }, default));
    }

    [Fact]
    public void Normalizer_out_of_range_missing_or_without_effect()
    {
        foreach (var normalizer in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(loss, normalizer));
            Assert.Equal("normalizer", exception.ParamName);
            Assert.Equal(normalizer, exception.ActualValue);
        }

        Refuses("FrozenLoss divides by a number given with each call, but normalizer is not set",
            () => Evaluate(new FrozenLoss(Weights, denominator: Denominator.External), null));
        Refuses("normalizer is 2, but FrozenLoss takes no mean", () => Evaluate(new FrozenLoss(Weights, reduction: Reduction.Sum), 2));
        Refuses("normalizer is 2, but FrozenLoss takes no mean", () => Evaluate(new FrozenLoss(Weights, reduction: Reduction.None), 2));

        static void Evaluate(FrozenLoss loss, double? normalizer)
            => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]) { Normalizer = normalizer }, default);
    }

    [Fact]
    public void Execution_that_does_not_exist()
    {
        Refuses("execution.Engine is 17, which is none of Auto, PlainLoops and Sweeps.", new Execution { Engine = (Engine)17 });
        Refuses("execution.VectorBits is 64; it must be 0, 32, 128, 256 or 512.", new Execution { VectorBits = 64 });
        Refuses("execution.MaxThreads is -1; it must be at least 1, or 0 for Threads.Limit.", new Execution { MaxThreads = -1 });
        Refuses("execution.VectorBits is 128, but this call runs in plain loops",
            new Execution { Engine = Engine.PlainLoops, VectorBits = 128 });
        Refuses("execution.Engine is Sweeps, which is for single precision", () => loss.Evaluate(
            new LossInputs<double>(new double[12], new int[4]) { Execution = new Execution { Engine = Engine.Sweeps } }, default));
        Refuses("execution.VectorBits is 128, but this call runs in plain loops", () => loss.Evaluate(
            new LossInputs<double>(new double[12], new int[4]) { Execution = new Execution { VectorBits = 128 } }, default));
    }

    private static void Refuses(string message, Action call)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.StartsWith(message, exception.Message);
        Assert.Equal(message.Split(' ', '.')[0] is "FrozenLoss" ? "normalizer" : message.Split(' ', '.')[0], exception.ParamName);
    }

    private void Refuses(string message, Execution execution)
        => Refuses(message, () => loss.Evaluate(new LossInputs<float>(new float[12], new int[4]) { Execution = execution }, default));
}
