using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// The generated file of a declared class: its formulas, the generated half of the class, and the kernels, which stand in
/// a namespace of the library so that no name of the author's can come between them and the vocabulary they are written in.
/// </summary>
internal static class SourceFile
{
    /// <summary>The file of a declaration without errors.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="documents">Whether the class is documented here, and not in the file of its verdicts.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static string Of(Declaration declaration, bool documents, CancellationToken cancellation)
    {
        var loss = LossCompilation.Of(declaration);
        var forms = CompiledForm.All(loss, cancellation);
        var documentation = Documentation.Of(declaration, cancellation);
        var writer = new CodeWriter();
        Head(writer, declaration, documents ? [] : documentation);
        Papers(writer, declaration);
        Map(writer, forms);
        FileFrame.Switches(writer);
        ClassEmitter.Emit(writer, new ClassSurface(declaration, isFaulty: false), documents ? documentation : [], forms);
        writer.Lines("", FileFrame.NoReferences);
        using (writer.Block($"namespace {CSharp.KernelNamespace}"))
        {
            writer.Lines("using global::System;", "using global::System.Numerics;", "using global::System.Runtime.CompilerServices;");
            foreach (var form in forms)
                Kernels(writer, loss.Model, form);
        }

        return writer.ToString();
    }

    /// <summary>
    /// The file of a declaration with errors: the whole surface, with bodies that throw. A type that cannot be extended
    /// gets nothing, since whatever stood here would be a second error.
    /// </summary>
    public static string Throwing(Declaration declaration)
    {
        var writer = new CodeWriter();
        Head(writer, declaration, []);
        FileFrame.Switches(writer);
        if (!FileFrame.Extensible(declaration))
            return FileFrame.Refusal(writer, declaration);
        ClassEmitter.Emit(writer, new ClassSurface(declaration, isFaulty: true), [], []);
        return writer.ToString();
    }

    /// <summary>The second file, for a compilation that sees TorchSharp: the module, and the mathematics as tensor operators.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="faulty">Whether it has errors; then the bodies throw.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static string Torch(Declaration declaration, bool faulty, CancellationToken cancellation)
    {
        var writer = new CodeWriter();
        FileFrame.Preamble(writer);
        if (!FileFrame.Extensible(declaration))
            return FileFrame.Refusal(writer, declaration);
        var surface = new ClassSurface(declaration, faulty);
        var forms = faulty ? [] : surface.Model.TargetKinds;
        new TorchEmitter(writer, surface, forms).Emit();
        if (faulty)
            return writer.ToString();
        writer.Lines("");
        using (writer.Block($"namespace {CSharp.KernelNamespace}"))
        {
            writer.Lines("using global::System;", "using static global::LossDsl.Runtime.TensorMath;",
                "using Tensor = global::TorchSharp.torch.Tensor;");
            foreach (var form in forms)
                OperatorEmitter.Emit(writer, surface, form, cancellation);
        }

        return writer.ToString();
    }

    private static void Kernels(CodeWriter writer, LossModel model, CompiledForm form)
    {
        var (parameters, name) = (model.Parameters, model.Declaration.Type.PlainName);
        var targets = form.Form == LossForm.Labels ? "" : " for targets that are numbers";
        writer.Lines("", $"/// <summary>The mathematics of {name}{targets}: sweeps over the classes for vectors, and the same in plain "
            + "loops.</summary>");
        KernelEmitter.Emit(writer, form.Kernel, parameters, form.Program);
        foreach (var (input, program) in form.InputGradients)
        {
            writer.Lines("", $"/// <summary>The gradient of {name} with respect to {input.Name}{targets}: they stand in the place of the "
                + "logits, which are an input.</summary>");
            KernelEmitter.Emit(writer, form.InputKernel(input), parameters, program);
        }

        if (form.Key is not { } key)
            return;
        writer.Lines("", $"/// <summary>What the rows of {name} are selected by{targets}, without a gradient.</summary>");
        KernelEmitter.Emit(writer, form.KeyKernel, parameters, key);
    }

    private static void Head(CodeWriter writer, Declaration declaration, IReadOnlyList<string> documentation)
    {
        writer.Lines("// <auto-generated />", DeclarationRecord.Line(declaration));
        if (documentation.Count > 0)
            writer.Lines(["//", .. documentation.Select(line => "//   " + line)]);
    }

    private static void Papers(CodeWriter writer, Declaration declaration)
    {
        var papers = Documentation.Papers(declaration).ToList();
        if (papers.Count > 0)
            writer.Lines(["//", .. papers.Select(paper => "// " + paper)]);
    }

    /// <summary>Which kernel runs when.</summary>
    private static void Map(CodeWriter writer, IReadOnlyList<CompiledForm> forms)
    {
        var kernels = new List<(string Name, string When)>();
        foreach (var form in forms)
        {
            var targets = form.Form == LossForm.Labels ? "class indices" : "targets that are numbers";
            kernels.Add((form.Kernel, targets));
            kernels.AddRange(form.InputGradients.Select(gradient =>
                (form.InputKernel(gradient.Input), $"the gradient with respect to {gradient.Input.Name}, {targets}")));
            if (form.Key is not null)
                kernels.Add((form.KeyKernel, $"what rows are selected by, {targets}"));
        }

        var width = kernels.Max(kernel => kernel.Name.Length) + 2;
        writer.Lines(["//", .. kernels.Select(kernel => $"// {kernel.Name.PadRight(width)}{kernel.When}")]);
    }
}
