using System;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>The artefacts of the references, each as the published code computes it.</summary>
internal static class Artefacts
{
    private const double Lowest = 1e-7;
    private const double Rounding = 2.2e-16;

    /// <summary>The published code clamps the probability of the label.</summary>
    public static readonly Artefact ClampedPower =
        new("the reference clamps probabilities at 1e-7; the library does not", static (h, row) =>
    {
        var (logP, q) = (row.LogSoftmax(), h.Number("q"));
        var power = Math.Pow(Clamped(logP[row.Label], row.Has), q);
        return ModelledRow.OfLogProbabilities((1 - power) / q, AtLabel(row, IsFree(logP[row.Label], row.Has) ? -power : 0), logP);
    });

    /// <summary>The published code clamps all probabilities.</summary>
    public static readonly Artefact ClampedNormalizedPower = new(ClampedPower.Reason, static (h, row) =>
    {
        var (logP, q, scale) = (row.LogSoftmax(), h.Number("q"), h.Number("scale"));
        var powers = Array.ConvertAll(logP, log => Math.Pow(Clamped(log, row.Has), q));
        var (over, under) = (1 - powers[row.Label], logP.Length - powers.Sum());
        var slopes = logP.Select((log, k) => IsFree(log, row.Has)
            ? scale * q * powers[k] * ((over / under) - (k == row.Label ? 1 : 0)) / under : 0);
        return ModelledRow.OfLogProbabilities(scale * over / under, [.. slopes], logP);
    });

    /// <summary>The published code subtracts the loss at the truncation, so that a row that is cut off has none.</summary>
    public static readonly Artefact WithoutConstant =
        new("the reference subtracts the constant loss of the truncation from every row", static (h, row) =>
    {
        var (logP, q, k) = (row.LogSoftmax(), h.Number("q"), h.Number("k"));
        double Loss(double p) => (1 - Math.Pow(p, q)) / q;
        var p = Math.Exp(logP[row.Label]);
        var value = Loss(Math.Max(p, k)) - (row.Has ? Loss(k) : 0);
        return ModelledRow.OfLogProbabilities(value, AtLabel(row, p > k ? -Math.Pow(p, q) : 0), logP);
    });

    /// <summary>Reverse cross-entropy, which clamps probabilities, with a coefficient of its own and another term beside it.</summary>
    /// <param name="coefficient">The coefficient's name.</param>
    /// <param name="beside">The other term, from the log-probabilities: its value and slopes.</param>
    public static Artefact ClampedReverse(string coefficient,
        Func<Hyper, ArtefactRow, double[], (double Value, double[] Slopes)>? beside = null)
        => new(ClampedPower.Reason, (h, row) =>
        {
            var logP = row.LogSoftmax();
            var each = -Math.Log(1e-4) * h.Number(coefficient);
            var (value, slopes) = beside?.Invoke(h, row, logP) ?? (0, new double[logP.Length]);
            for (var k = 0; k < logP.Length; k++)
            {
                if (k == row.Label)
                    continue;
                value += each * Clamped(logP[k], row.Has);
                slopes[k] += IsFree(logP[k], row.Has) ? each * Math.Exp(logP[k]) : 0;
            }

            return ModelledRow.OfLogProbabilities(value, slopes, logP);
        });

    /// <summary>Cross-entropy with a coefficient.</summary>
    public static (double Value, double[] Slopes) CrossEntropy(double coefficient, ArtefactRow row, double[] logP)
        => (-coefficient * logP[row.Label], AtLabel(row, -coefficient));

    /// <summary>Normalised cross-entropy with a coefficient.</summary>
    public static (double Value, double[] Slopes) NormalizedCrossEntropy(double coefficient, ArtefactRow row, double[] logP)
    {
        var sum = logP.Sum();
        var value = coefficient * logP[row.Label] / sum;
        return (value, [.. logP.Select((_, k) => ((k == row.Label ? coefficient : 0) - value) / sum)]);
    }

