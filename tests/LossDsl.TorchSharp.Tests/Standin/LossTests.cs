using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using R = TorchSharp.torch.nn.Reduction;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Losses against their formulas, element by element or row by row, under TorchSharp's defaults.</summary>
public class LossTests
{
    private static readonly double[] X = [0.3, -1.2, 2.5, 0.1];
    private static readonly double[] Y = [0.8, 0.4, 1.9, 0.1];

    public static TheoryData<string, Func<Tensor, Tensor, Tensor>, Func<double, double, double>> Elements => new()
    {
        { "mse", (x, y) => F.mse_loss(x, y, R.None), (x, y) => (x - y) * (x - y) },
        { "l1", (x, y) => F.l1_loss(x, y, R.None), (x, y) => Math.Abs(x - y) },
        { "huber", (x, y) => F.huber_loss(x, y, reduction: R.None), (x, y) => Huber(x - y, 1) },
        { "huber 0.5", (x, y) => F.huber_loss(x, y, 0.5, R.None), (x, y) => Huber(x - y, 0.5) },
        { "smooth 0.5", (x, y) => F.smooth_l1_loss(x, y, R.None, 0.5), (x, y) => Huber(x - y, 0.5) / 0.5 },
        { "kl_div of logarithms", (x, y) => F.kl_div(x, y, reduction: R.None), (x, y) => Math.Exp(y) * (y - x) },
        { "kl_div", (x, y) => F.kl_div(x, y, false, R.None), (x, y) => y * (Math.Log(y) - x) },
        { "poisson", (x, y) => F.poisson_nll_loss(x, y, reduction: R.None), (x, y) => Math.Exp(x) - y * x },
        { "logits", (x, y) => F.binary_cross_entropy_with_logits(x, y, reduction: R.None), (x, y) => Softplus(x) - x * y },
        {
            "logits, positive weight", (x, y) => F.binary_cross_entropy_with_logits(x, y, reduction: R.None, pos_weights: tensor(3.0)),
            (x, y) => 3 * y * Softplus(-x) + (1 - y) * Softplus(x)
        },
        {
            "probabilities", (x, y) => F.binary_cross_entropy(x.sigmoid(), y / 2, reduction: R.None),
            (x, y) => Softplus(x) - x * y / 2
        },
        { "soft margin", (x, y) => F.soft_margin_loss(x, y, R.None), (x, y) => Softplus(-x * y) },
        { "hinge of margin 0", (x, y) => F.hinge_embedding_loss(x, y.sign(), reduction: R.None), (x, _) => x },
        { "hinge, negative", (x, y) => F.hinge_embedding_loss(x, -y.sign(), 1, R.None), (x, _) => Math.Max(0, 1 - x) },
    };

    [Theory]
    [MemberData(nameof(Elements))]
    public void An_element_s_loss_is_its_formula(
        string name, Func<Tensor, Tensor, Tensor> loss, Func<double, double, double> formula)
    {
        using var scope = NewDisposeScope();
        var result = loss(tensor(X), tensor(Y)).data<double>().ToArray();
        Assert.NotEmpty(name);
        Assert.Equal(X.Zip(Y, formula), result, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Cross_entropy_weights_smooths_and_ignores()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[,] { { 1.0, 2, -1 }, { 0, 0.5, 3 }, { 2, 2, 2 } });
        var labels = tensor(new long[] { 1, 0, -100 });
        double[] weights = [1, 2, 3];
        var p = logits.log_softmax(1);
        double L(int row, int column) => -p[row, column].ToDouble();

        Assert.Equal((L(0, 1) + L(1, 0)) / 2, F.cross_entropy(logits, labels).ToDouble(), 12);
        Assert.Equal((2 * L(0, 1) + L(1, 0)) / 3, F.cross_entropy(logits, labels, tensor(weights)).ToDouble(), 12);
        Assert.Equal(L(1, 0), F.cross_entropy(logits[..2], labels[..2], ignore_index: 1).ToDouble(), 12);
        Assert.Equal([L(0, 1), L(1, 0), 0], F.cross_entropy(logits, labels, reduction: R.None).data<double>().ToArray());
        Assert.Equal(
            0.9 * L(0, 1) + 0.1 / 3 * (L(0, 0) + L(0, 1) + L(0, 2)),
            F.cross_entropy(logits[..1], labels[..1], reduction: R.Sum, label_smoothing: 0.1).ToDouble(), 12);
        Assert.Equal(F.cross_entropy(logits, labels).ToDouble(), F.nll_loss(F.log_softmax(logits, 1), labels).ToDouble(), 12);
        using var module = new global::TorchSharp.Modules.CrossEntropyLoss(tensor(weights), -100, R.Sum);
        Assert.Equal(2 * L(0, 1) + L(1, 0), module.call(logits, labels).ToDouble(), 12);
    }

