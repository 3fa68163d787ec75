using System;
using System.Diagnostics;
using System.Linq;
using LossDsl.Compiler;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Benchmarks;

/// <summary>
/// What a verdict and the advice on it cost where the counts of many classes are declared, of which no two need be the same.
/// </summary>
internal static class ManyClasses
{
    private const int Rounds = 5;

    private static readonly int[] Classes = [3, 10, 100, 1000];

    private static readonly (string Name, AttributeUse[] Uses)[] Losses =
    [
        ("cross-entropy", [Use("CrossEntropy")]),
        ("focal, inverse frequency", [Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("InverseFrequency")]),
        ("logit adjustment", [Use("CrossEntropy"), Use("LogitAdjustment", Number("Tau", 1))]),
        ("LDAM", [Use("CrossEntropy"), Use("LabelDistributionMargin", Number("Max", 0.5)), Use("Scale", Number("Value", 30))]),
        ("effective number", [Use("CrossEntropy"), Use("EffectiveNumber", Number("Beta", 0.999))]),
        ("adjusted, effective number",
            [Use("CrossEntropy"), Use("LogitAdjustment", Number("Tau", 1)), Use("EffectiveNumber", Number("Beta", 0.999))]),
        ("smoothed, inverse frequency", [Use("CrossEntropy"), Use("LabelSmoothing", Number("Alpha", 0.1)), Use("InverseFrequency")]),
        ("sigmoid, inverse frequency", [Head("Sigmoid"), Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("InverseFrequency")]),
    ];

    /// <summary>Prints milliseconds and evaluations by number of classes.</summary>
    public static void Run()
    {
        Console.WriteLine($"long-tailed counts, for balanced accuracy, medians of {Rounds}: milliseconds of the verdict (evaluations); "
            + "of verdict and advice");
        foreach (var (name, uses) in Losses)
        {
            Console.Write($"  {name,-28}");
            foreach (var classes in Classes)
            {
                var declaration = Declared(uses, classes);
                var evaluations = 0;
                var decided = Time(() => evaluations = Compiler.Calibration.Decide(declaration, default).Evaluations);
                var judged = Time(() => Advisor.Judge(declaration, default));
                Console.Write($" | C = {classes}: {decided:F1} ({evaluations:N0}); {judged:F1}");
            }

            Console.WriteLine();
        }
    }

    private static Declaration Declared(AttributeUse[] uses, int classes)
    {
        double[] counts = [.. Enumerable.Range(0, classes).Select(k => Math.Round(100_000 * Math.Pow(1000, -k / (classes - 1.0))))];
        var head = uses.FirstOrDefault(use => use.Name == "Loss") ?? Head("Softmax");
        var loss = head with
        {
            Arguments = head.Arguments.Append(Number("Counts", counts))
            .Append(new Argument("For", Choice: "BalancedAccuracy")).ToEquatable()
        };
        return Loss([loss, .. uses.Where(use => use.Name != "Loss")]);
    }

    private static double Time(Action action)
    {
        action();
        return Declarations.Median([.. Enumerable.Range(0, Rounds).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        })]);
    }
}
