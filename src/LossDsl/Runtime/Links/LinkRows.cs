using System;

namespace LossDsl.Runtime;

/// <summary>
/// The link of a loss, row by row, in double precision: log P(y|x) up to what the classes share, or per element the logarithm of
/// the odds. −∞ is a class that is masked, or for which nothing is left; NaN among the logits makes a row NaN, or an element.
/// </summary>
internal ref struct LinkRows<TKernel>
    where TKernel : struct, ILinkKernel
{
    // Far below any score that leaves a probability, and finite where ∞ − ∞ or 0·∞ would be NaN.
    private const double Masked = -1e6;

    // Between scores no farther apart, double precision tells the labels apart, unless the loss does not.
    private const double Near = 10;

    private readonly LinkPlan link;
    private readonly int classes;
    private readonly double[] scalars;
    private readonly double[] scores;
    private readonly double[] written;
    private readonly NullVector<TKernel>? nullVector;

    /// <summary>The link in one call.</summary>
    /// <param name="link">What the loss fixes.</param>
    /// <param name="parameters">The hyper-parameters bound to properties, checked.</param>
    /// <param name="classes">The number of classes of the call.</param>
    public LinkRows(LinkPlan link, ReadOnlySpan<double> parameters, int classes)
    {
        (this.link, this.classes) = (link, classes);
        var plan = link.Plan;
        scalars = new double[plan.Scalars];
        TKernel.Prepare(new KernelCall(parameters, plan.Tables, default, classes), scalars);
        scores = new double[classes];
        written = new double[1];
        Values = new double[classes];
        if (link.IsNullVector)
            nullVector = new NullVector<TKernel>(link, parameters.ToArray(), scalars, classes);
    }

    /// <summary>What came out for the last row.</summary>
    public double[] Values { get; }

    /// <summary>Computes a row.</summary>
    public void Run(ReadOnlySpan<double> logits)
    {
        var elementwise = link.Plan.Elementwise;
        if (!Prepare(logits, elementwise))
        {
            Values.AsSpan().Fill(double.NaN);
            return;
        }

        if (!elementwise && OnlyOpen(logits) is >= 0 and var only)
        {
            Values.AsSpan().Fill(double.NegativeInfinity);
            Values[only] = 0;
            return;
        }

        Evaluate(logits);
        // A probability of 1 to the last digit makes 0/0 or ∞ − ∞ of some links. Their limit is what nearer scores give.
        while (!elementwise && IsUndefined(Values) && Contract(logits))
            Evaluate(logits);
        if (!elementwise && IsUndefined(Values))
            Values.AsSpan().Fill(double.NaN);
        for (var k = 0; k < classes && elementwise; k++)
        {
            if (!double.IsFinite(logits[k]))
                Values[k] = logits[k];
        }
    }

    private readonly void Evaluate(ReadOnlySpan<double> logits)
    {
        if (nullVector is not null)
            nullVector.Run(scores, logits, Values);
        else
            TKernel.Row(new PlainRow<double>
            {
                Constants = link.Plan.Constants,
                Logits = scores,
                Scalars = scalars,
                Values = written,
                ElementValues = Values,
            });
        for (var k = 0; k < classes; k++)
        {
            if (!link.Plan.Elementwise && double.IsNegativeInfinity(logits[k]))
                Values[k] = logits[k];
        }
    }

    /// <summary>Whether nothing follows: a logarithm is NaN, or all are −∞.</summary>
    private static bool IsUndefined(double[] values)
        => Array.Exists(values, double.IsNaN) || Array.TrueForAll(values, double.IsNegativeInfinity);

    /// <summary>The class that is not masked, if it is only one and has a score; −1 else.</summary>
    private static int OnlyOpen(ReadOnlySpan<double> logits)
    {
        var open = -1;
        for (var k = 0; k < logits.Length; k++)
        {
            if (double.IsNegativeInfinity(logits[k]))
                continue;
            if (open >= 0 || double.IsNaN(logits[k]))
                return -1;
            open = k;
        }

        return open;
    }

    /// <summary>Halves the scores that are not masked, about 0, where a penalty on them is least; false if they are near enough.</summary>
    private readonly bool Contract(ReadOnlySpan<double> logits)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var k = 0; k < classes; k++)
        {
            if (!double.IsNegativeInfinity(logits[k]))
                (low, high) = (Math.Min(low, scores[k]), Math.Max(high, scores[k]));
        }

        if (!(high - low > (nullVector is null ? 1 : Near)))
            return false;
        for (var k = 0; k < classes; k++)
            scores[k] = double.IsNegativeInfinity(logits[k]) ? (high / 2) + Masked : scores[k] / 2;
        return true;
    }

    /// <summary>Scores that are finite, or false if no probability follows from the logits.</summary>
    private readonly bool Prepare(ReadOnlySpan<double> logits, bool elementwise)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < classes; k++)
        {
            if (!elementwise && !(logits[k] < double.PositiveInfinity))
                return false;
            largest = Math.Max(largest, logits[k]);
        }

        if (!elementwise && double.IsNegativeInfinity(largest))
            return false;
        for (var k = 0; k < classes; k++)
            scores[k] = double.IsFinite(logits[k]) ? logits[k] : elementwise ? 0 : largest + Masked;
        return true;
    }

    /// <summary>The softmax of logarithms; where some are +∞, these share all.</summary>
    public static void Softmax(Span<double> values)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in values)
            largest = Math.Max(largest, value);
        var sum = 0.0;
        foreach (ref var value in values)
        {
            value = double.IsPositiveInfinity(largest) ? (value == largest ? 1 : 0) : Math.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in values)
            value /= sum;
    }

    /// <summary>1/(1 + e^(−a)).</summary>
    public static double Logistic(double a) => a >= 0 ? 1 / (1 + Math.Exp(-a)) : Math.Exp(a) / (1 + Math.Exp(a));
}
