using System.Linq;

namespace LossDsl.Compiler;

/// <summary>How a component is aggregated, in words.</summary>
internal static class AggregationText
{
    /// <summary>The words.</summary>
    public static string Of(LossIr loss, Component component) => component.Steps.Count > 0
        ? string.Join(", then ", component.Steps.Select(Of))
        : loss.Reduction switch
        {
            Reduction.None => "per row",
            Reduction.Sum => "summed over the rows",
            _ => Mean(component.Denominator),
        };

    private static string Of(AggregationStep step)
    {
        if (step.Axis == "All")
            return step.Mean ? Mean(step.Denominator) : "summed over the rows";
        var what = step.Axis switch
        {
            "Class" => "classes",
            "Position" => "positions",
            _ => "samples",
        };
        if (!step.Mean)
            return "sum over the " + what;
        return step.Denominator switch
        {
            Denominator.Batch => "mean over all " + what,
            Denominator.SampleWeights => $"mean over the {what} by sample weight",
            Denominator.External => $"sum over the {what} over the number given with the call",
            _ => $"mean over the {(step.Axis == "Class" ? "unmasked" : "valid")} {what}",
        };
    }

    private static string Mean(Denominator denominator) => denominator switch
    {
        Denominator.Valid => "mean over the valid rows",
        Denominator.Weights => "sum over the weight sum",
        Denominator.SampleWeights => "sum over the sum of the sample weights",
        Denominator.Elements => "mean over the elements that are not masked",
        Denominator.Batch => "sum over all rows",
        _ => "sum over the number given with the call",
    };
}