    [Fact]
    public void Margins_are_per_row()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new[,] { { 0.2, 0.7, 0.9 } });
        Assert.Equal((1 - 0.7 + 0.2 + 1 - 0.7 + 0.9) / 3, F.multi_margin_loss(scores, tensor(new[] { 1L })).ToDouble(), 12);
        Assert.Equal(
            ((1 - (0.7 - 0.2)) + (1 - (0.7 - 0.9))) / 3,
            F.multi_label_margin_loss(scores, tensor(new[,] { { 1L, -1, 0 } })).ToDouble(), 12);
        Assert.Equal(
            (Softplus(-0.2) + Softplus(0.7) + Softplus(-0.9)) / 3,
            F.multilabel_soft_margin_loss(scores, tensor(new[,] { { 1.0, 0, 1 } })).ToDouble(), 12);
        Assert.Equal(
            [0.5, 0], F.margin_ranking_loss(tensor(new[] { 1.0, 2 }), tensor(new[] { 1.5, 1 }), tensor(new[] { 1.0, 1 }), reduction: R.None)
                .data<double>().ToArray());
    }

    [Fact]
    public void Gaussian_losses_are_halves_of_sums_per_row()
    {
        using var scope = NewDisposeScope();
        var (x, y, v) = (tensor(new[,] { { 1.0, 2 } }), tensor(new[,] { { 0.5, 4 } }), tensor(new[,] { { 2.0, 0.5 } }));
        var expected = 0.5 * (Math.Log(2) + 0.25 / 2 + Math.Log(0.5) + 4 / 0.5);
        Assert.Equal(expected, F.gaussian_nll_loss(x, y, v).ToDouble(), 6);
        Assert.Equal(expected + 0.5 * 2 * Math.Log(2 * Math.PI), F.gaussian_nll_loss(x, y, v, full: true).ToDouble(), 6);
        Assert.Throws<ArgumentException>(() => F.gaussian_nll_loss(x, y, -v));
    }

    [Fact]
    public void Triplets_and_cosines_measure_distances()
    {
        using var scope = NewDisposeScope();
        Tensor a = tensor(new[,] { { 0.0, 0 } }), p = tensor(new[,] { { 3.0, 4 } }), n = tensor(new[,] { { 0.0, 2 } });
        Assert.Equal(5 - 2 + 1, F.triplet_margin_loss(a, p, n, eps: 0).ToDouble(), 12);
        Assert.Equal(1 - 0.8, F.cosine_embedding_loss(p, n, tensor(new[] { 1.0 })).ToDouble(), 12);
        Assert.Equal([0.6, 0.8], F.normalize(p).data<double>().ToArray());
        Assert.Equal([0L, 0, 1], F.one_hot(tensor(new[] { 2L }), 3).data<long>().ToArray());
    }

    [Fact]
    public void Factories_have_defaults_of_their_own()
    {
        Assert.Equal(1, nn.HingeEmbeddingLoss().margin);
        Assert.Equal(0, new global::TorchSharp.Modules.HingeEmbeddingLoss().margin);
        Assert.True(nn.KLDivLoss().log_target);
        Assert.Null(nn.CrossEntropyLoss().ignore_index);
        Assert.Equal(R.Mean, nn.MSELoss().reduction);
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Huber(double d, double delta) =>
        Math.Abs(d) <= delta ? d * d / 2 : delta * (Math.Abs(d) - delta / 2);
}
