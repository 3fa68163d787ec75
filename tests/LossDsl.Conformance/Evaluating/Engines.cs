using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>A way to evaluate a declared loss.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="IsSingle">Whether it computes in single precision.</param>
/// <param name="Evaluate">Evaluates the compiled loss; null for the evaluator of the IR, which needs no generated code.</param>
internal sealed record EngineUnderTest(string Name, bool IsSingle, Evaluation? Evaluate)
{
    public static EngineUnderTest Evaluator { get; } = new("evaluator, double", false, null);

    public static EngineUnderTest Double { get; } = InDouble("plain loops, double", new() { Engine = Engine.PlainLoops });

    /// <summary>Every engine that the library itself has.</summary>
    public static IReadOnlyList<EngineUnderTest> All { get; } =
    [
        Evaluator,
        Double,
        InSingle("plain loops, float", new() { Engine = Engine.PlainLoops }),
        .. new[] { 512, 256, 128, 32 }.Select(static bits =>
            InSingle($"sweeps, float, {bits} bit", new() { Engine = Engine.Sweeps, VectorBits = bits }) with { IsOfVectors = true }),
    ];

    /// <summary>Those whose code depends on what vectors the processor has.</summary>
    public static IReadOnlyList<EngineUnderTest> Sweeps { get; } = [.. All.Where(static engine => engine.IsOfVectors)];

    /// <summary>Whether it runs on vectors.</summary>
    public bool IsOfVectors { get; init; }

    /// <summary>
    /// Whether a softmax is torch's log_softmax, whose error in the logarithm of a probability near 1 is that of a number near 1:
    /// gradients of softmax losses in single precision are then compared at the largest entry of the batch.
    /// </summary>
    public bool TakesTorchSoftmax { get; init; }

    /// <summary>By loss, where the gradient has to differ on this engine in single precision.</summary>
    public IReadOnlyDictionary<string, Deviation> Deviations { get; init; } = new Dictionary<string, Deviation>();

    private static EngineUnderTest InDouble(string name, Execution execution)
        => new(name, false, (loss, declaration, batch) => Observation.Double(loss, declaration, batch, execution));

    private static EngineUnderTest InSingle(string name, Execution execution)
        => new(name, true, (loss, declaration, batch) => Observation.Single(loss, declaration, batch, execution));
}

/// <summary>Evaluates a compiled loss on a batch.</summary>
internal delegate Observation Evaluation(Loss loss, Declaration declaration, ReferenceBatch batch);