    /// <summary>torch's binary cross-entropy of probabilities, of which the library takes that of the scores.</summary>
    /// <param name="weight">The weight of a row by its label.</param>
    public static Artefact TorchBinaryCrossEntropy(Func<Hyper, int, double> weight) => new(
        "torch's binary cross-entropy of probabilities takes log(1 − p) for −100 where 1 − p rounds to 0, and holds p (1 − p) at 1e-12 in "
            + "its gradient",
        (h, row) =>
        {
            var logP = row.LogSoftmax();
            var share = weight(h, row.Label) / logP.Length;
            var (value, slopes, rounding, rounded) = (0.0, new double[logP.Length], 0.0, 0.0);
            for (var k = 0; k < logP.Length; k++)
            {
                var p = Math.Exp(logP[k]);
                var rest = row.Has ? 1 - p : logP.Where((_, other) => other != k).Sum(Math.Exp);
                var log = k == row.Label ? (row.Has ? Math.Log(p) : logP[k]) : Math.Log(rest);
                value -= share * (row.Has ? Math.Max(log, -100) : log);
                slopes[k] = !row.Has ? share * (k == row.Label ? -1 : p / rest)
                    : share * p * (p - (k == row.Label ? 1 : 0)) / Math.Max(p * rest, 1e-12);

                // What a rounding of p is to 1 − p.
                var relative = Rounding / Math.Max(rest, Rounding);
                rounding += k != row.Label && log > -100 ? share * relative : 0;
                rounded += p * rest > 1e-13 ? Math.Abs(slopes[k]) * relative : 0;
            }

            var modelled = ModelledRow.OfLogProbabilities(value, slopes, logP);
            return modelled with { ValueRounding = rounding, GradientRounding = modelled.GradientRounding + rounded };
        });

    /// <summary>Cross-entropy with an ε inside the logarithm.</summary>
    public static Artefact AddedToProbabilities(Func<Hyper, double> epsilon)
        => new("the reference adds ε to probabilities before it takes their logarithm", (h, row) =>
    {
        var logP = row.LogSoftmax();
        var added = row.Has ? epsilon(h) : 0;
        var (value, slopes) = (0.0, new double[logP.Length]);
        for (var k = 0; k < logP.Length; k++)
        {
            if (row.Target[k] == 0)
                continue;
            var p = Math.Exp(logP[k]);
            value -= row.Target[k] * (row.Has ? Math.Log(p + added) : logP[k]);
            slopes[k] = -row.Target[k] * (row.Has ? p / (p + added) : 1);
        }

        return ModelledRow.OfLogProbabilities(value, slopes, logP);
    });

    /// <summary>The focal loss of heat maps, with 1e-12 inside its logarithms.</summary>
    public static readonly Artefact GaussianFocal = new(AddedToProbabilities(static _ => 0).Reason, static (h, row) =>
    {
        var (alpha, gamma, added) = (h.Number("alpha"), h.Number("gamma"), row.Has ? 1e-12 : 0);
        var elements = row.Scores.Zip(row.Target, (z, t) =>
        {
            // Of a positive the score, of another its negative: p is then what the label makes likely.
            var (sign, weight) = t == 1 ? (1, 1) : (-1, Math.Pow(1 - t, gamma));
            var (p, rest) = (1 / (1 + Math.Exp(-sign * z)), 1 / (1 + Math.Exp(sign * z)));
            var log = row.Has ? Math.Log(p + added) : -Math.Log(1 + Math.Exp(-sign * z));
            var slope = (Math.Pow(rest, alpha) * rest * p / (p + added)) - (alpha * Math.Pow(rest, alpha) * p * log);
            return (Value: -weight * log * Math.Pow(rest, alpha), Slope: -sign * weight * slope);
        }).ToList();
        return new ModelledRow([.. elements.Select(element => element.Value)], [.. elements.Select(element => element.Slope)]);
    })
    {
        Denominator = static batch => batch.Logits.Length,
    };

    private static double Clamped(double logP, bool has) => has ? Math.Max(Math.Exp(logP), Lowest) : Math.Exp(logP);

    private static bool IsFree(double logP, bool has) => !has || Math.Exp(logP) >= Lowest;

    private static double[] AtLabel(ArtefactRow row, double slope) => [.. row.Scores.Select((_, k) => k == row.Label ? slope : 0)];
}
