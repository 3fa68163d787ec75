using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What a call may give besides logits and labels.</summary>
/// <param name="Name">The name in the IR.</param>
/// <param name="Axes">Per row, or per element.</param>
/// <param name="Symbol">How formulas write it; an element of it has the class as its index.</param>
/// <param name="Property">The property of <c>LossInputs</c> that gives it.</param>
public sealed record InputRow(string Name, Axes Axes, string Symbol, string Property)
{
    /// <summary>Whether every call of a loss that reads it must give it: nothing can stand in for it.</summary>
    public bool Required { get; init; }

    /// <summary>
    /// The property of <c>LossOutputs</c> to which the gradient with respect to it goes; null if it is a constant. What is
    /// differentiated has one number per element, like the logits.
    /// </summary>
    public string? Gradient { get; init; }
}

/// <summary>
/// One row per input. The position of a row is its number in compiled code (<c>KernelInput</c> of the runtime): the table
/// only grows.
/// </summary>
public static class InputTable
{
    /// <summary>The targets of losses that take numbers, not labels: probabilities, 0 and 1, or values.</summary>
    public const string Targets = "targets";

    /// <summary>A weight per element, 1 where the call gives none; 0 masks.</summary>
    public const string ElementWeights = "elementWeights";

    /// <summary>1 where a class may be predicted, 0 where it is masked.</summary>
    public const string ClassMask = "classMask";

    /// <summary>The norm of the features of each row.</summary>
    public const string FeatureNorms = "featureNorms";

    /// <summary>The predicted variance of each element.</summary>
    public const string Variances = "variances";

    /// <summary>The gradient of whatever follows per element, of a loss per element without reduction; 1 where none is given.</summary>
    public const string Upstream = "upstream";

    /// <summary>The name of the parameter that is the position of the schedule; no property can have it.</summary>
    public const string Epoch = "#epoch";

    private static readonly InputRow[] Rows =
    [
        new(Targets, Axes.Batch | Axes.Class, "t", "Targets"),
        new(ElementWeights, Axes.Batch | Axes.Class, "v", "ElementWeights"),
        new(ClassMask, Axes.Batch | Axes.Class, "m", "ClassMask") { Required = true },
        new(FeatureNorms, Axes.Batch, "f", "FeatureNorms") { Required = true },
        new(Variances, Axes.Batch | Axes.Class, "σ²", "Variances") { Required = true, Gradient = "VarianceGradient" },
        new(Upstream, Axes.Batch | Axes.Class, "u", "Upstream"),
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<InputRow> All => Rows;

    /// <summary>The row of that name.</summary>
    public static InputRow Row(string name) => Rows.First(row => row.Name == name);

    /// <summary>The inputs of a loss with respect to which it has a gradient, besides the logits.</summary>
    public static IEnumerable<InputRow> Differentiated(LossIr loss)
        => Rows.Where(row => row.Gradient is not null && loss.Nodes.Any(node => node.Op == Op.Input && node.Name == row.Name));

    /// <summary>The number of an input in compiled code.</summary>
    public static int Index(string name) => System.Array.FindIndex(Rows, row => row.Name == name);
}
