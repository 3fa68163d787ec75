using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Calls;

/// <summary>Shapes and strides of the logits, given or told by targets and declaration.</summary>
public class ShapeTests
{
    private static readonly LossPlan Labels = Toy.Plan(ignoreIndex: -1);
    private static readonly LossPlan Soft = Toy.Plan(targets: TargetKind.Numbers);
    private static readonly LossPlan Regression = Toy.Plan(Head.Identity, TargetKind.Numbers);

    /// <summary>The same numbers in other places give the same results; what lies between them is not read.</summary>
    [Theory]
    [InlineData(3, 4, 5, 20, 5, 1, 60)]
    [InlineData(3, 4, 5, 20, 1, 4, 60)]
    [InlineData(3, 4, 5, 1, 15, 3, 60)]
    [InlineData(3, 4, 5, 100, 9, 2, 240)]
    [InlineData(3, 4, 1, 7, 2, 0, 21)]
    [InlineData(1, 4, 5, 0, 6, 1, 23)]
    public void Strides(int samples, int classes, int positions, int bySample, int byClass, int byPosition, int length)
    {
        var rows = samples * positions;
        var plain = Toy.Random(rows * classes, 4);
        var strided = Enumerable.Repeat(double.NaN, length).ToArray();
        for (var i = 0; i < plain.Length; i++)
            strided[(i / (classes * positions) * bySample) + (i / positions % classes * byClass) + (i % positions * byPosition)] = plain[i];
        var labels = Enumerable.Range(0, rows).Select(row => (row * 7 % (classes + 1)) - 1).ToArray();
        var shape = new LogitShape(samples, classes, positions);
        var (expected, actual) = (new double[plain.Length], new double[plain.Length]);
        var value = Toy.Evaluate(Labels, new LossInputs<double>(plain, labels) { Shape = shape },
            new LossOutputs<double> { Gradient = expected });
        var same = Toy.Evaluate(
            Labels,
            new LossInputs<double>(strided,
                labels)
            { Shape = shape with { SampleStride = bySample, ClassStride = byClass, PositionStride = byPosition } },
            new LossOutputs<double> { Gradient = actual });
        Assert.Equal(value, same);
        Assert.Equal(expected, actual);
        Assert.Contains(expected, number => number != 0);
    }

    /// <summary>One sample and its rows: (C,P) without a batch axis is a batch of 1.</summary>
    [Fact]
    public void Unbatched()
    {
        var logits = Toy.Random(12, 1);
        var transposed = Enumerable.Range(0, 12).Select(i => logits[(i % 3 * 4) + (i / 3)]).ToArray();
        var labels = new[] { 0, 2, 1, 2 };
        Assert.Equal(
            Toy.Evaluate(Labels, new LossInputs<double>(transposed, labels)),
            Toy.Evaluate(Labels, new LossInputs<double>(logits, labels) { Shape = new(1, 3, 4) }));
    }

    [Fact]
    public void Numbers_without_a_shape()
    {
        var (logits, targets) = (Toy.Random(6, 1), Toy.Random(6, 2, 0, 1));
        var perSample = new double[6];
        Toy.Evaluate(Regression, new LossInputs<double>(logits, targets), new LossOutputs<double> { PerSample = perSample });
        Toy.Evaluate(Toy.Plan(Head.Sigmoid, TargetKind.Numbers), new LossInputs<double>(logits, targets),
            new LossOutputs<double> { PerSample = perSample });
        Toy.Evaluate(Toy.Plan(targets: TargetKind.Numbers, classes: 3), new LossInputs<double>(logits, targets),
            new LossOutputs<double> { PerSample = perSample.AsSpan(0, 2) });
        Toy.Evaluate(Regression, new LossInputs<double>(logits, targets) { Shape = new(2, 3) },
            new LossOutputs<double> { PerSample = perSample.AsSpan(0, 2) });
        Refuses("logits", "Toy does not know how many classes the 6 logits are for: give LossInputs.Shape, or declare [Loss(…, Classes = "
            + "…)].", () => Toy.Evaluate(Soft, new LossInputs<double>(new double[6], new double[6])));
        Refuses("logits", "logits has 7 elements, which is not a multiple of the 3 classes of Toy.",
            () => Toy.Evaluate(Toy.Plan(targets: TargetKind.Numbers, classes: 3), new LossInputs<double>(new double[7], new double[7])));
    }

    [Fact]
    public void No_samples()
    {
        var components = new double[] { 7, 7 };
        Assert.Equal(0, Toy.Evaluate(Labels, new LossInputs<double>([], Array.Empty<int>()) { Shape = new(0, 3, 4) },
            new LossOutputs<double> { Components = components }));
        Assert.Equal([0.0, 0.0], components);
        Assert.Equal(0, Toy.Evaluate(Soft, new LossInputs<double>([], Array.Empty<double>())));
        Assert.Equal(0, Toy.Evaluate(Regression, new LossInputs<double>([], Array.Empty<double>())));
        Assert.Equal(0, Toy.Evaluate(Toy.Plan(inputs: [KernelInput.FeatureNorms]), new LossInputs<double>([], Array.Empty<int>())));
    }

