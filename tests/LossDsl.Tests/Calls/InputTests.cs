using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Calls;

/// <summary>What a call may give besides logits and targets: missing, without effect, out of range, masked.</summary>
public class InputTests
{
    private static readonly LossPlan Labels = Toy.Plan();
    private static readonly LossPlan Soft = Toy.Plan(targets: TargetKind.Numbers, classes: 3);
    private static readonly LossPlan Sigmoid = Toy.Plan(Head.Sigmoid, TargetKind.Numbers, classes: 3);
    private static readonly LossPlan Regression = Toy.Plan(Head.Identity, TargetKind.Numbers, classes: 3);

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Soft_targets_are_finite_and_not_negative(double wrong)
    {
        Refuses("targets", wrong, "(row 2, class 1); it must be finite and not negative.", 7,
            () => Toy.Evaluate(Soft, new LossInputs<double>(new double[12], With(12, 7, wrong))));

        // Their sum is not looked at: torch takes any.
        Toy.Evaluate(Soft, new LossInputs<double>(new double[12], With(12, 7, 17)));
        Toy.Evaluate(Soft, new LossInputs<double>(new double[12], With(12, 7, -0.0)));
    }

    [Theory]
    [InlineData(Head.Sigmoid)]
    [InlineData(Head.Gumbel)]
    public void Targets_of_a_sigmoid_are_in_the_unit_interval(Head head)
    {
        var plan = Toy.Plan(head, TargetKind.Numbers);
        foreach (var wrong in new[] { -1e-3, 1.001, double.NaN })
        {
            Refuses("targets", wrong, "(row 5, class 1); it must be in [0, 1].", 17, () => Toy.Evaluate(
                plan, new LossInputs<double>(new double[24], With(24, 17, wrong)) { Shape = new(2, 3, 4) }));
        }
    }

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void Targets_of_a_regression_are_finite(double wrong)
        => Refuses("targets", wrong, "(row 2, class 1); it must be finite.", 7,
            () => Toy.Evaluate(Regression, new LossInputs<double>(new double[12], With(12, 7, wrong))));

    [Fact]
    public void Weights_are_finite_and_not_negative()
    {
        foreach (var wrong in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Refuses("sampleWeights", wrong, "; it must be finite and not negative.", 3,
                () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { SampleWeights = With(4, 3, wrong) }));
            Refuses("elementWeights", wrong, " (row 3, class 0); it must be finite and not negative.", 9,
                () => Toy.Evaluate(Sigmoid,
                    new LossInputs<double>(new double[12], new double[12]) { ElementWeights = With(12, 9, wrong) }));
        }

