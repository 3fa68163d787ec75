using System;
using System.Linq;
using LossDsl.Reference;
using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>Losses of the probability of the label under a softmax.</summary>
internal static class ProbabilityMappings
{
    public static readonly LossMapping[] All =
    [
        new("poly1_cross_entropy", h =>
            Weights(h) is { } weights
                ? [Softmax(h), $"PolyLoss({Text(h.Number("epsilon"))}, Weighted = false)", weights, Reduction(h, Per.Valid)]
                : [Softmax(h), $"PolyLoss({Text(h.Number("epsilon"))})", Reduction(h)]),
        new("focal_softmax", h => [Softmax(h), "CrossEntropy", Focal(h), Reduction(h)]),
        new("focal_softmax_detached", h => [Softmax(h), "CrossEntropy", Focal(h, gradient: Gradient.Stop), Reduction(h)]),
        new("focal_softmax_weighted", h => [Softmax(h), "CrossEntropy", Focal(h), Weights(h), Reduction(h, Per.Valid)]),
        new("asl_single_label", h =>
            IsSmoothedAway(h, "eps")
                ? throw new NotDeclarableException("factors of the label where the targets are the same for all classes")
            : h.Number("eps") is var alpha and not 0
                ?
                [
                    Softmax(h), "CrossEntropy",
                    $"AsymmetricSingleLabel(GammaPositive = {Text(h.Number("gamma_pos"))}, GammaNegative = {Text(h.Number("gamma_neg"))})",
                    $"LabelSmoothing({Text(alpha)})", Reduction(h),
                ]
                : [Softmax(h), "CrossEntropy", Focal(h, "gamma_pos"), WithoutEffect(h, "gamma_neg"), Reduction(h)]),
        new("dual_focal_loss", h => [Softmax(h), $"DualFocal(Epsilon = {Text(h.Number("eps"))})", Reduction(h)]),
        new("encouraging_loss", h =>
            h.Number("log_end") == 1
                ? throw new NotDeclarableException("encouraging loss without its tangent, which has no lower bound")
                : [Softmax(h), $"EncouragingLoss(LogEnd = {Text(h.Number("log_end"))})", Reduction(h)]),
        new("complement_cross_entropy", h => [Softmax(h), "CrossEntropy", $"ComplementEntropy({Times(h, "gamma")})", Reduction(h)]),
        new("distribution_focal_loss", h => [Softmax(h), "CrossEntropy", Reduction(h)])
        {
            Layout = BetweenClasses,
        },

        // bounded, against wrong labels
        new("gce", h => [Softmax(h), $"GeneralizedCrossEntropy(Q = {Text(h.Number("q"))})", Reduction(h)])
        {
            Artefact = Artefacts.ClampedPower,
        },
        new("truncated_gce", h =>
            [Softmax(h), $"GeneralizedCrossEntropy(Q = {Text(h.Number("q"))}, Truncation = {Text(h.Number("k"))})", Reduction(h)])
        {
            Artefact = Artefacts.WithoutConstant,
        },
        new("mae_prob", h => [Softmax(h), $"TotalVariation({Times(h, "scale")})", Reduction(h)]),
        new("normalized_mae_prob", h =>
            [Softmax(h), $"TotalVariation(Coefficient = {Text(h.Number("scale") / (2 * (h.Classes - 1)))})", Reduction(h)]),
        new("reverse_ce", h => [Softmax(h), Reverse(h, "scale"), Reduction(h)])
        {
            Artefact = Artefacts.ClampedReverse("scale"),
        },
        new("symmetric_ce", h => [Softmax(h), $"CrossEntropy({Times(h, "alpha")})", Reverse(h, "beta"), Reduction(h)])
        {
            Artefact = Artefacts.ClampedReverse("beta", static (h, row, logP) => Artefacts.CrossEntropy(h.Number("alpha"), row, logP)),
        },
        new("normalized_ce", h => [Softmax(h), $"NormalizedCrossEntropy({Times(h, "scale")})", Reduction(h)]),
        new("normalized_focal", h => [Softmax(h), NormalizedFocal(h, "scale"), Reduction(h)]),
        new("normalized_gce", h =>
            [Softmax(h), $"NormalizedGeneralizedCrossEntropy(Q = {Text(h.Number("q"))}, {Times(h, "scale")})", Reduction(h)])
        {
            Artefact = Artefacts.ClampedNormalizedPower,
        },
        new("nce_and_mae", h =>
            [Softmax(h), $"NormalizedCrossEntropy({Times(h, "alpha")})", $"TotalVariation({Times(h, "beta")})", Reduction(h)]),
        new("nce_and_rce", h => [Softmax(h), $"NormalizedCrossEntropy({Times(h, "alpha")})", Reverse(h, "beta"), Reduction(h)])
        {
            Artefact = Artefacts.ClampedReverse("beta",
                static (h, row, logP) => Artefacts.NormalizedCrossEntropy(h.Number("alpha"), row, logP)),
        },
        new("nfl_and_mae", h => [Softmax(h), NormalizedFocal(h, "alpha"), $"TotalVariation({Times(h, "beta")})", Reduction(h)]),
        new("jensen_shannon_ce",
            h => [Softmax(h), $"JensenShannon(TargetWeight = {h.WordOrNull("weights")?.Split(' ')[0]})", Reduction(h)]),
        new("agce", h => [Softmax(h), $"AsymmetricGeneralizedCrossEntropy(A = {Text(h.Number("a"))}, Q = {Text(h.Number("q"))})",
            Reduction(h)]),
        new("aul", h => [Softmax(h), $"AsymmetricUnhinged(A = {Text(h.Number("a"))}, Q = {Text(h.Number("q"))})", Reduction(h)]),
        new("asymmetric_exponential", h => [Softmax(h), $"AsymmetricExponential(A = {Text(h.Number("a"))})", Reduction(h)]),

        new("rll", _ => throw new NotDeclarableException(
            "the reference is not the published robust log loss but the log of a sum of unnormalised exponentials")),

        // targets from a teacher
        new("kd_loss", Distillation)
        {
            Layout = Teacher,
            WithoutGradientOf = ["teacher"],
        },
        new("kl_div_softmax", Distillation)
        {
            Layout = Teacher,
            WithoutGradientOf = ["teacher"],
        },
    ];

