using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The slopes of a loss in the separable form where some probabilities are 0. Its risk is Σ_k f_k(p_k), f_k = η_k A_k + B_k if
/// Σ_y η_y W_y = 1, and at a minimum f_j'(p_j) = −λ where p_j &gt; 0. A class of small η_k then stays at p_k = 0 if A_k'(0) is finite
/// and B_k'(0) + λ &gt; 0, or if B_k' outweighs A_k' towards 0.
/// </summary>
internal sealed class FaceSlopes
{
    private const double Near = -300, LessNear = -150;
    private const double Least = 1e-9, Steeper = 1.0001;

    private readonly PointFunction own;
    private readonly PointFunction? shared;
    private readonly double[] weights, logs, fall, slope, fallAtZero;

    /// <summary>B_k'(0) where A_k'(0) is finite: −∞ for a class that never stays at 0, ∞ for one that always does.</summary>
    private readonly double[] atZero;

    /// <summary>Looks at the slopes towards 0.</summary>
    /// <param name="own">A.</param>
    /// <param name="shared">B; null for none.</param>
    /// <param name="weights">W.</param>
    public FaceSlopes(PointFunction own, PointFunction? shared, double[] weights)
    {
        (this.own, this.shared, this.weights) = (own, shared, weights);
        (logs, fall, slope) = (new double[weights.Length], new double[weights.Length], new double[weights.Length]);
        Evaluate([.. weights.Select(_ => LessNear)]);
        var (fallFarther, slopeFarther) = ((double[])fall.Clone(), (double[])slope.Clone());
        Evaluate([.. weights.Select(_ => Near)]);
        fallAtZero = (double[])fall.Clone();
        atZero = [.. weights.Select((_, k) => AtZero(fallFarther[k], slopeFarther[k], fall[k], slope[k]))];
    }

    /// <summary>Whether no class ever stays at 0.</summary>
    public bool IsInterior => atZero.All(double.IsNegativeInfinity);

    /// <summary>Whether these probabilities are the minimiser of posteriors without zeros.</summary>
    /// <param name="p">A probability per class; of the classes with 0 at least one is left out where counts are given.</param>
    /// <param name="counts">For how many classes each probability stands.</param>
    /// <param name="least">The posterior up to which the classes with 0 have to stay there.</param>
    public bool IsFace(double[] p, int[] counts, double least)
    {
        Evaluate([.. p.Select(one => one > 0 ? Math.Log(one) : -1)]);
        double inverse = 0, sum = 0, scale = 0;
        bool Acts(int k) => p[k] > 0 && counts[k] > 0;
        var acting = Enumerable.Range(0, p.Length).Where(Acts).ToList();
        var isVertex = acting.Count == 1 && counts[acting[0]] == 1;
        for (var k = 0; k < p.Length; k++)
        {
            if (!Acts(k))
                continue;
            if (!(fall[k] > 0 || isVertex))
                return false;
            inverse += counts[k] * weights[k] / fall[k];
            sum += counts[k] * weights[k] * slope[k] / fall[k];
            scale = Math.Max(scale, fall[k] + Math.Abs(slope[k]));
        }

        // At a vertex, where the slope may be 0, the posterior is that of one class.
        var multiplier = isVertex ? (fall[acting[0]] / weights[acting[0]]) - slope[acting[0]] : (1 - sum) / inverse;
        // Only what is the minimum of a posterior on the face counts.
        if (!isVertex && acting.Any(k => !((multiplier + slope[k]) / fall[k] > -Least)))
            return false;
        bool Stays(int k) => atZero[k] + multiplier > Math.Max(Least * scale, least * fallAtZero[k]);
        var zeros = Enumerable.Range(0, p.Length).Where(k => !(p[k] > 0) && counts[k] > 0).ToList();
        return zeros.Count > 0 ? zeros.All(Stays) : Stays(0);
    }

    private static double AtZero(double fallFarther, double slopeFarther, double fall, double slope)
    {
        var grows = Math.Abs(slope) > Steeper * Math.Abs(slopeFarther);
        if (fall > Steeper * fallFarther && fallFarther > 0)
            return slope / fall > Math.Max(Least, 0.5 * slopeFarther / fallFarther) ? double.PositiveInfinity : double.NegativeInfinity;
        return !grows ? slope : slope > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>−A' and B' of every class.</summary>
    private void Evaluate(double[] at)
    {
        Array.Copy(at, logs, logs.Length);
        own.Slopes(logs, fall);
        shared?.Slopes(logs, slope);
        for (var k = 0; k < logs.Length; k++)
        {
            var p = Math.Exp(logs[k]);
            (fall[k], slope[k]) = (-fall[k] / p, slope[k] / p);
        }
    }
}
