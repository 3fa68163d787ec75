using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What a loop over the classes is for, in a line.</summary>
internal sealed class StepPurpose(KernelProgram program)
{
    // A formula longer than the code says no more than that.
    private const int Longest = 100;

    private LossIr Loss => program.Loss;

    /// <summary>The line, as documentation.</summary>
    public string Of(ClassStep loop) => CSharp.Escape($"{Title(loop)}: {Purpose(loop)}");

    private static string Title(ClassStep loop) => loop switch
    {
        { Result: ElementResult.ElementValue } => "The loss of each element",
        _ when loop.Name.EndsWith("Forward", System.StringComparison.Ordinal) => $"Sweep {loop.Number} where no gradient is wanted",
        _ => $"Sweep {loop.Number}",
    };

    private string Purpose(ClassStep loop)
    {
        var parts = loop.Accumulates.Select(id => program.NameOf(id) + Means(id)).ToList();
        switch (loop.Result)
        {
            case ElementResult.Kept:
                parts.Add($"keeps {Meaning.Of(Loss, loop.Element)}{Means(loop.Element)}");
                break;
            case ElementResult.ElementValue:
                parts.Add($"of each element{Means(loop.Element)}");
                break;
            case ElementResult.Gradient:
                parts.Add("writes the gradient");
                break;
        }

        return string.Join("; ", parts);
    }

    private string Means(int id) => FormulaPrinter.Named(Loss, id) is { Length: <= Longest } formula ? " = " + formula : "";
}
