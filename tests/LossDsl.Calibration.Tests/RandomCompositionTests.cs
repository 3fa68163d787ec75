using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Gradients.Tests;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// Random compositions of the language: no verdict is contradicted by another minimiser, and few are undecided that have
/// numbers to be decided by. LOSSDSL_CALIBRATIONS says which compositions: how many, 300 if it is not set, or a range such as
/// 5000-5999, or numbers such as 3828,6431.
/// </summary>
public class RandomCompositionTests(ITestOutputHelper output)
{
    private static readonly double[][] Probes = [[0.55, 0.45], [0.2, 0.8], [0.48, 0.4, 0.12], [0.1, 0.25, 0.65]];

    private static readonly double[] Powers = [0, 0.5, -1, 2];

    private static IEnumerable<int> Wanted()
    {
        static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        var wanted = Environment.GetEnvironmentVariable("LOSSDSL_CALIBRATIONS") is { Length: > 0 } given ? given : "300";
        return wanted.Contains(',', StringComparison.Ordinal) ? wanted.Split(',').Select(Number)
            : wanted.Split('-') is [var first, var last] ? Enumerable.Range(Number(first), Number(last) - Number(first) + 1)
            : Enumerable.Range(0, Number(wanted));
    }

    [Fact]
    public void No_verdict_is_contradicted()
    {
        var (all, joint, undeclared, decidable, undecided, proven, holds, violated) = (0, 0, 0, 0, 0, 0, 0, 0);
        var contradictions = new List<string>();
        var reasons = new List<string>();
        foreach (var number in Wanted())
        {
            var declaration = Sampled(Constant(RandomDeclarations.Numbered(number)), number);
            if (LossCompiler.Check(declaration).Count > 0)
                continue;
            var report = Compiler.Calibration.Decide(declaration, default);
            var form = LossModel.Of(declaration).TargetKinds.Contains(LossForm.Labels) ? LossForm.Labels : LossForm.Numbers;
            var lowered = LossCompilation.Of(declaration).Trained(form);
            all++;
            // What is given at construction or with a call, and what is no risk of a single example, is undecided on principle.
            if (Population.Obstacle(LossModel.Of(declaration), lowered) is not null || Population.Bound(lowered).Count > 0)
                continue;
            var accuracy = report.Last.Accuracy;
            // Weights that depend on all labels of a row leave no loss of a single output.
            if (accuracy.Kind == VerdictKind.Undecided
                && accuracy.Note.StartsWith("the loss of an output depends on", StringComparison.Ordinal))
            {
                joint++;
                continue;
            }

            // As above, of class counts: what the constructor is given.
            if (accuracy.Kind == VerdictKind.Undecided && accuracy.Note.EndsWith("which are not declared", StringComparison.Ordinal))
            {
                undeclared++;
                continue;
            }

            decidable++;
            (undecided, proven, holds, violated) = accuracy.Kind switch
            {
                VerdictKind.Undecided => (undecided + 1, proven, holds, violated),
                VerdictKind.Proven => (undecided, proven + 1, holds, violated),
                VerdictKind.HoldsNumerically => (undecided, proven, holds + 1, violated),
                _ => (undecided, proven, holds, violated + 1),
            };
            if (accuracy.Kind == VerdictKind.Undecided)
            {
                reasons.Add(accuracy.Note);
                output.WriteLine($"{number}: {Configuration.Declared(declaration)}: {accuracy.Note}");
            }

            try
            {
                if (declaration.Head == Heads.Softmax)
                    Check(declaration, report.Last, lowered);
                else if (!lowered.Nodes.Any(node => node.Op == Op.Stop))
                    OutputConfirmation.Check(declaration, report.Last);
            }
            catch (XunitException contradiction)
            {
                contradictions.Add($"{number}: {contradiction.Message}");
            }
        }

        output.WriteLine($"{all} compositions, {joint} with outputs that depend on each other, {undeclared} that depend on counts which "
            + $"are not declared, {decidable} of the others decidable: accuracy proven {proven}, holds numerically {holds}, violated "
            + $"{violated}, undecided {undecided}");
        foreach (var reason in reasons.GroupBy(reason => reason).OrderByDescending(reason => reason.Count()))
            output.WriteLine($"undecided {reason.Count()}: {reason.Key}");
        Assert.True(contradictions.Count == 0, string.Join("\n", contradictions));
        Assert.True(undecided <= 0.05 * decidable, $"{undecided} of {decidable} are undecided");
    }

    /// <summary>With constants for what is bound to properties.</summary>
    private static Declaration Constant(Declaration declaration)
    {
        EquatableArray<AttributeUse> Of(EquatableArray<AttributeUse> uses) => uses.Select(use => use with
        {
            Arguments = use.Arguments.Select(argument => argument.Bound is null ? argument
                : Given(AttributeTable.Find(use.Name)!, argument)).ToEquatable(),
        }).ToEquatable();

        return declaration with
        {
            Attributes = Of(declaration.Attributes),
            Parts = declaration.Parts.Select(part => part with { Attributes = Of(part.Attributes) }).ToEquatable(),
        };
    }

    /// <summary>With a sampler, of every fifth with a softmax.</summary>
    private static Declaration Sampled(Declaration declaration, int number)
        => declaration.Head != Heads.Softmax || number % 5 != 0 ? declaration : declaration with
        {
            Attributes = declaration.Attributes
                .Append(new AttributeUse("Resampled",
                    new[] { new Argument("Power", Numbers: new[] { Powers[number / 5 % Powers.Length] }.ToEquatable()) }.ToEquatable()))
                .ToEquatable(),
        };

    private static Argument Given(AttributeRow row, Argument bound)
    {
        var parameter = row.Parameters.Single(parameter => parameter.Binding == bound.Name);
        return new Argument(parameter.Name,
            Numbers: new[] { new[] { 0.6, 1.4, parameter.Low + 0.5, parameter.High - 0.5 }.First(value => parameter.Allows(value)
                && !value.Equals(parameter.Neutral)) }.ToEquatable());
    }

    private static void Check(Declaration declaration, PhaseReport phase, LossIr lowered)
    {
        var isStopped = lowered.Nodes.Any(node => node.Op == Op.Stop);
        var epoch = phase.From + 1;
        foreach (var verdict in new[] { phase.Accuracy, phase.Balanced, phase.Probabilities })
        {
            if (verdict.Counterexample is { } found)
                Confirmation.Confirm(declaration, epoch, found, isStopped);
        }

        foreach (var posterior in Probes.Where(_ => phase.Accuracy.Holds && !isStopped))
        {
            if (declaration.Classes is null || declaration.Classes == posterior.Length)
                Confirmation.ConfirmHolds(declaration, epoch, Compiler.Goal.Accuracy, TruthRow.Prior(posterior.Length), posterior);
        }
    }
}
