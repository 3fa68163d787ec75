using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Torch;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>
/// What TorchSharp already has equals what is declared here, in value and gradient, by kernels and by operators, in double
/// precision: |ours − theirs| ≤ 1e-12 of the largest entry of their tensor.
/// </summary>
public sealed class PortingTests
{
    private const double Relative = 1e-12;

    /// <summary>The ports by their calls and engines.</summary>
    public static IEnumerable<object[]> Calls
        => from port in Ports.All
           from engine in new[] { TensorEngine.Kernels, TensorEngine.Operators }
           select new object[] { port.Call, engine };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Ours_equals_theirs(string call, TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        var cases = Ports.All.Single(port => port.Call == call).Cases().ToList();
        Assert.NotEmpty(cases);
        foreach (var ported in cases)
        {
            var (value, gradient) = PortedCase.Evaluate(ported.Input, ported.Theirs, Upstream);
            var ours = PortedCase.Evaluate(ported.Input, input => ported.Ours(input, engine), Upstream);
            Assert.Equal(engine, ported.Module.LastEngine);
            Near($"{ported.Name}: value", value, ours.Value);
            Near($"{ported.Name}: gradient", gradient, ours.Gradient);
        }
    }

    [Theory]
    [InlineData(TensorEngine.Kernels)]
    [InlineData(TensorEngine.Operators)]
    public void A_batch_of_ignored_rows_has_loss_0_where_theirs_is_NaN(TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        var (input, target) = (new Draw(11).Logits(2, Ports.Classes), tensor(new long[] { -100, -100 }));
        var module = Ports.Make(typeof(CrossEntropies.Mean));

        Assert.Equal(double.NaN, functional.cross_entropy(input, target).item<double>());
        Assert.Equal(0, module.forward(input, target, new LossOptions { Engine = engine }).item<double>());
    }

    [Theory]
    [InlineData(TensorEngine.Kernels)]
    [InlineData(TensorEngine.Operators)]
    public void Variances_have_a_gradient_where_theirs_have_none(TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        var draw = new Draw(12);
        var (input, target) = (draw.Logits(3, 2), draw.Logits(3, 2));
        var variances = draw.Between(0.5, 2, 3, 2).requires_grad_();
        var ours = Ports.Make(typeof(Likelihoods.GaussianMean))
            .forward(input, target, new LossOptions { Engine = engine, Variances = variances });

        Assert.False(functional.gaussian_nll_loss(input, target, variances).requires_grad);
        Assert.True(autograd.grad([ours], [variances])[0].abs().max().item<double>() > 0);
    }

    /// <summary>
    /// Why rates are not held against TorchSharp's call. Should this fail, its fault is mended: compare with the call again.
    /// </summary>
    [Fact]
    public void Their_Poisson_loss_of_rates_has_not_the_eps_that_it_is_given()
    {
        using var scope = NewDisposeScope();
        var (rates, counts) = (tensor(new[] { 1e-9, 0.5 }), tensor(new[] { 3.0, 2.0 }));
        Tensor Theirs(float eps) => functional.poisson_nll_loss(rates, counts, log_input: false, eps: eps, reduction: Reduction.None);
        double Off(Tensor theirs, double eps)
            => (theirs - LikelihoodPorts.OfRates(rates, counts, eps, full: false, Reduction.None)).abs().max().item<double>();

        Assert.True(Off(Theirs(0.25f), 0.25) > 1);
        Assert.True(Off(Theirs(0.25f), 0) < 1e-12);
        // The formula itself is theirs: by logarithms the two agree.
        var logarithms = functional.poisson_nll_loss(rates.log(), counts, log_input: true, reduction: Reduction.None);
        Assert.True(Off(logarithms, 0) < 1e-12);
    }

    [Fact]
    public void Every_loss_of_TorchSharp_is_ported_or_has_a_reason()
    {
        var named = typeof(functional).GetMethods().Select(method => method.Name)
            .Where(name => name.EndsWith("_loss", StringComparison.Ordinal) || name.Contains("cross_entropy", StringComparison.Ordinal)
                || name == "kl_div")
            .Distinct().ToList();
        var ported = Ports.All.Select(port => port.Call[..port.Call.IndexOf('(', StringComparison.Ordinal)]).ToHashSet();
        Assert.True(named.Count > 10);
        Assert.DoesNotContain(named, name => !ported.Contains(name) && !Ports.NotPorted.ContainsKey(name));
        Assert.DoesNotContain(ported, Ports.NotPorted.ContainsKey);
    }

    [Fact]
    public void The_table_is_what_these_tests_compare() => PortingTable.Check();

    private static Tensor Upstream(long[] shape) => new Draw(0).Between(-2, -0.5, shape);

    private static void Near(string name, double[] expected, double[] observed)
    {
        Assert.Equal(expected.Length, observed.Length);
        var largest = expected.Max(Math.Abs);
        Assert.True(largest > 0, $"{name} is 0 everywhere");
        for (var i = 0; i < expected.Length; i++)
        {
            // Written so that NaN fails.
            if (!(Math.Abs(observed[i] - expected[i]) <= Relative * largest))
                Assert.Fail(FormattableString.Invariant($"{name}[{i}]: TorchSharp has {expected[i]:R}, we {observed[i]:R}"));
        }
    }
}
