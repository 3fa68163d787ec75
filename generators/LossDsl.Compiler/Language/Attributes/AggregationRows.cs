namespace LossDsl.Compiler;

/// <summary>Attributes that say how rows become one number, axis by axis.</summary>
internal static class AggregationRows
{
    private static readonly ParameterRow Over = new("Over", ParameterKind.Choice)
    {
        Choices = ["All", "Class", "Position", "Sample"],
        Limits = [new("Class") { Heads = Heads.Elementwise }],
    };

    public static readonly AttributeRow[] All =
    [
        new("Mean", Stage.Aggregation,
            new("By", ParameterKind.Choice)
            {
                Choices = ["Default", "Valid", "WeightSum", "SampleWeights", "Elements", "Batch", "External", "Torch"],
                Limits =
                [
                    new("WeightSum") { Needs = new(row => row.Weight is not null, "the loss has no class weights") },
                    new("Elements") { Heads = Heads.Elementwise },
                    new("Torch") { Heads = Heads.Softmax },
                ],
            },
            Over)
        {
            Reduces = Reduction.Mean,
            Heads = Heads.All,
            RepeatedBy = "Over",
            Formula = "Σ_i ℓ_i / denominator",
        },
        new("Sum", Stage.Aggregation, Over) { Reduces = Reduction.Sum, Heads = Heads.All, RepeatedBy = "Over", Formula = "Σ_i ℓ_i" },
        new("NoReduction", Stage.Aggregation) { Reduces = Reduction.None, Heads = Heads.All, Formula = "ℓ_i" },
    ];
}
