using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes for vocabularies in which some tokens stand for numbers: a value per class, NaN for no number.</summary>
internal static class NumberTokenRows
{
    public static readonly AttributeRow[] Terms =
    [
        new("NumberTokenLoss", Stage.BaseTerm,
            new("Distance", ParameterKind.Choice) { Choices = ["Wasserstein", "Squared"] },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            Row = a =>
            {
                var values = a.Graph.Leaf(Op.ClassInput, "values");
                var open = a.Table("open", Select(IsNumber(values), a.Constant(0), a.Constant(double.NegativeInfinity)));
                var value = a.Table("value", Select(IsNumber(values), values, a.Constant(0)));
                var p = Exp(LogSoftmax(a.Scope.Scores + open));
                var distance = value - AtLabel(value);
                var mean = SumClass(p * (a.Choice("Distance", "Wasserstein") == "Squared" ? distance : Abs(distance)));
                return AtLabel(a.Table("number", OneIfNumber(a))) * (a.Choice("Distance", "Wasserstein") == "Squared" ? mean * mean : mean);
            },
            Needs = "values",
            Formula = "Σ_k p_k |v_k − v_y|, or (Σ_k p_k v_k − v_y)², p the softmax over the number tokens",
            Paper = "Zausinger et al. 2024, arXiv:2411.02083",
        },
    ];

    public static readonly AttributeRow[] Weights =
    [
        new("NumberTokensOnly", Stage.Weight)
        {
            Group = "rule for its class weights",
            Weight = OneIfNumber,
            Needs = "values",
            NeedsOneOf = ["NumberTokenLoss"],
            Formula = "w_k = 1 if k stands for a number, else 0",
        },
    ];

    private static Expr OneIfNumber(AttributeArguments a)
        => Select(IsNumber(a.Graph.Leaf(Op.ClassInput, "values")), a.Constant(1), a.Constant(0));

    /// <summary>NaN is less than nothing.</summary>
    private static Expr IsNumber(Expr value) => Less(Abs(value), value.Graph.Constant(double.PositiveInfinity));
}
