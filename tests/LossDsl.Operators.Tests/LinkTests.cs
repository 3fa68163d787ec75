using System;
using System.Linq;
using LossDsl.Calibration.Tests;
using LossDsl.Generators.Tests;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Operators.Tests;

/// <summary>Links and predictions of modules against those on spans.</summary>
public sealed class LinkTests : IDisposable
{
    private const string Source = """
        using LossDsl;
        namespace Losses;
        [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] public sealed partial class Plain;
        [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(Gamma = 2)] public sealed partial class FocalLoss;
        [Loss(Head.Softmax, Classes = 3)] [PolyLoss(-1.5)] public sealed partial class Capped;
        [Loss(Head.Softmax, Classes = 3)] [Brier] public sealed partial class BrierLoss;
        [Loss(Head.Softmax, Classes = 3)] [GeneralizedCrossEntropy(Q = 0.7)] public sealed partial class Robust;
        [Loss(Head.Softmax, Classes = 3)] [Squentropy] public sealed partial class Squared;
        [Loss(Head.Softmax, For = Goal.BalancedAccuracy)] [CrossEntropy] [LabelSmoothing(0.1)] [LogitAdjustment(1)] public sealed partial class Smooth;
        [Loss(Head.Softmax)] [CrossEntropy] [EffectiveNumber(0.9999, FromEpoch = 160)] public sealed partial class Deferred;
        [Loss(Head.Softmax)] [CrossEntropy] [LabelDistributionMargin] [InverseFrequency] public sealed partial class Margins;
        [Loss(Head.Softmax, For = Goal.Accuracy)] [CrossEntropy] [Focal(2)] [Resampled(0.5)] public sealed partial class Sampled;
        [Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 4)] [ProbabilityShift(0.05)] public sealed partial class Tags;
        [Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [Focal(2)] [AlphaBalance(0.25)] public sealed partial class Detection;
        [Loss(Head.Gumbel, Classes = 3)] [CrossEntropy] public sealed partial class Extreme;
        [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(GammaFrom = nameof(Gamma))] [Temperature(ValueFrom = nameof(Temperature))]
        public sealed partial class Learnt
        {
            public double Gamma { get; set; } = 2;
            [Learnable] public double Temperature { get; set; } = 1.5;
        }
        [Loss(Head.Softmax, Classes = 3)] [SquareLoss(KappaFrom = nameof(Kappa))]
        public sealed partial class Square
        {
            [Learnable] public double Kappa { get; set; } = 2;
        }
        [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(2)] [ClassWeights]
        public sealed partial class Weighted
        {
            public static Loss Create(double[] weights) => new Weighted(weights);
        }
        """;

    private static readonly Lazy<LoadedLoss> Loaded = new(() => new LoadedLoss(TorchCompilations.Complete(Source)));

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    private static readonly string[] SoftmaxNames =
        ["Plain", "FocalLoss", "Capped", "BrierLoss", "Robust", "Squared", "Smooth", "Deferred", "Margins", "Sampled"];
    private static readonly string[] ElementwiseNames = ["Tags", "Detection", "Extreme"];

    private static bool TakesCounts(string name) => name is "Smooth" or "Deferred" or "Margins" or "Sampled";

    public static TheoryData<string> Softmax => [.. SoftmaxNames];

    public static TheoryData<string> Elementwise => [.. ElementwiseNames];

    public static TheoryData<string> All => [.. SoftmaxNames, .. ElementwiseNames];

