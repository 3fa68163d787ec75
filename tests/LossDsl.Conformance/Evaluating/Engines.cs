using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>A way to evaluate a declared loss.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="IsSingle">Whether it computes in single precision.</param>
/// <param name="Execution">What the call asks for; null for the evaluator of the IR, which needs no generated code.</param>
internal sealed record EngineUnderTest(string Name, bool IsSingle, Execution? Execution)
{
    public static EngineUnderTest Evaluator { get; } = new("evaluator, double", false, null);

    public static EngineUnderTest Double { get; } = new("plain loops, double", false, new() { Engine = Engine.PlainLoops });

    /// <summary>Every engine there is.</summary>
    public static IReadOnlyList<EngineUnderTest> All { get; } =
    [
        Evaluator,
        Double,
        new("plain loops, float", true, new() { Engine = Engine.PlainLoops }),
        .. new[] { 512, 256, 128, 32 }.Select(static bits =>
            new EngineUnderTest($"sweeps, float, {bits} bit", true, new() { Engine = Engine.Sweeps, VectorBits = bits })),
    ];
}
