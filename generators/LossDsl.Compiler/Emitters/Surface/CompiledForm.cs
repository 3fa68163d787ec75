using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>One form of a loss on its way into text.</summary>
/// <param name="Form">What its targets are.</param>
/// <param name="Kernel">The name of its kernel.</param>
/// <param name="Normal">The loss in normal form.</param>
/// <param name="Quantities">The loss as it is emitted.</param>
/// <param name="Key">The number by which rows are selected, as a loss of its own; null if all valid rows count.</param>
/// <param name="InputGradients">The gradients with respect to inputs, each as a loss of its own.</param>
internal sealed record CompiledForm(
    LossForm Form, string Kernel, LossIr Normal, Quantities Quantities, Quantities? Key, IReadOnlyList<(InputRow Input, Quantities Quantities)> InputGradients)
{
    /// <summary>The name of the kernel of the key.</summary>
    public string KeyKernel => Kernel + "Key";

    /// <summary>The name of the kernel of the gradient with respect to an input.</summary>
    public string InputKernel(InputRow input) => Kernel + input.Property;

    /// <summary>The loss after the last pass.</summary>
    public LossIr Loss => Quantities.Loss;

    /// <summary>Every form that a declaration without errors has.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IReadOnlyList<CompiledForm> All(Declaration declaration, CancellationToken cancellation = default)
        => [.. Pipeline.Forms(declaration).Select(form => Of(declaration, form, cancellation))];

    private static CompiledForm Of(Declaration declaration, LossForm form, CancellationToken cancellation)
    {
        var lowered = Pipeline.Lower(declaration, form);
        var normal = Pipeline.Formula(lowered, cancellation);
        return new CompiledForm(
            form,
            "KernelOf" + declaration.Type.PlainName + (form == LossForm.Labels ? "" : "Numbers"),
            normal,
            new Quantities(Scheduler.Run(Pipeline.Run(lowered, cancellation: cancellation).Last().Loss)),
            Pipeline.LowerKey(declaration, form) is { } key
                ? new Quantities(Scheduler.Run(Pipeline.Run(key, gradient: false, cancellation: cancellation).Last().Loss))
                : null,
            [.. InputTable.Differentiated(normal).Select(input => (
                input,
                new Quantities(Scheduler.Run(Pipeline.Run(lowered, input: input.Name, cancellation: cancellation).Last().Loss))))]);
    }
}
