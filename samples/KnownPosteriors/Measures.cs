using System;
using System.Linq;

namespace KnownPosteriors;

/// <summary>What scores are worth, measured with the posteriors themselves in place of labels.</summary>
/// <param name="HeadError">Mean absolute difference between P(k|x) and what the head makes of the scores.</param>
/// <param name="LinkError">The same for <c>ToProbabilities</c>.</param>
/// <param name="HeadCalibration">The calibration error of the head's probabilities: mean difference between prediction and outcome, in
/// bins.</param>
/// <param name="LinkCalibration">The same for <c>ToProbabilities</c>.</param>
/// <param name="ScoreAccuracy">The accuracy of the largest score, or of p > ½ for losses per output.</param>
/// <param name="PredictAccuracy">The accuracy of <c>Predict</c>.</param>
/// <param name="ScoreBalanced">The balanced accuracy of the largest score; NaN for losses per output.</param>
/// <param name="LinkBalanced">The balanced accuracy of the largest P(k|x)/π_k; NaN likewise.</param>
internal sealed record Measures(
    double HeadError, double LinkError, double HeadCalibration, double LinkCalibration,
    double ScoreAccuracy, double PredictAccuracy, double ScoreBalanced, double LinkBalanced)
{
    /// <summary>All of them, in order.</summary>
    public double[] Values
        => [HeadError, LinkError, HeadCalibration, LinkCalibration, ScoreAccuracy, PredictAccuracy, ScoreBalanced, LinkBalanced];

    /// <summary>Measures the scores of test examples.</summary>
    public static Measures Of(Declared declared, float[] scores, Sample test)
    {
        var (head, link) = Probabilities(declared, scores);
        if (declared.ToUniform is not { } toUniform)
        {
            return new Measures(
                Error(head, test), Error(link, test), Reliability.Of(head, test).CalibrationError,
                    Reliability.Of(link, test).CalibrationError,
                OutputAccuracy(head, test), OutputAccuracy(Predicted(declared, scores), test), double.NaN, double.NaN);
        }

        var uniform = new float[scores.Length];
        toUniform(scores, uniform);
        return new Measures(
            Error(head, test), Error(link, test), Reliability.Of(head, test).CalibrationError, Reliability.Of(link, test).CalibrationError,
            Accuracy(scores, test, null), Accuracy(Predicted(declared, scores), test, null), Accuracy(scores, test, Population.Prior),
                Accuracy(uniform, test, Population.Prior));
    }

    /// <summary>What nothing can exceed: the accuracy and balanced accuracy of decisions by the posteriors themselves.</summary>
    public static (double Accuracy, double Balanced, double PerOutput) Bayes(Sample test)
    {
        float[] posteriors = [.. test.Posteriors.Select(p => (float)p)];
        float[] balanced = [.. test.Posteriors.Select((p, i) => (float)(p / Population.Prior[i % Population.Classes]))];
        return (Accuracy(posteriors, test, null), Accuracy(balanced, test, Population.Prior), OutputAccuracy(posteriors, test));
    }

    /// <summary>The head's probabilities and those of the generated link.</summary>
    public static (float[] Head, float[] Link) Probabilities(Declared declared, float[] scores)
    {
        float[] head = new float[scores.Length], link = new float[scores.Length];
        declared.ToProbabilities(scores, link);
        var classes = Population.Classes;
        for (var i = 0; i < scores.Length; i++)
        {
            head[i] = declared.ToUniform is null
                ? 1 / (1 + MathF.Exp(-scores[i]))
                : MathF.Exp(scores[i] - LogSumExp(scores.AsSpan(i / classes * classes, classes)));
        }

        return (head, link);
    }

    /// <summary>What is predicted, as 1 in (rows, classes).</summary>
    private static float[] Predicted(Declared declared, float[] scores)
    {
        var predicted = declared.Predict(scores);
        if (declared.ToUniform is null)
            return [.. predicted.Select(applies => (float)applies)];
        var entries = new float[scores.Length];
        for (var row = 0; row < predicted.Length; row++)
            entries[(row * Population.Classes) + predicted[row]] = 1;
        return entries;
    }

    private static float LogSumExp(ReadOnlySpan<float> row)
    {
        var (max, sum) = (float.NegativeInfinity, 0f);
        foreach (var score in row)
            max = MathF.Max(max, score);
        foreach (var score in row)
            sum += MathF.Exp(score - max);
        return max + MathF.Log(sum);
    }

    private static double Error(float[] probabilities, Sample test)
        => probabilities.Zip(test.Posteriors, (p, eta) => Math.Abs(p - eta)).Average();

    /// <summary>The expected accuracy of the largest entry, with a prior the expected balanced accuracy.</summary>
    private static double Accuracy(float[] entries, Sample test, double[]? prior)
    {
        var sum = 0.0;
        for (var row = 0; row < test.Count; row++)
        {
            var values = entries.AsSpan(row * Population.Classes, Population.Classes);
            var best = 0;
            for (var k = 1; k < values.Length; k++)
                best = values[k] > values[best] ? k : best;
            var posterior = test.Posteriors[(row * Population.Classes) + best];
            sum += prior is null ? posterior : posterior / (prior[best] * Population.Classes);
        }

        return sum / test.Count;
    }

    private static double OutputAccuracy(float[] probabilities, Sample test)
        => probabilities.Zip(test.Posteriors, (p, eta) => p > 0.5f ? eta : 1 - eta).Average();
}
