using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A loss in the separable form under one prior: the slopes of its functions at many probabilities, and what they say.</summary>
internal sealed class SeparableScan
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

    /// <summary>Scans a form: of more classes than three at fewer probabilities, so that a thousand take no longer than it takes to read on.</summary>
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
        shapes = IsOfMany ? [Shape.Of(form.Own, constants.OfAll)] : [.. Enumerable.Range(0, Classes).Select(k => Shape.Of(form.Own, expr => constants.At(expr, k)))];
        // Evenly in p, and towards both ends.
        probabilities = [.. Enumerable.Range(1, Points - 1).Select(i => i / (double)Points), 1e-3, 1e-4, 1e-6, 1e-9, 1 - 1e-3, 1 - 1e-4, 1 - 1e-6];
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
    public bool IsConvex => Enumerable.Range(1, slopes.Length - 1).All(i => Enumerable.Range(0, Classes).All(k => slopes[i][k] > slopes[i - 1][k]));

    /// <summary>
    /// Whether the risk of every posterior is strictly convex in the probabilities, at the points of the scan. The function of a class in it,
    /// η_k A_k + B_k Σ_y η_y W_y, lies between B_k times the weight of others and A_k + W_k B_k.
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
                return after >= before - (Equal * Math.Abs(before)) && slopes[i][k] + (weights[k] * after) > slopes[i - 1][k] + (weights[k] * before);
            }

            return weights.All(weight => weight > 0) && Enumerable.Range(1, slopes.Length - 1).All(i => Enumerable.Range(0, Classes).All(k => Holds(i, k)));
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
            return rising > 0 && probabilities[rising] > 0.5 && slopes.Skip(rising).All(row => row.All(slope => slope > 0)) ? probabilities[rising] : null;
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
    public bool IsSteepAtZero => Slopes(Math.Exp(-300)).Zip(Slopes(Math.Exp(-150)), (near, far) => near < 1.0001 * far && far < 0).All(steep => steep);

    /// <summary>Whether the loss is cross-entropy, weighted or not: slopes −w/p.</summary>
    public bool IsLogarithm => slopes.Select((row, i) => row.Select(
        (slope, k) => slope < 0 && IsSame(slope * probabilities[i], slopes[0][k] * probabilities[0])).All(same => same)).All(same => same);

    /// <summary>
    /// If every function is a multiple of log p: a of those of one class, b of those of what all labels share, 0 without, and the weights W
    /// of this; else null.
    /// </summary>
    public (double[] Own, double[] Shared, double[] Weight)? Logarithms
        => MultiplesOf(own) is { } a && (shared is null ? new double[Classes] : MultiplesOf(shared)) is { } b ? (a, b, SharedWeight) : null;

    /// <summary>Whether what all labels share is there at all.</summary>
    public bool HasShared => shared is not null;

    /// <summary>
    /// Whether what all labels share is the same function for every class, bounded from below, and weighted like the rest: it
    /// then cannot tell two classes apart.
    /// </summary>
    public bool IsSharedNeutral
    {
        get
        {
            if (shared is null)
                return true;
            var into = new double[Classes];
            foreach (var p in probabilities)
            {
                shared.Slopes(Math.Log(p), into);
                if (!into.All(slope => IsSame(slope, into[0])))
                    return false;
            }

            var isBounded = shared.Sum(-700) >= shared.Sum(-350) - Equal;
            var weights = SharedWeight;
            return isBounded && Weights is { } own && weights.Select((w, k) => w / own[k]).All(ratio => IsSame(ratio, weights[0] / own[0]) && ratio > 0);
        }
    }

    /// <summary>The slopes dφ_k/dp at a probability.</summary>
    public double[] Slopes(double p) => Slopes(own, p);

    /// <summary>
    /// The posteriors at which two classes tie: for a probability t of class j, the ratio η_i/η_j, and the posterior itself.
    /// </summary>
    /// <param name="i">A class.</param>
    /// <param name="j">Another.</param>
    /// <param name="share">In (0, 1]: t as a share of the largest that it can be, which leaves nothing for other classes.</param>
    public (double Ratio, double[] Posterior) Tie(int i, int j, double share)
    {
        var c = Math.Exp(Shift[i] - Shift[j]);
        var t = share / (1 + c);
        var others = Classes > 2 ? (1 - share) / (Classes - 2) : 0;
        var (atI, atJ, rest) = (Slopes(c * t)[i], Slopes(t)[j], others > 0 ? Slopes(others) : null);
        double[] eta = [.. Enumerable.Range(0, Classes).Select(k => k == i ? -1 / atI : k == j ? -1 / atJ : rest is null ? 0 : -1 / rest[k])];
        var sum = eta.Sum();
        return (atJ / atI, [.. eta.Select(value => value / sum)]);
    }

    /// <summary>
    /// Whether any two classes tie exactly where a goal has it, at the probabilities that are tried: where scores are equal, p_k = λ e^(b_k),
    /// so that of two classes the log of the ratio of posteriors over the one that is wanted is a difference of terms log |φ_k'(p_k)| − log d_k.
    /// It is 0 for all pairs if it is for those with the class of the least shift, which ties with another wherever any does.
    /// </summary>
    /// <param name="criterion">d, what the goal multiplies the posterior by.</param>
    /// <param name="tolerance">The largest magnitude that counts as 0.</param>
    public bool TiesAre(double[] criterion, double tolerance)
    {
        var first = Array.IndexOf(Shift, Shift.Min());
        double[] ratios = [.. Shift.Select(shift => Math.Exp(shift - Shift[first]))];
        var (logP, into) = (new double[Classes], new double[Classes]);
        // As a share of what two classes have together, from all to little, of those whose shifts are farthest apart too.
        var range = Math.Log(PointsOfMany * (1 + ratios.Max()) / 2);
        for (var i = 0; i < PointsOfMany; i++)
        {
            var p = 0.5 * Math.Exp(-range * i / (PointsOfMany - 1));
            bool IsPossible(int k) => p * (1 + ratios[k]) <= 1 + Equal;
            for (var k = 0; k < Classes; k++)
                logP[k] = Math.Log(IsPossible(k) ? p * ratios[k] : p);
            own.Slopes(logP, into);
            double Term(int k) => Math.Log(-into[k]) - logP[k] - Math.Log(criterion[k]);
            var expected = Term(first);
            for (var k = 0; k < Classes; k++)
            {
                if (IsPossible(k) && !(Math.Abs(Term(k) - expected) <= tolerance))
                    return false;
            }
        }

        return true;
    }

    private double[] SharedWeight => form.SharedWeight is { } weight ? constants.Exactly(weight) : [.. Enumerable.Repeat(1.0, Classes)];

    private double[] Slopes(PointFunction function, double p)
    {
        var into = new double[Classes];
        function.Slopes(Math.Log(p), into);
        return [.. into.Select(slope => slope / p)];
    }

    private double[]? MultiplesOf(PointFunction function)
    {
        double[] first = new double[Classes], into = new double[Classes];
        function.Slopes(Math.Log(probabilities[0]), first);
        foreach (var p in probabilities)
        {
            function.Slopes(Math.Log(p), into);
            if (!into.Zip(first, IsSame).All(same => same))
                return null;
        }

        return first;
    }

    private double[]? WeightsOf()
    {
        double[] ratios = [.. slopes[0].Select(slope => slope / slopes[0][0])];
        return ratios.All(ratio => ratio > 0) && slopes.All(row => row.Select((slope, k) => IsSame(slope, ratios[k] * row[0])).All(same => same)) ? ratios : null;
    }

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= Equal * Math.Max(Math.Abs(a), Math.Abs(b));
}
