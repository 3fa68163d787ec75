using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that give each class a weight.</summary>
internal static class WeightRows
{
    private const string Group = "rule for its class weights";

    private static readonly ParameterRow Order = new("Order", ParameterKind.Choice)
    {
        Choices = ["OutsideSmoothing", "InsideSmoothing"],
        Heads = Heads.Softmax,
        Needs = new(row => row.Stage == Stage.Target, "the loss has no label smoothing"),
        Excludes =
        [
            new(row => row.Stage == Stage.Aggregation, "torch puts class weights inside the smoothing")
            {
                When = "OutsideSmoothing",
                With = ("By", "Torch"),
            },
        ],
    };

    private static readonly ParameterRow Of = new("Of", ParameterKind.Choice) { Choices = ["Element", "Row"], Heads = Heads.Elementwise };

    // The schedule of deferred re-weighting, which the lowering applies.
    private static readonly ParameterRow FromEpoch = new("FromEpoch") { Role = ParameterRole.From, Low = 0, Neutral = 0, Optional = true };
    private static readonly ParameterRow RampEpochs =
        new("RampEpochs") { Role = ParameterRole.Ramp, Low = 0, LowOpen = true, Optional = true };

    public static readonly AttributeRow[] All =
    [
        new("ClassWeights", Stage.Weight, Order, Of, FromEpoch, RampEpochs)
        {
            Corrects = new(Correction.Weights),
            Heads = Heads.Classification,
            Group = Group,
            Weight = a => a.Graph.Leaf(Op.ClassInput, "weights"),
            Needs = "weights",
            Formula = "w_k",
        },
        new("InverseFrequency", Stage.Weight,
            new ParameterRow("Power") { Symbol = "a", Default = 1, Neutral = 0, Binding = "PowerFrom" },
            Order,
            Of,
            FromEpoch,
            RampEpochs)
        {
            Corrects = new(Correction.InversePrior, "Power"),
            ShapesTraining = true,
            Heads = Heads.Classification,
            Group = Group,
            Weight = a => Pow(SumClass(a.Counts) / a.Counts, a["Power"]),
            Needs = "counts",
            Formula = "w_k = π_k^(−a)",
        },
        new("EffectiveNumber", Stage.Weight,
            new ParameterRow("Beta") { Symbol = "β", Default = 0.9999, Low = 0, High = 1, HighOpen = true, Neutral = 0,
                Binding = "BetaFrom" },
            Order,
            Of,
            FromEpoch,
            RampEpochs)
        {
            Corrects = new(Correction.Weights),
            ShapesTraining = true,
            Heads = Heads.Classification,
            Group = Group,
            // 1 − β^n without cancellation; the factor 1 − β goes away when the weights are scaled to sum to C.
            Weight = a =>
            {
                var log = Log(a["Beta"]);
                var formula = 1 / OneMinusExp(a.Counts * log);
                var inverse = log.Op == Op.Constant ? formula : Numerical(formula, computed: ByTodd(a.Counts, log));
                return inverse * (a.Graph.Leaf(Op.ClassCount) / SumClass(inverse));
            },
            Needs = "counts",
            Formula = "w_k ∝ (1 − β)/(1 − β^n_k), Σ_k w_k = C",
            Paper = "Cui et al. 2019, arXiv:1901.05555",
        },
    ];

    // β^n is nothing where the logarithm is below it, and β = 0 has one that is no number.
    private const double LowestLog = -1000;

    /// <summary>
    /// 1/(1 − β^n) but for a factor that all classes share: T(x)/n with x = −n log β and T the Todd function. Where it is computed in
    /// single precision, at each call, it stays near 1/n for β next to 1, while 1/(1 − β^n) is too large beside a small loss.
    /// </summary>
    private static Expr ByTodd(Expr counts, Expr log)
    {
        // T(x) = T(−x) + x: every engine has the function where its argument is the logarithm of something below 1.
        var power = counts * Max(log, log.Graph.Constant(LowestLog));
        return (Todd(power) - power) / counts;
    }
}
