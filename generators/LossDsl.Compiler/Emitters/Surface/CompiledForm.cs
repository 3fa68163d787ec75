using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>One form of a loss on its way into text.</summary>
/// <param name="Form">What its targets are.</param>
/// <param name="Kernel">The name of its kernel.</param>
/// <param name="Normal">The loss in normal form.</param>
/// <param name="Program">The loss as it is emitted.</param>
/// <param name="Key">The number by which rows are selected, as a loss of its own; null if all valid rows count.</param>
/// <param name="InputGradients">The gradients with respect to inputs, each as a loss of its own.</param>
internal sealed record CompiledForm(
    LossForm Form, string Kernel, LossIr Normal, KernelProgram Program, KernelProgram? Key, IReadOnlyList<(InputRow Input, KernelProgram Program)> InputGradients)
{
    /// <summary>The name of the kernel of the key.</summary>
    public string KeyKernel => Kernel + "Key";

    /// <summary>The name of the kernel of the gradient with respect to an input.</summary>
    public string InputKernel(InputRow input) => Kernel + input.Property;

    /// <summary>The loss after the last pass.</summary>
    public LossIr Loss => Program.Loss;

    /// <summary>Every form that a declaration without errors has.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IReadOnlyList<CompiledForm> All(Declaration declaration, CancellationToken cancellation = default)
        => [.. Pipeline.Forms(declaration).Select(form => Of(declaration, form, cancellation))];

    private static CompiledForm Of(Declaration declaration, LossForm form, CancellationToken cancellation)
    {
        var lowered = Pipeline.Lower(declaration, form, cancellation);
        var stages = Pipeline.Run(lowered, cancellation: cancellation).Select(stage => stage.Loss).ToList();
        return new CompiledForm(
            form,
            "KernelOf" + declaration.Type.PlainName + (form == LossForm.Labels ? "" : "Numbers"),
            stages[0],
            ProgramBuilder.Of(stages[stages.Count - 1]),
            Pipeline.LowerKey(declaration, form, cancellation) is { } key
                ? ProgramBuilder.Of(Pipeline.Run(key, null, cancellation).Last().Loss)
                : null,
            [.. InputTable.Differentiated(stages[0]).Select(input => (
                input,
                ProgramBuilder.Of(Pipeline.Run(lowered, Variable.Input(input.Name), cancellation).Last().Loss)))]);
    }
}
