using System.Collections.Generic;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// The generated file of what the statistician knows of a class: formulas and verdicts as its documentation, links,
/// predictions.
/// </summary>
internal static class CalibrationFile
{
    /// <summary>The file of a declaration without errors.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="judgement">The judgement.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static string Of(Declaration declaration, Judgement judgement, CancellationToken cancellation)
    {
        var link = LossLink.Of(declaration, judgement.Report, cancellation);
        var writer = new CodeWriter();
        FileFrame.Preamble(writer);
        Class(
            writer,
            declaration,
            [
                .. Documentation.Of(declaration, cancellation),
                .. VerdictText.Lines(judgement, link, PublishedLosses.NameOf(declaration, cancellation)),
            ],
            new LinkEmitter(writer, link.Surface, link));
        if (link.Program is null)
            return writer.ToString();
        writer.Lines("", FileFrame.NoReferences);
        using (writer.Block($"namespace {CSharp.KernelNamespace}"))
        {
            writer.Lines("using global::System;", "using global::System.Numerics;", "");
            new LinkKernelEmitter(writer, link).Kernel();
        }

        return writer.ToString();
    }

    /// <summary>The file of a declaration with errors: the whole surface, with bodies that throw.</summary>
    public static string Throwing(Declaration declaration)
    {
        var writer = new CodeWriter();
        FileFrame.Preamble(writer);
        if (!FileFrame.Extensible(declaration))
            return FileFrame.Refusal(writer, declaration);
        Class(writer, declaration, [], new LinkEmitter(writer, new ClassSurface(declaration, isFaulty: true), null));
        return writer.ToString();
    }

    /// <summary>The file for a compilation that sees TorchSharp: links and predictions of the module.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="judgement">The judgement; null for a declaration with errors, whose bodies throw.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static string Torch(Declaration declaration, Judgement? judgement, CancellationToken cancellation)
    {
        var writer = new CodeWriter();
        FileFrame.Preamble(writer);
        if (!FileFrame.Extensible(declaration))
            return FileFrame.Refusal(writer, declaration);
        var link = judgement is null ? null : LossLink.Of(declaration, judgement.Report, cancellation);
        var emitter = new TensorLinkEmitter(writer, link?.Surface ?? new ClassSurface(declaration, isFaulty: true), link);
        using (FileFrame.Containers(writer, declaration.Type))
            emitter.Module();
        if (link?.Program is null)
            return writer.ToString();
        writer.Lines("");
        using (writer.Block($"namespace {CSharp.KernelNamespace}"))
        {
            writer.Lines("using global::System;", "using static global::LossDsl.Runtime.TensorMath;",
                "using Tensor = global::TorchSharp.torch.Tensor;", "");
            emitter.Operators(cancellation);
        }

        return writer.ToString();
    }

    private static void Class(CodeWriter writer, Declaration declaration, IReadOnlyList<string> lines, LinkEmitter links)
    {
        using var containers = FileFrame.Containers(writer, declaration.Type);
        FileFrame.Remarks(writer, declaration.Type, lines);
        using (writer.Block($"partial class {declaration.Type.Name}"))
            links.Emit();
    }
}
