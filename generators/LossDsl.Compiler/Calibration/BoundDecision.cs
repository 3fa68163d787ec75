using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A loss with hyper-parameters that are read at each call: only what calculus proves for their whole ranges is known.</summary>
internal static class BoundDecision
{
    /// <summary>Of a loss that reads none.</summary>
    public static readonly IReadOnlyDictionary<string, (double Low, double High)> NoRanges = new Dictionary<string, (double, double)>();

    /// <summary>The verdicts.</summary>
    public static PhaseReport Decide(Declaration declaration, Population population, SeparableForm? form, IReadOnlyList<string> bound)
    {
        var reason = $"{string.Join(", ", bound)} {(bound.Count == 1 ? "is" : "are")} read at each call";
        var undecided = ElementStage.All(population.Epoch, reason);
        if (form is not { Shared: null } || !double.IsPositiveInfinity(population.Domain))
            return undecided;
        foreach (var prior in Priors.Of(declaration, population.ReadsPrior))
        {
            var inputs = population.Inputs(prior);
            var constants = new ClassConstants(inputs, Ranges(declaration));
            if (constants.Exactly(form.Scale) is var scale && !scale.All(one => one > 0 && one.Equals(scale[0])))
                return undecided;
            if (constants.Exactly(form.Shift) is var shift && !shift.All(one => Math.Abs(one - shift[0]) <= 1e-9))
                return undecided;
            // Equal functions of every class: nothing in them depends on the class.
            if (form.Own.Contains(node => node.Op is Op.ClassInput or Op.ClassIndex or Op.Table) || Shape.Of(form.Own, expr => constants.At(expr, 0)) is not { FallsStrictly: true, IsBoundedBelow: true })
                return undecided;
        }

        return undecided with { Accuracy = CalibrationVerdict.Proven($"S1†: φ falls strictly, whatever {string.Join(", ", bound)} within range") };
    }

    /// <summary>The ranges of what is bound to properties; of a property that several read, the values that all admit.</summary>
    private static Dictionary<string, (double Low, double High)> Ranges(Declaration declaration)
    {
        var ranges = new Dictionary<string, (double Low, double High)>();
        foreach (var (row, use) in Lowering.All(declaration))
        {
            foreach (var parameter in row.Parameters)
            {
                if (parameter.Binding is not { } binding || use[binding]?.Bound is not { } property)
                    continue;
                var here = parameter.For(declaration.Head, use);
                var range = ranges.TryGetValue(property.Name, out var other)
                    ? (Math.Max(other.Low, here.Low), Math.Min(other.High, here.High))
                    : (here.Low, here.High);
                ranges[property.Name] = range;
            }
        }

        return ranges;
    }
}
