using System;
using System.Linq;

namespace LossDsl.Tests.Driver;

/// <summary>
/// The frozen loss once more, in double precision and as the formulas stand: no library code. Beside each derivative
/// stands the sum of the absolute values that it is made of, the measure of its error.
/// </summary>
internal sealed class Reference
{
    public Reference(ReadOnlySpan<double> logits, int[] targets, double[] weights, double lambda, int ignored = int.MinValue)
    {
        var classes = weights.Length;
        CrossEntropy = new double[targets.Length];
        Penalty = new double[targets.Length];
        ByCrossEntropy = new double[logits.Length];
        ByPenalty = new double[logits.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            var y = targets[i];
            if (y == ignored)
                continue;
            Valid++;
            WeightSum += weights[y];
            var row = logits.Slice(i * classes, classes).ToArray();
            var max = row.Max();
            var e = row.Select(z => Math.Exp(z - max)).ToArray();
            var sum = e.Sum();
            var lse = max + Math.Log(sum);

            // log p and 1 − p of the label without cancellation, by the sum over the others.
            var others = 0.0;
            for (var k = 0; k < classes; k++)
                others += k == y ? 0 : e[k];
            var minusLog = others < 0.5 * e[y] ? PlusOneLog(others / e[y]) : lse - row[y];
            CrossEntropy[i] = weights[y] * minusLog;
            Penalty[i] = lambda * lse * lse;
            for (var k = 0; k < classes; k++)
            {
                ByCrossEntropy[(i * classes) + k] = weights[y] * (k == y ? -(others / sum) : e[k] / sum);
                ByPenalty[(i * classes) + k] = 2 * lambda * lse * e[k] / sum;
            }
        }
    }

    public double[] CrossEntropy { get; }

    public double[] Penalty { get; }

    public double[] ByCrossEntropy { get; }

    public double[] ByPenalty { get; }

    public int Valid { get; }

    public double WeightSum { get; }

    public double PerSample(int row) => CrossEntropy[row] + Penalty[row];

    private static double PlusOneLog(double x)
    {
        // atanh series: log(1 + x) = 2 atanh(x/(2 + x)).
        var s = x / (2 + x);
        var (sum, power) = (0.0, s);
        for (var n = 1; n < 60; n += 2, power *= s * s)
            sum += power / n;
        return 2 * sum;
    }
}
