using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The losses of all labels on a grid of scores, and far out: what does not depend on the posterior, so that every
/// posterior has starting points and sees how the risk behaves at infinity.
/// </summary>
internal sealed class LossTable
{
    /// <summary>How near risks are, in units of the scale, that are told apart.</summary>
    public const double Resolution = 1e-9;

    private const double Widest = 30;
    private const double Bend = 4;

    private static readonly double[] Below = [0, -1, -3, -1e3, -1e6];
    private static readonly double[] OnBothSides = [0, -1, -3, -1e3, -1e6, 1e3, 1e6];

    private readonly RiskMinimiser minimiser;
    private readonly int classes;
    private readonly double[] axis;
    private readonly double[] farScores;
    private readonly double[] near;
    private readonly double[] far;
    private readonly bool[] isFar;

    /// <summary>The table of a loss for two or three classes.</summary>
    public LossTable(RiskMinimiser minimiser, int classes)
    {
        (this.minimiser, this.classes) = (minimiser, classes);
        var points = (minimiser.Dimension == 3, minimiser.IsBoxed) switch
        {
            (true, false) => 13,
            (true, true) => 17,
            (false, false) => 29,
            _ => 41,
        };
        axis = [.. Enumerable.Range(0, points)
            .Select(i => (2.0 * i / (points - 1)) - 1)
            .Select(at => minimiser.IsBoxed ? minimiser.Domain * at : Widest * Math.Sinh(Bend * at) / Math.Sinh(Bend))
            .Concat(Jumps.Of(minimiser, classes))];
        // Where a shift changes nothing, the largest score may as well be 0.
        farScores = minimiser.IsShiftInvariant ? Below : OnBothSides;
        near = Losses(axis, minimiser.Dimension);
        far = minimiser.IsBoxed ? [] : Losses(farScores, classes);
        isFar = [.. Enumerable.Range(0, FarCount).Select(IsLarge)];
        Scale = ScaleOf();
    }

    /// <summary>The number of points of the grid.</summary>
    public int Count => near.Length / classes;

    /// <summary>The number of points far out.</summary>
    public int FarCount => far.Length / classes;

    /// <summary>The size of the losses: weights may make them very small.</summary>
    public double Scale { get; }

    /// <summary>Whether the loss is a number at some point of the grid for every label.</summary>
    public bool HasValues
        => Enumerable.Range(0, Count).Any(point => Enumerable.Range(0, classes).All(y => IsNumber(near[(point * classes) + y])));

    /// <summary>The risk at a point of the grid.</summary>
    public double Risk(double[] posterior, int point) => Risk(near, posterior, point);

    /// <summary>The risk at a point far out.</summary>
    public double FarRisk(double[] posterior, int point) => Risk(far, posterior, point);

    /// <summary>The scores of a point of the grid, of all classes.</summary>
    public void Scores(int point, double[] into) => Scores(axis, minimiser.Dimension, point, into);

    /// <summary>Whether a point far out is: some are scores of which none is large, such as (0, 0, 0), at which kinks are.</summary>
    public bool IsFar(int point) => isFar[point];

    /// <summary>
    /// Whether scores are taken for infinite, at least in part: where a shift changes nothing, as they are beside the
    /// largest.
    /// </summary>
    public bool IsFar(double[] scores) => Nearest(scores).Any(score => Math.Abs(score) >= FarField.Ordinary);

    /// <summary>Scores of the same losses, of which the largest is 0 where a shift changes nothing.</summary>
    public double[] Nearest(double[] scores) => [.. scores.Select(score => score - (minimiser.IsShiftInvariant ? scores.Max() : 0))];

    /// <summary>The scores of a point far out, of all classes.</summary>
    public void FarScoresOf(int point, double[] into) => Scores(farScores, classes, point, into);

    private bool IsLarge(int point)
    {
        var scores = new double[classes];
        FarScoresOf(point, scores);
        return IsFar(scores);
    }

    private double Risk(double[] table, double[] posterior, int point)
    {
        var risk = 0.0;
        for (var y = 0; y < classes; y++)
        {
            if (posterior[y] > 0)
                risk += posterior[y] * table[(point * classes) + y];
        }

        return double.IsNaN(risk) ? double.PositiveInfinity : risk;
    }

    private double[] Losses(double[] coordinates, int dimension)
    {
        var count = (int)Math.Round(Math.Pow(coordinates.Length, dimension));
        var table = new double[count * classes];
        var (scores, losses) = (new double[classes], new double[classes]);
        for (var point = 0; point < count; point++)
        {
            Scores(coordinates, dimension, point, scores);
            minimiser.LossesOfAll(scores, losses);
            Array.Copy(losses, 0, table, point * classes, classes);
        }

        return table;
    }

    private void Scores(double[] coordinates, int dimension, int point, double[] into)
    {
        for (var k = 0; k < classes; k++)
        {
            into[k] = k < dimension ? coordinates[point % coordinates.Length] : 0;
            point /= k < dimension ? coordinates.Length : 1;
        }
    }

    private double ScaleOf()
    {
        var scores = new double[classes];
        var differences = Enumerable.Range(0, Count)
            .Where(point =>
            {
                Scores(point, scores);
                return scores.All(score => Math.Abs(score) <= 2);
            })
            .Select(point => Math.Abs(near[point * classes] - near[(point * classes) + 1]))
            .Where(difference => difference > 0 && IsNumber(difference))
            .OrderBy(difference => difference)
            .ToList();
        return differences.Count == 0 ? 1 : Math.Min(1, differences[differences.Count / 2]);
    }

    private static bool IsNumber(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
