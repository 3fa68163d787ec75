using System;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>The compiler as its hosts see it: a declaration in, problems and C# out.</summary>
public static class LossCompiler
{
    /// <summary>The judgements that were made.</summary>
    internal static readonly Memo<Judgement> Judgements = new(Advisor.Judge);

    /// <summary>
    /// Checks a declaration. This is the whole of what the analyzer reports; <see cref="Compile"/> goes through the same
    /// code.
    /// </summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="cancellation">Observed at each attribute, and at each node of what is lowered.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EquatableArray<Problem> Check(Declaration declaration, CancellationToken cancellation = default)
        => DeclarationCheck.Of(declaration, cancellation);

    /// <summary>
    /// Compiles a declaration to the generated half of its class. If the declaration has errors, the class still gets its
    /// whole public surface, with bodies that throw.
    /// </summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="verdicts">Whether <see cref="CompileCalibration"/> makes a file of it too, which then documents the class.</param>
    /// <param name="cancellation">Observed at each node.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GeneratedSource Compile(Declaration declaration, bool verdicts = true, CancellationToken cancellation = default) => new(
        declaration.Type.FullName + GeneratedSource.Extension,
        DeclarationCheck.IsFaulty(declaration, cancellation) ? SourceFile.Throwing(declaration)
            : SourceFile.Of(declaration, !verdicts || declaration.Head == Heads.Identity, cancellation));

    /// <summary>
    /// Compiles a declaration to what its class has besides where TorchSharp and the adapter are at hand: a module, and the
    /// mathematics as tensor operators. If the declaration has errors, the same surface, with bodies that throw.
    /// </summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="cancellation">Observed at each node.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GeneratedSource CompileTorch(Declaration declaration, CancellationToken cancellation = default) => new(
        declaration.Type.FullName + GeneratedSource.TorchExtension,
        SourceFile.Torch(declaration, DeclarationCheck.IsFaulty(declaration, cancellation), cancellation));

    /// <summary>
    /// Compiles a declaration to what the statistician knows of its class: verdicts as documentation, the way from scores back to
    /// probabilities, and predictions, with the formulas of the loss. If the declaration has errors, the same surface, with bodies that
    /// throw; null for a regression, which has neither.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GeneratedSource? CompileCalibration(Declaration declaration, CancellationToken cancellation)
        => declaration.Head == Heads.Identity ? null : new GeneratedSource(
            declaration.Type.FullName + GeneratedSource.CalibrationExtension,
            DeclarationCheck.IsFaulty(declaration, cancellation) ? CalibrationFile.Throwing(declaration)
                : CalibrationFile.Of(declaration, Judge(declaration, cancellation), cancellation));

    /// <summary>
    /// Compiles the links and predictions of the module that <see cref="CompileTorch"/> makes; null for a regression.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GeneratedSource? CompileCalibrationTorch(Declaration declaration, CancellationToken cancellation)
        => declaration.Head == Heads.Identity ? null : new GeneratedSource(
            declaration.Type.FullName + GeneratedSource.CalibrationTorchExtension,
            CalibrationFile.Torch(
                declaration, DeclarationCheck.IsFaulty(declaration, cancellation) ? null : Judge(declaration, cancellation), cancellation));

    /// <summary>
    /// Judges a declaration without errors: verdicts, and what the author is told about them. Judgements are kept, so that
    /// generator and analyzer get the same one for the price of one.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Judgement Judge(Declaration declaration, CancellationToken cancellation) => Judgements.Of(declaration, cancellation);
}

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name: the full name of the class and one of the endings.</param>
/// <param name="Text">C#.</param>
public sealed record GeneratedSource(string HintName, string Text)
{
    /// <summary>The ending of its name.</summary>
    public const string Extension = ".g.cs";

    /// <summary>The ending of the name of the file of verdicts and links.</summary>
    public const string CalibrationExtension = ".Calibration.g.cs";

    /// <summary>The ending of the name of the file of links for TorchSharp.</summary>
    public const string CalibrationTorchExtension = ".Calibration.Torch.g.cs";

    /// <summary>The ending of the name of the file for TorchSharp.</summary>
    public const string TorchExtension = ".Torch.g.cs";
}
