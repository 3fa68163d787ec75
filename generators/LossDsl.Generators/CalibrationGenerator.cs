using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>
/// Writes what the statistician knows of every class with <c>[Loss]</c>: verdicts as documentation, links, predictions, unless
/// <see cref="VerdictOption"/> leaves them out. A generator of its own: kernels do not wait for it, and do not fail with it. It reports
/// nothing; the verdicts are those that
/// <see cref="CalibrationAnalyzer"/> reports, for the price of one.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CalibrationGenerator : IIncrementalGenerator
{
    /// <summary>The step whose outputs are <see cref="Declaration"/>s.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>The step whose outputs are <see cref="GeneratedSource"/>s.</summary>
    public const string CalibrationSources = nameof(CalibrationSources);

    /// <summary>The step whose outputs are the <see cref="GeneratedSource"/>s for TorchSharp.</summary>
    public const string CalibrationTorchSources = nameof(CalibrationTorchSources);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = DeclaredLosses.Of(context).WithTrackingName(Declarations);
        var judged = declarations
            .Combine(VerdictOption.Of(context))
            .Where(static pair => pair.Right)
            .Select(static (pair, _) => pair.Left);
        var sources = judged
            .Select(static (declaration, cancellation) => LossCompiler.CompileCalibration(declaration, cancellation)!)
            .Where(static source => source is not null)
            .WithTrackingName(CalibrationSources);
        var torchSources = judged
            .Combine(DeclaredLosses.HasAdapter(context))
            .Where(static pair => pair.Right)
            .Select(static (pair, cancellation) => LossCompiler.CompileCalibrationTorch(pair.Left, cancellation)!)
            .Where(static source => source is not null)
            .WithTrackingName(CalibrationTorchSources);
        var ambiguous = DeclaredLosses.AmbiguousNames(declarations);
        context.RegisterSourceOutput(
            sources.Combine(ambiguous),
                static (output, pair) => DeclaredLosses.Add(output, pair.Left, GeneratedSource.CalibrationExtension, pair.Right));
        context.RegisterSourceOutput(
            torchSources.Combine(ambiguous),
                static (output, pair) => DeclaredLosses.Add(output, pair.Left, GeneratedSource.CalibrationTorchExtension, pair.Right));
    }
}
