using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl;

namespace KnownPosteriors;

/// <summary>From logits (rows, classes) to as many probabilities.</summary>
internal delegate void Link(ReadOnlySpan<float> logits, Span<float> probabilities);

/// <summary>A loss, made for the class counts of a training set, with its generated links.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="ToProbabilities">P(k|x).</param>
/// <param name="Predict">One class per row; for losses per output the outputs whose label applies, as 1 in (rows, classes).</param>
/// <param name="ToUniform">P(k|x) if all classes were equally frequent, by which balanced accuracy is decided; null for losses per
/// output.</param>
internal sealed record Declared(Loss Loss, Link ToProbabilities, Func<float[], int[]> Predict, Link? ToUniform = null);

/// <summary>One of the losses that are compared.</summary>
/// <param name="Name">Its name in the table and the chart.</param>
/// <param name="Create">Makes it for class counts.</param>
internal sealed record Contender(string Name, Func<int[], Declared> Create)
{
    /// <summary>q, where rows are drawn with class shares π^q; 1 for all rows as they are.</summary>
    public double SamplerPower { get; init; } = 1;

    private static readonly double[] Uniform = [0.25, 0.25, 0.25, 0.25];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("cross-entropy", counts =>
        {
            var loss = new CrossEntropyLoss();
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z),
                (z, p) => loss.ToProbabilities(z, p, Uniform, Prior(counts)));
        }),
        new("focal, γ = 3", counts =>
        {
            var loss = new FocalLoss();
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z),
                (z, p) => loss.ToProbabilities(z, p, Uniform, Prior(counts)));
        }),
        new("Poly-1, ε = 2", counts =>
        {
            var loss = new Poly1Loss();
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z),
                (z, p) => loss.ToProbabilities(z, p, Uniform, Prior(counts)));
        }),
        new("generalised CE, q = ½", counts =>
        {
            var loss = new RobustLoss();
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z),
                (z, p) => loss.ToProbabilities(z, p, Uniform, Prior(counts)));
        }),
        new("balanced softmax", counts =>
        {
            var loss = new BalancedSoftmaxLoss(counts);
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z), (z, p) => loss.ToProbabilities(z, p, Uniform));
        }),
        new("LDAM-DRW", counts =>
        {
            var loss = new LdamDrwLoss(counts);
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z), (z, p) => loss.ToProbabilities(z, p, Uniform));
        }),
        new("composed", counts =>
        {
            var loss = new ComposedLoss(counts);
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z), (z, p) => loss.ToProbabilities(z, p, Uniform));
        }),
        new("class-balanced sampling", counts =>
        {
            var loss = new ResampledLoss(counts);
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => loss.Predict(z), (z, p) => loss.ToProbabilities(z, p, Uniform));
        })
        {
            SamplerPower = 0,
        },
        new("asymmetric", _ =>
        {
            var loss = new AsymmetricLoss();
            return new(loss, (z, p) => loss.ToProbabilities(z, p), z => [.. loss.Predict(z).Select(applies => applies ? 1 : 0)]);
        }),
    ];

    private static double[] Prior(int[] counts)
    {
        var total = 0.0;
        foreach (var count in counts)
            total += count;
        return Array.ConvertAll(counts, count => count / total);
    }
}
