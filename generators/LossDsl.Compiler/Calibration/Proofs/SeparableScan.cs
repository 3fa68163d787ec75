using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A loss in the separable form under one prior: the slopes of its functions at many probabilities, and what they say.</summary>
internal sealed partial class SeparableScan
{
    private const int PointsOfFew = 200, PointsOfMany = 40;
    private const double Equal = 1e-9;

    /// <summary>Slopes no larger than this may be 0.</summary>
    private const double Rounding = 1e-12;

    private readonly SeparableForm form;
    private readonly PointFunction own;
    private readonly PointFunction? shared;
    private readonly ClassConstants constants;
    private readonly Shape[] shapes;
    private readonly double[] probabilities;
    private readonly double[][] slopes, sharedSlopes;

    /// <summary>
    /// Scans a form: of more classes than three at fewer probabilities, so that a thousand take no longer than it takes to
    /// read on.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SeparableScan(SeparableForm form, ProgramInputs inputs, ClassConstants constants)
    {
        (this.form, this.constants) = (form, constants);
        own = new PointFunction(form.Own, inputs);
        shared = form.Shared is { } function ? new PointFunction(function, inputs) : null;
        Classes = inputs.Classes;
        Scale = constants.Exactly(form.Scale);
        Shift = constants.Exactly(form.Shift);
        // What is certain of numbers in a range is certain of those of every class.
        shapes = IsOfMany ? [Shape.Of(form.Own, constants.OfAll)]
            : [.. Enumerable.Range(0, Classes).Select(k => Shape.Of(form.Own, expr => constants.At(expr, k)))];
        // Evenly in p, and towards both ends.
        probabilities = [.. Enumerable.Range(1, Points - 1).Select(i => i / (double)Points), 1e-3, 1e-4, 1e-6, 1e-9, 1 - 1e-3, 1 - 1e-4,
            1 - 1e-6];
        Array.Sort(probabilities);
        slopes = [.. probabilities.Select(p => Slopes(p))];
        sharedSlopes = shared is null ? [] : [.. probabilities.Select(p => Slopes(shared, p))];
        Weights = WeightsOf();
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>How many probabilities of every class are tried, besides some towards both ends.</summary>
    public int Points => IsOfMany ? PointsOfMany : PointsOfFew;

    private bool IsOfMany => Classes > Priors.Tried;

    /// <summary>The scale of each class's score.</summary>
    public double[] Scale { get; }

    /// <summary>The shift of each class's score.</summary>
    public double[] Shift { get; }

    /// <summary>If the functions of all classes are multiples of one, by what; else null.</summary>
    public double[]? Weights { get; }

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => own.Evaluations + (shared?.Evaluations ?? 0);

    /// <summary>Whether scores are the logits up to one positive factor and a number for each class.</summary>
    public bool IsUniformScale => Scale.All(scale => scale > 0 && IsSame(scale, Scale[0]));

    /// <summary>Whether the functions of all classes are the same.</summary>
    public bool IsUnweighted => Weights is { } weights && weights.All(weight => IsSame(weight, weights[0]));

    /// <summary>Whether no class's score is shifted against another's.</summary>
    public bool IsUnshifted => Shift.Max() - Shift.Min() <= Equal;

    /// <summary>Whether every function falls, and not without bound, by calculus.</summary>
    public bool FallsForCertain => shapes.All(shape => shape.FallsStrictly && shape.IsBoundedBelow);

    /// <summary>Whether the functions stay bounded from below as p goes to 1, by what is left of their fall.</summary>
    public bool IsBoundedBelow
    {
        get
        {
            var nearOne = own.Sum(-1e-7);
            return nearOne - own.Sum(-1e-13) <= 0.1 * Math.Max(0, own.Sum(Math.Log(0.5)) - nearOne);
        }
    }

    /// <summary>Whether every function is convex, by calculus.</summary>
    public bool IsConvexForCertain => shapes.All(shape => shape.IsConvex);

    /// <summary>Whether every function falls up to one half, and nowhere rises, at the points of the scan.</summary>
    public bool Falls => slopes.Select((row, i) => row.All(slope => probabilities[i] <= 0.5 ? slope < 0 : slope <= 0)).All(holds => holds);

    /// <summary>Whether every function is strictly convex at the points of the scan.</summary>
    public bool IsConvex
        => Enumerable.Range(1, slopes.Length - 1).All(i => Enumerable.Range(0, Classes).All(k => slopes[i][k] > slopes[i - 1][k]));

    /// <summary>
    /// Whether the risk of every posterior is strictly convex in the probabilities, at the points of the scan. The function of a class
    /// in it, η_k A_k + B_k Σ_y η_y W_y, lies between B_k times the weight of others and A_k + W_k B_k.
    /// </summary>
    public bool IsRiskConvex
    {
        get
        {
            if (shared is null)
                return IsConvex;
            var weights = SharedWeight;
            bool Holds(int i, int k)
            {
                var (before, after) = (sharedSlopes[i - 1][k], sharedSlopes[i][k]);
                return after >= before - (Equal * Math.Abs(before))
                    && slopes[i][k] + (weights[k] * after) > slopes[i - 1][k] + (weights[k] * before);
            }

            return weights.All(weight => weight > 0)
                && Enumerable.Range(1, slopes.Length - 1).All(i => Enumerable.Range(0, Classes).All(k => Holds(i, k)));
        }
    }

    /// <summary>Whether the loss of a label stays the same over a range of its probability, at the points of the scan.</summary>
    public bool IsFlatSomewhere
    {
        get
        {
            bool IsFlat(int i, int k) => Math.Abs(slopes[i][k]) <= Rounding;
            return Enumerable.Range(1, slopes.Length - 1)
                .Any(i => probabilities[i] < 0.99 && Enumerable.Range(0, Classes).Any(k => IsFlat(i, k) && IsFlat(i - 1, k)));
        }
    }

    /// <summary>Whether between any two classes the posterior rises with the probability, at the points of the scan.</summary>
    public bool IsLinkRising
    {
        get
        {
            var last = new double[Classes * Classes];
            for (var n = 0; n < slopes.Length; n++)
            {
                var (here, there) = (slopes[n], Slopes(1 - probabilities[n]));
                for (var i = 0; i < Classes; i++)
                {
                    for (var j = 0; j < Classes; j++)
                    {
                        var ratio = there[j] / here[i];
                        if (i != j && n > 0 && !(ratio > last[(i * Classes) + j]))
                            return false;
                        last[(i * Classes) + j] = ratio;
                    }
                }
            }

            return true;
        }
    }

    /// <summary>Whether slopes at one half are below 0.</summary>
    public bool FallsAtHalf => Slopes(0.5).All(slope => slope < 0);

    /// <summary>The probability above which a function rises, if one does there only; else null.</summary>
    public double? Cap
    {
        get
        {
            var rising = Array.FindIndex(slopes, row => row.Any(slope => slope > Rounding));
            return rising > 0 && probabilities[rising] > 0.5
                && slopes.Skip(rising).All(row => row.All(slope => slope > 0)) ? probabilities[rising] : null;
        }
    }

    /// <summary>The least probability up to one half at which a function does not fall.</summary>
    public double? RisesAt
    {
        get
        {
            var index = Array.FindIndex(slopes, row => row.Any(slope => slope >= -Rounding));
            return index >= 0 && probabilities[index] <= 0.5 ? probabilities[index] : null;
        }
    }

    /// <summary>Whether the slopes dφ/dlog p, of which the gradient in the scores is made, go to 0 with p.</summary>
    public bool FadesAtZero
    {
        get
        {
            bool Fades(PointFunction function)
            {
                var (near, half) = (new double[Classes], new double[Classes]);
                function.Slopes(-300, near);
                function.Slopes(Math.Log(0.5), half);
                return near.Zip(half, (there, here) => Math.Abs(there) <= 1e-3 * Math.Abs(here)).All(fades => fades);
            }

            return Fades(own) && (shared is null || Fades(shared));
        }
    }

    /// <summary>Whether slopes have no bound as p goes to 0.</summary>
    public bool IsSteepAtZero
        => Slopes(Math.Exp(-300)).Zip(Slopes(Math.Exp(-150)), (near, far) => near < 1.0001 * far && far < 0).All(steep => steep);

    /// <summary>Whether the loss is cross-entropy, weighted or not: slopes −w/p.</summary>
    public bool IsLogarithm => slopes.Select((row, i) => row.Select(
        (slope, k) => slope < 0 && IsSame(slope * probabilities[i], slopes[0][k] * probabilities[0])).All(same => same)).All(same => same);

    /// <summary>The slopes dφ_k/dp at a probability.</summary>
    public double[] Slopes(double p) => Slopes(own, p);

    private double[] Slopes(PointFunction function, double p)
    {
        var into = new double[Classes];
        function.Slopes(Math.Log(p), into);
        return [.. into.Select(slope => slope / p)];
    }

    private double[]? WeightsOf()
    {
        double[] ratios = [.. slopes[0].Select(slope => slope / slopes[0][0])];
        return ratios.All(ratio => ratio > 0)
            && slopes.All(row => row.Select((slope, k) => IsSame(slope, ratios[k] * row[0])).All(same => same)) ? ratios : null;
    }

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= Equal * Math.Max(Math.Abs(a), Math.Abs(b));
}