    [Theory]
    [MemberData(nameof(All))]
    public void Probabilities_are_those_of_spans(string name)
    {
        var (loss, module) = Create(name);
        var logits = Scores(4 * 3 * 2);
        var shape = new LogitShape(4, 3, 2);
        var expected = new LinkedLoss(loss).ToProbabilities(logits, shape);
        Equal(expected, Call(module, "ToProbabilities", tensor(logits).reshape(4, 3, 2)), 1e-12);
        Equal(expected, Call(module, "ToProbabilities", tensor(logits).to(ScalarType.Float32).reshape(4, 3, 2)), 1e-6);
        // Positions in two dimensions, and classes that lie last in memory.
        var last = tensor(logits).reshape(4, 3, 1, 2).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Equal(expected, Call(module, "ToProbabilities", last), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Softmax))]
    public void Target_priors_do_what_they_do_on_spans(string name)
    {
        var (loss, module) = Create(name);
        var (logits, target, training) = (Scores(12), new[] { 0.2, 0.3, 0.5 }, new[] { 0.7, 0.2, 0.1 });
        var knows = TakesCounts(name);
        var spans = new LinkedLoss(loss);
        var expected = knows ? spans.ToProbabilities(logits, target) : spans.ToProbabilities(logits, target, training);
        Tensor[] arguments = knows ? [tensor(logits).reshape(4, 3), tensor(target)]
            : [tensor(logits).reshape(4, 3), tensor(target), tensor(training)];
        Equal(expected, Call(module, "ToProbabilities", arguments), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Softmax))]
    public void Predictions_are_those_of_spans(string name)
    {
        var (loss, module) = Create(name);
        var logits = Scores(60);
        var actual = Call(module, "Predict", tensor(logits).reshape(20, 3));
        Assert.Equal(new LinkedLoss(loss).Predict(logits).Select(k => (long)k), actual.data<long>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Labels_apply_where_they_do_on_spans(string name)
    {
        var (loss, module) = Create(name);
        var logits = Scores(60);
        var actual = Call(module, "Predict", tensor(logits).reshape(20, 3));
        Assert.Equal(new LinkedLoss(loss).Applies(logits), actual.data<bool>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Softmax))]
    public void Masks_NaN_and_large_scores_do_what_they_do_on_spans(string name)
    {
        var (loss, module) = Create(name);
        double[] logits = [double.NegativeInfinity, 1, 2, double.NaN, 0, 1, 800, 0, -800];
        Equal(new LinkedLoss(loss).ToProbabilities(logits), Call(module, "ToProbabilities", tensor(logits).reshape(3, 3)), 1e-12);
    }

    [Fact]
    public void Buffers_are_as_they_are_now()
    {
        var (_, module) = Create("Deferred");
        module.get_buffer("class_counts")!.copy_(tensor(new long[] { 10, 20, 70 }));
        var other = (Loss)Activator.CreateInstance(Loaded.Value.Type("Losses.Deferred"), (ClassCounts)new[] { 10, 20, 70 })!;
        var logits = Scores(12);
        Equal(new LinkedLoss(other).ToProbabilities(logits), Call(module, "ToProbabilities", tensor(logits).reshape(4, 3)), 1e-12);
        Equal(new LinkedLoss(other).ToProbabilities(logits, [0.2, 0.3, 0.5]),
            Call(module, "ToProbabilities", tensor(logits).reshape(4, 3), tensor(new[] { 0.2, 0.3, 0.5 })), 1e-12);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_left_behind_and_nothing_is_differentiated(string name)
    {
        var (_, module) = Create(name);
        var input = tensor(Scores(12)).reshape(4, 3).requires_grad_();
        Call(module, "ToProbabilities", input).Dispose();
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 3; i++)
        {
            using var probabilities = Call(module, "ToProbabilities", input);
            using var predicted = Call(module, "Predict", input);
            Assert.False(probabilities.requires_grad);
        }

        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Integers_are_no_logits()
    {
        var (_, module) = Create("Plain");
        var failure = Assert.Throws<System.Reflection.TargetInvocationException>(() =>
            Call(module, "ToProbabilities", zeros(2, 3, ScalarType.Int64)));
        Assert.Contains("input is of Int64", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => scope.Dispose();

    [Fact]
    public void Properties_and_parameters_are_as_they_are_now()
    {
        var (loss, module) = Create("Learnt");
        var logits = Scores(12);
        Equal(new LinkedLoss(loss).ToProbabilities(logits), Call(module, "ToProbabilities", tensor(logits).reshape(4, 3)), 1e-12);
        module.get_parameter("temperature")!.detach().fill_(0.5);
        var other = (Loss)Activator.CreateInstance(loss.GetType())!;
        loss.GetType().GetProperty("Temperature")!.SetValue(other, 0.5);
        Equal(new LinkedLoss(other).ToProbabilities(logits), Call(module, "ToProbabilities", tensor(logits).reshape(4, 3)), 1e-12);
    }

    [Fact]
    public void What_a_module_has_learnt_is_not_known_to_a_gradient_of_the_loss()
    {
        var (loss, module) = Create("Square");
        Assert.True(new LinkedLoss(loss).Has("ToProbabilities"));
        Assert.All(module.GetType().GetMethods().Where(method => method.Name == "ToProbabilities"),
            method => Assert.NotEmpty(method.GetCustomAttributes(typeof(ObsoleteAttribute), false)));
    }

    [Fact]
    public void Weights_are_those_of_the_buffers_and_not_0()
    {
        var loss = Loaded.Value.Invoke<Loss>("Losses.Weighted", "Create", new[] { 0.4, 1, 2.5 });
        var module = (Torch.LossModule)loss.GetType().GetMethod("ToModule")!.Invoke(loss, null)!;
        var logits = Scores(12);
        Equal(new LinkedLoss(loss).ToProbabilities(logits), Call(module, "ToProbabilities", tensor(logits).reshape(4, 3)), 1e-12);
        module.get_buffer("class_weights")!.copy_(tensor(new[] { 1, 0.0, 1 }));
        var failure = Assert.Throws<System.Reflection.TargetInvocationException>(() =>
            Call(module, "ToProbabilities", tensor(logits).reshape(4, 3)));
        Assert.Contains("class_weights[1] is 0", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    private static (Loss Loss, Torch.LossModule Module) Create(string name)
    {
        var type = Loaded.Value.Type("Losses." + name);
        var loss = (Loss)(TakesCounts(name) ? Activator.CreateInstance(type, (ClassCounts)new[] { 7000, 2000, 1000 })
            : Activator.CreateInstance(type))!;
        return (loss, (Torch.LossModule)type.GetMethod("ToModule")!.Invoke(loss, null)!);
    }

    private static Tensor Call(Torch.LossModule module, string method, params Tensor[] arguments)
        => (Tensor)module.GetType().GetMethod(method, [.. arguments.Select(_ => typeof(Tensor))])!.Invoke(module, [.. arguments])!;

    private static double[] Scores(int count) => [.. Enumerable.Range(0, count).Select(i => 2.5 * Math.Sin((1.7 * i) + 0.3))];

    private static void Equal(double[] expected, Tensor actual, double tolerance)
    {
        var numbers = actual.to(ScalarType.Float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], numbers[i], tolerance);
    }
}
