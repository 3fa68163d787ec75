using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>One form of a loss on its way into text.</summary>
/// <param name="Form">What its targets are.</param>
/// <param name="Kernel">The name of its kernel.</param>
/// <param name="Program">The loss as it is emitted.</param>
/// <param name="Key">The number by which rows are selected, as a loss of its own; null if all valid rows count.</param>
/// <param name="InputGradients">The gradients with respect to inputs, each as a loss of its own.</param>
internal sealed record CompiledForm(
    LossForm Form, string Kernel, KernelProgram Program, KernelProgram? Key,
        IReadOnlyList<(InputRow Input, KernelProgram Program)> InputGradients)
{
    /// <summary>The name of the kernel of the key.</summary>
    public string KeyKernel => Kernel + "Key";

    /// <summary>The name of the kernel of the gradient with respect to an input.</summary>
    public string InputKernel(InputRow input) => Kernel + input.Property;

    /// <summary>The loss after the last pass.</summary>
    public LossIr Loss => Program.Loss;

    /// <summary>Every form that a loss has.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IReadOnlyList<CompiledForm> All(LossCompilation loss, CancellationToken cancellation)
        => [.. loss.Model.TargetKinds.Select(kind => new CompiledForm(
            kind,
            "KernelOf" + loss.Declaration.Type.PlainName + (kind == LossForm.Labels ? "" : "Numbers"),
            loss.Program(kind, cancellation),
            loss.KeyProgram(kind, cancellation),
            loss.InputPrograms(kind, cancellation)))];
}