    [Fact]
    public void Shapes_that_cannot_be()
    {
        Given("shape", "shape is (-1, 3, 1); samples must not be negative", new(-1, 3));
        Given("shape", "shape is (4, 0, 1); samples must not be negative, and there must be at least one class and position.", new(4, 0));
        Given("shape", "shape is (4, 3, 0); samples must not be negative, and there must be at least one class and position.",
            new(4, 3, 0));
        Given("shape", "shape is (12, 1, 1); a loss needs at least 2 classes.", new(12, 1));
        Given("shape", "shape is (2000000, 3, 2000000): 12000000000000 elements, more than a span can hold.", new(2000000, 3, 2000000));
        Given("logits", "logits has 12 elements, not 4 samples × 3 classes × 2 positions = 24.", new(4, 3, 2));
        Given("targets", "targets has 4 elements, not 3 samples × 2 positions = 6.", new(3, 2, 2));
        Given("shape", "shape.ClassStride is -1; it must not be negative.",
            new LogitShape(4, 3) with { SampleStride = 3, ClassStride = -1 });
        Given("logits", "logits has 12 elements, but with strides (4, 1, 0) the last of (4, 3, 1) has index 14.",
            new LogitShape(4, 3) with { SampleStride = 4, ClassStride = 1 });
        Given("logits", $"logits has 12 elements, but with strides ({long.MaxValue}, 1, 0) the last of (4, 3, 1) has index "
            + "27670116110564327423.", new LogitShape(4, 3) with { SampleStride = nint.MaxValue, ClassStride = 1 });
        Refuses("shape", "shape is (4, 3, 1), but Toy has 5 classes.",
            () => Toy.Evaluate(Toy.Plan(classes: 5), new LossInputs<double>(new double[12], new int[4]) { Shape = new(4, 3) }));
        Refuses("shape", "shape is (4, 1, 1); a loss needs at least 2 classes with class indices as targets; give one output per row its "
            + "target as a number, 0 or 1.",
                () => Toy.Evaluate(Toy.Plan(Head.Sigmoid), new LossInputs<double>(new double[4], new int[4]) { Shape = new(4, 1) }));

        Refuses("logits", "logits are of 3 classes; Toy needs at least 4.",
            () => Toy.Evaluate(Toy.Plan(leastClasses: 4), new LossInputs<double>(new double[12], new int[4])));
        Refuses("shape", "logits are of 3 classes; Toy needs at least 4.",
            () => Toy.Evaluate(Toy.Plan(leastClasses: 4), new LossInputs<double>(new double[12], new int[4]) { Shape = new(4, 3) }));
        Toy.Evaluate(Toy.Plan(leastClasses: 3), new LossInputs<double>(new double[12], new int[4]));

        static void Given(string argument, string message, LogitShape shape)
            => Refuses(argument, message, () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { Shape = shape }));
    }

    [Fact]
    public void Targets_of_the_wrong_kind_or_length()
    {
        Refuses("targets", "Toy takes class indices as targets, one per row; numbers have no meaning for it.",
            () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new double[12])));
        Refuses("targets", "Toy takes numbers as targets, one per element; class indices have no meaning for it.",
            () => Toy.Evaluate(Soft, new LossInputs<double>(new double[12], new int[4])));
        Refuses("targets", "Toy takes numbers as targets, one per element; class indices have no meaning for it.",
            () => Toy.Evaluate(Soft, new LossInputs<double>(new double[12], new long[4])));
        Refuses("targets", "targets has 4 elements, not 12 as the logits: one number per element.",
            () => Toy.Evaluate(Regression, new LossInputs<double>(new double[12], new double[4])));
    }

    [Fact]
    public void Outputs_of_a_loss_per_element_have_the_shape_of_the_logits()
    {
        var plan = Toy.Plan(Head.Sigmoid, TargetKind.Numbers, reduction: Reduction.None, elementValues: true);
        Refuses("perSample", "perSample has 4 elements; it must be empty or have 12, one number per element.", () => Toy.Evaluate(
            plan, new LossInputs<double>(new double[12], new double[12]) { Shape = new(4, 3) },
                new LossOutputs<double> { PerSample = new double[4] }));
        Refuses("upstream", "upstream has 4 elements; it must be empty or have 12, one number per element", () => Toy.Evaluate(
            plan, new LossInputs<double>(new double[12], new double[12]) { Shape = new(4, 3), Upstream = new double[4] },
                new LossOutputs<double> { Gradient = new double[12] }));

        var (logits, targets, upstream) = (Toy.Random(12, 1), Toy.Random(12, 2, 0, 1), Toy.Random(12, 3));
        var (perElement, gradient) = (new double[12], new double[12]);
        var value = Toy.Evaluate(
            plan,
            new LossInputs<double>(logits, targets) { Shape = new(4, 3), Upstream = upstream },
            new LossOutputs<double> { PerSample = perElement, Gradient = gradient });
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(((logits[i] - targets[i]) * (logits[i] - targets[i])) + (0.1 * logits[i] * logits[i]), perElement[i], 1e-12);
            Assert.Equal(upstream[i] * ((2 * (logits[i] - targets[i])) + (0.2 * logits[i])), gradient[i], 1e-12);
        }

        Assert.Equal(perElement.Sum(), value, 1e-12);
    }

    [Fact]
    public void Outputs_do_not_share_memory_with_inputs()
    {
        var memory = new double[24];
        Refuses("gradient", "gradient overlaps targets in memory.",
            () => Toy.Evaluate(Regression, new LossInputs<double>(new double[12], memory.AsSpan(0, 12)),
                new LossOutputs<double> { Gradient = memory.AsSpan(11, 12) }));
        Refuses("perSample", "perSample overlaps sampleWeights in memory.",
            () => Toy.Evaluate(Regression, new LossInputs<double>(new double[12], new double[12]) { SampleWeights = memory.AsSpan(0, 12) },
                new LossOutputs<double> { PerSample = memory.AsSpan(0, 12) }));
    }

    private static void Refuses(string argument, string message, Action call)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.StartsWith(message, exception.Message);
        Assert.Equal(argument, exception.ParamName);
    }
}