    private static string Times(Hyper h, string coefficient) => $"Coefficient = {Text(h.Number(coefficient))}";

    /// <summary>The published code clamps targets at 1e-4.</summary>
    private static string Reverse(Hyper h, string coefficient)
        => $"ReverseCrossEntropy(LogZero = {Text(Math.Log(1e-4))}, {Times(h, coefficient)})";

    private static string NormalizedFocal(Hyper h, string coefficient)
        => $"NormalizedFocal(Gamma = {Text(h.Number("gamma"))}, Gradient = Gradient.Stop, {Times(h, coefficient)})";

    private static string?[] Distillation(Hyper h)
    {
        var temperature = h.Number("temperature");
        h.Reduction();
        return
        [
            Softmax(h),
            temperature == 1 ? null : $"Temperature({Text(temperature)})",
            $"KullbackLeibler(Coefficient = {Text(temperature * temperature)})",
            "Mean",
        ];
    }

    /// <summary><c>student</c> and <c>teacher</c> (N,C), logits: the targets are the teacher's probabilities at the temperature.</summary>
    private static Batch Teacher(Hyper h, Inputs inputs)
    {
        var student = inputs.Take("student", rank: 2);
        var classes = student.Shape[1];
        var temperature = h.Number("temperature");
        return new Batch(new ReferenceBatch(student.Data, student.Shape[0], classes)
        {
            Targets = [.. inputs.Take("teacher", rank: 2).Data.Chunk(classes).SelectMany(row =>
            {
                var largest = row.Max();
                var exponentials = Array.ConvertAll(row, logit => Math.Exp((logit - largest) / temperature));
                return Array.ConvertAll(exponentials, exponential => exponential / exponentials.Sum());
            })],
        })
        {
            Input = "student",
        };
    }

    /// <summary><c>logits</c> (N,C) and <c>label</c> (N), a number between two classes, which share the target by its distance.</summary>
    private static Batch BetweenClasses(Hyper h, Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 2);
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        var labels = inputs.Take("label", rank: 1).Data;
        var targets = new double[rows * classes];
        for (var row = 0; row < rows; row++)
        {
            var lower = (int)Math.Floor(labels[row]);
            targets[(row * classes) + lower] = lower + 1 - labels[row];
            targets[(row * classes) + lower + 1] = labels[row] - lower;
        }

        return new Batch(new ReferenceBatch(logits.Data, rows, classes) { Targets = targets });
    }
}
