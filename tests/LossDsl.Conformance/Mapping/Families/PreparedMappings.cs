using System;
using System.Linq;
using LossDsl.Reference;
using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>Losses whose references read more than scores and targets, of which scores and targets can be made.</summary>
internal static class PreparedMappings
{
    private const double Padding = -1;

    public static readonly LossMapping[] All =
    [
        // lists: the softmax of the relevances is the target
        new("listnet", h => [Softmax(h), "ClassMask", "CrossEntropy", h.Reduction().StartsWith("mean", StringComparison.Ordinal) ? "Mean"
            : Reduction(h)])
        {
            Layout = Lists,
            Artefact = Artefacts.AddedToProbabilities(static h => h.NumberOrNull("eps") ?? 1e-10),
        },

        // a teacher, whose probabilities are the targets
        new("total_variation_distance", h => [HeadOfTeacher(h), "TotalVariation", h.Reduction() switch
        {
            "batchmean" => "Mean",
            "mean" => "Mean(By = Per.External)",
            "none" => throw new NotDeclarableException("a softmax loss per class without reduction"),
            _ => Reduction(h),
        }])
        {
            Layout = Teacher,
            Normalizer = (h, batch) => h.Reduction() == "mean"
                ? batch.Data.Classes * (batch.Data.Mask?.Count(static counts => counts) ?? batch.Data.Rows) : null,
            WithoutGradientOf = ["teacher"],
        },
        new("generalized_jsd", h => [HeadOfTeacher(h), h.Number("beta") switch
        {
            0 => "KullbackLeibler",
            1 => throw new NotDeclarableException("the divergence of the student from the teacher, in that order"),
            var beta => $"JensenShannon(TargetWeight = {Text(beta)}, Coefficient = {Text(-(1 - beta) * Math.Log(1 - beta))})",
        }, Reduction(h)])
        {
            Layout = Teacher,
            WithoutGradientOf = ["teacher"],
        },

        // pairs of answers: one score, by how much the chosen one is likelier
        new("dpo", h => Pairs(h, h.WordOrNull("loss_type") ?? "sigmoid"))
        {
            Layout = (h, inputs) =>
                PairsOf(h, inputs, inputs.Take("ref_chosen_logps", rank: 1).Data.Zip(inputs.Take("ref_rejected_logps", rank: 1).Data,
                    static (chosen, rejected) => chosen - rejected).ToArray()),
            WithoutGradientOf = ["rejected_logps"],
        },
        new("simpo", h => Pairs(h, h.WordOrNull("loss_type") ?? "sigmoid"))
        {
            Layout = (h, inputs) => PairsOf(h, inputs, [h.Number("gamma") / h.Number("beta")]),
            WithoutGradientOf = ["rejected_logps"],
        },
    ];

    /// <summary>A softmax; the index of rows that are left out is read with the labels.</summary>
    private static string HeadOfTeacher(Hyper h)
    {
        h.Has("ignore_index");
        return "Loss(Head.Softmax)";
    }

    private static string?[] Pairs(Hyper h, string form) => form == "sigmoid"
        ? ["Loss(Head.Sigmoid)", "CrossEntropy", $"Scale({Text(h.Number("beta"))})", Reduction(h)]
        : throw new NotDeclarableException($"the form '{form}' of a loss of pairs");

    /// <summary>
    /// <c>chosen_logps</c> and <c>rejected_logps</c> (N): the score is their difference less a reference's, one number for all or one
    /// per pair. The gradient by the rejected one is that by the chosen one with its sign changed.
    /// </summary>
    private static Batch PairsOf(Hyper h, Inputs inputs, double[] reference)
    {
        var (chosen, rejected) = (inputs.Take("chosen_logps", rank: 1).Data, inputs.Take("rejected_logps", rank: 1).Data);
        var scores = chosen.Select((logP, i) => logP - rejected[i] - reference[i % reference.Length]).ToArray();
        var target = 1 - (h.NumberOrNull("label_smoothing") ?? 0);
        return new Batch(new ReferenceBatch(scores, scores.Length, 1) { Targets = Array.ConvertAll(scores, _ => target) })
        {
            Input =
            "chosen_logps"
        };
    }

    /// <summary><c>scores</c> and <c>relevance</c> (N,L), of which the padding is no item.</summary>
    private static Batch Lists(Hyper h, Inputs inputs)
    {
        var scores = inputs.Take("scores", rank: 2);
        var relevance = inputs.Take("relevance", rank: 2).Data;
        var padding = h.NumberOrNull("padded_value") ?? Padding;
        var length = scores.Shape[1];
        return new Batch(new ReferenceBatch(scores.Data, scores.Shape[0], length)
        {
            Targets = [.. relevance.Chunk(length)
                .SelectMany(row => Distribution(Array.ConvertAll(row, value => value == padding ? double.NegativeInfinity : value)))],
            ClassMask = Array.ConvertAll(relevance, value => value != padding),
        })
        {
            Input = "scores",
        };
    }

    /// <summary><c>student</c> and <c>teacher</c> (N,C), scores, and <c>label</c> (N), which says what rows are left out.</summary>
    private static Batch Teacher(Hyper h, Inputs inputs)
    {
        var student = inputs.Take("student", rank: 2);
        var ignored = h.NumberOrNull("ignore_index") ?? -100;
        return new Batch(new ReferenceBatch(student.Data, student.Shape[0], student.Shape[1])
        {
            Targets = [.. inputs.Take("teacher", rank: 2).Data.Chunk(student.Shape[1]).SelectMany(Distribution)],
            Mask = inputs.Has("label") ? Array.ConvertAll(inputs.Take("label", rank: 1).Integers(), label => label != ignored) : null,
        })
        {
            Input = "student",
        };
    }

    private static double[] Distribution(double[] scores)
    {
        var largest = scores.Max();
        var exponentials = Array.ConvertAll(scores, score => Math.Exp(score - largest));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, exponential => exponential / sum);
    }
}