        Refuses("sampleWeights", "sampleWeights has 3 elements; it must be empty or have 4, one number per row.",
            () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { SampleWeights = new double[3] }));
        Refuses("elementWeights", "elementWeights has 4 elements; it must be empty or have 12, the shape of the logits.",
            () => Toy.Evaluate(Sigmoid, new LossInputs<double>(new double[12], new double[12]) { ElementWeights = new double[4] }));
        Refuses("elementWeights",
            "elementWeights is given, but Toy has no loss per element (weights per row are SampleWeights): it would have no effect.",
                () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { ElementWeights = new double[12] }));
    }

    [Fact]
    public void Feature_norms_and_variances()
    {
        var (norms, variances) =
            (Toy.Plan(inputs: [KernelInput.FeatureNorms]), Toy.Plan(Head.Identity, TargetKind.Numbers, 3, inputs: [KernelInput.Variances]));
        foreach (var wrong in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Refuses("featureNorms", wrong, "; it must be finite and not negative.", 2,
                () => Toy.Evaluate(norms, new LossInputs<double>(new double[12], new int[4]) { FeatureNorms = With(4, 2, wrong) }));
            Refuses("variances", wrong, " (row 0, class 2); it must be finite and not negative.", 2,
                () => Toy.Evaluate(variances,
                    new LossInputs<double>(new double[12], new double[12]) { Variances = With(12, 2, wrong, 1) }));
        }

        // A softplus that underflows is a variance below the least that counts, and no reason to end a training.
        Toy.Evaluate(variances, new LossInputs<double>(new double[12], new double[12]) { Variances = With(12, 2, 0, 1) });
        Toy.Evaluate(norms, new LossInputs<double>(new double[12], new int[4]) { FeatureNorms = With(4, 2, 0) });
        Refuses("featureNorms", "Toy needs featureNorms with every call (LossInputs.FeatureNorms).",
            () => Toy.Evaluate(norms, new LossInputs<double>(new double[12], new int[4])));
        Refuses("featureNorms", "featureNorms is given, but Toy does not use it: it would have no effect.",
            () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { FeatureNorms = new double[4] }));
        Refuses("variances", "variances has 4 elements; it must be empty or have 12, the shape of the predictions.",
            () => Toy.Evaluate(variances, new LossInputs<double>(new double[12], new double[12]) { Variances = new double[4] }));
    }

    /// <summary>Whatever stands where a row or an element is masked is not looked at.</summary>
    [Fact]
    public void Masked_garbage_is_no_error()
    {
        var rows = new[] { true, true, false, true };
        var plan = Toy.Plan(Head.Identity, TargetKind.Numbers, 3, inputs: [KernelInput.Variances, KernelInput.FeatureNorms]);
        Toy.Evaluate(plan, new LossInputs<double>(new double[12], With(12, 7, double.NaN))
        {
            Mask = rows,
            Variances = With(12, 7, -1, 1),
            FeatureNorms = With(4, 2, double.NaN)
        });
        var elements = Enumerable.Range(0, 12).Select(i => i != 7).ToArray();
        Toy.Evaluate(plan, new LossInputs<double>(new double[12], With(12, 7, double.NaN))
        {
            Mask = elements,
            Variances = With(12, 7, -1, 1),
            FeatureNorms = new double[4]
        });
        Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new[] { 0, 1, 255, 2 }) { Mask = rows });
        Refuses("mask", "mask has 12 elements; it must be empty or have 4, one entry per row.",
            () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { Mask = elements }));
        Refuses("mask", "mask has 3 elements; it must be empty or have 4, one entry per row, or the shape of the logits.",
            () => Toy.Evaluate(Sigmoid, new LossInputs<double>(new double[12], new double[12]) { Mask = new bool[3] }));
    }

    /// <summary>A masked row is a row with the ignore index.</summary>
    [Fact]
    public void A_mask_is_an_ignore_index()
    {
        var logits = Toy.Random(12, 1);
        logits[7] = double.NaN;
        var (byMask, byIndex) = (new double[12], new double[12]);
        var first = Toy.Evaluate(Labels, new LossInputs<double>(logits, new[] { 0, 1, 2, 2 }) { Mask = new[] { true, true, false, true } },
            new LossOutputs<double> { Gradient = byMask });
        var second = Toy.Evaluate(Toy.Plan(ignoreIndex: -100), new LossInputs<double>(logits, new[] { 0, 1, -100, 2 }),
            new LossOutputs<double> { Gradient = byIndex });
        Assert.Equal(first, second);
        Assert.Equal(byMask, byIndex);
        Assert.False(double.IsNaN(first));
    }

    [Fact]
    public void Class_masks()
    {
        var hard = Toy.Plan(inputs: [KernelInput.ClassMask]);
        var soft = Toy.Plan(targets: TargetKind.Numbers, classes: 3, inputs: [KernelInput.ClassMask]);
        var mask = new[] { true, false, true };
        Toy.Evaluate(hard, new LossInputs<double>(new double[12], new[] { 0, 2, 2, 0 }) { ClassMask = mask });
        Refuses("targets", "targets[3] is 1, but classMask masks class 1 of row 3.",
            () => Toy.Evaluate(hard, new LossInputs<double>(new double[12], new[] { 0, 2, 2, 1 }) { ClassMask = mask }));
        Toy.Evaluate(hard, new LossInputs<double>(new double[12], new[] { 0, 2, 2, 1 })
        {
            ClassMask = mask,
            Mask = new[] { true, true, true, false }
        });
        Refuses("classMask", "classMask masks every class of row 1.",
            () => Toy.Evaluate(hard,
                new LossInputs<double>(new double[6], new[] { 0, 2 }) { ClassMask = new[] { true, false, true, false, false, false } }));
        Refuses("targets", "targets[4] gives class 1 of row 1 the number 0.25, but classMask masks it.",
            () => Toy.Evaluate(soft, new LossInputs<double>(new double[6], With(6, 4, 0.25)) { ClassMask = mask }));
        Refuses("classMask", "Toy needs classMask with every call (LossInputs.ClassMask).",
            () => Toy.Evaluate(hard, new LossInputs<double>(new double[12], new int[4])));
        Refuses("classMask", "classMask is given, but Toy does not use it: it would have no effect.",
            () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { ClassMask = mask }));
        Refuses("classMask", "classMask has 4 elements; it must be empty or have 12, the shape of the logits.",
            () => Toy.Evaluate(hard, new LossInputs<double>(new double[12], new int[4]) { ClassMask = new bool[4] }));
    }

    /// <summary>(C) is the same for every row, and arrives at the kernel in the shape of the logits, positions innermost.</summary>
    [Fact]
    public void A_class_mask_is_expanded()
    {
        var shape = new LogitShape(2, 3, 2);
        var numbers = new float[12];
        ClassMask.Expand(shape, [true, false, true], numbers);
        Assert.Equal([1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1], numbers);
        ClassMask.Expand(shape, [.. Enumerable.Range(0, 12).Select(i => i % 5 == 0)], numbers);
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], numbers);
    }

    [Fact]
    public void Epoch()
    {
        Refuses("epoch", "epoch is 2, but Toy follows no schedule: it would have no effect.",
            () => Toy.Evaluate(Labels, new LossInputs<double>(new double[12], new int[4]) { Epoch = 2 }));
        Toy.Evaluate(Toy.Plan(usesEpoch: true), new LossInputs<double>(new double[12], new int[4]) { Epoch = 2 });
    }

    /// <summary>Computed in single precision, and rounded to the storage type once.</summary>
    [Fact]
    public void Storage_types()
    {
        Run<float>(1e-6);
        Run<Half>(1.0 / 2048);
        Run<BFloat16>(1.0 / 256);

        static void Run<T>(double rounding)
            where T : unmanaged
        {
            var reference = new ToyReference(5, 3, 4, Head.Sigmoid, TargetKind.Numbers,
                sampleWeights: true)
            { Steps = [new(Axis.All, Reduction.Mean, Denominator.Elements)] };
            var inputs = reference.Inputs();
            var gradient = new T[60];
            var value = Toy.Evaluate(
                Toy.Plan(Head.Sigmoid, TargetKind.Numbers, steps: reference.Steps),
                new LossInputs<T>(Toy.As<T>(inputs.Logits.ToArray()), Toy.As<T>(inputs.Targets.ToArray()))
                {
                    Shape = inputs.Shape,
                    Mask = inputs.Mask,
                    SampleWeights = Toy.As<T>(inputs.SampleWeights.ToArray()),
                    ElementWeights = Toy.As<T>(inputs.ElementWeights.ToArray()),
                },
                new LossOutputs<T> { Gradient = gradient });
            Assert.Equal(1, value / reference.Value().Sum(), 1e-6);
            for (var i = 0; i < 60; i++)
                Assert.Equal(reference.Derivative(i), Storage.ToDouble(gradient[i]), (rounding * Math.Abs(reference.Derivative(i))) + 1e-7);
        }
    }

    private static double[] With(int count, int index, double value, double others = 0)
    {
        var numbers = Enumerable.Repeat(others, count).ToArray();
        numbers[index] = value;
        return numbers;
    }

    private static void Refuses(string argument, double value, string end, int index, Action call)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(call);
        Assert.Equal(argument, exception.ParamName);
        Assert.Equal(value, exception.ActualValue);
        Assert.StartsWith(FormattableString.Invariant($"{argument}[{index}] is {value}"), exception.Message);
        Assert.Contains(end, exception.Message);
    }

    private static void Refuses(string argument, string message, Action call)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.StartsWith(message, exception.Message);
        Assert.Equal(argument, exception.ParamName);
    }
}
