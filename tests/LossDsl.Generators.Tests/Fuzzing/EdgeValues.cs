using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Generators.Tests.Fuzzing;

/// <summary>Arguments at and around the edges of what a parameter may be, and far beyond.</summary>
internal static class EdgeValues
{
    /// <summary>Every argument that is tried for a parameter: constants, lists, members of its enumeration, and a property.</summary>
    public static IEnumerable<Argument> Of(AttributeRow row, ParameterRow parameter) => parameter.Kind switch
    {
        ParameterKind.Flag => [new(parameter.Name, Flag: true), new(parameter.Name, Flag: false)],
        ParameterKind.Choice => parameter.Choices.Select(choice => new Argument(parameter.Name, Choice: choice)),
        ParameterKind.Numbers => Lists(parameter).Select(list => new Argument(parameter.Name, Numbers: list.ToEquatable()))
            .Concat(Bound(row, parameter)),
        _ => Numbers(parameter).Select(number => Constant(parameter, number)).Concat(Bound(row, parameter)),
    };

    /// <summary>An ordinary argument for a parameter that must have one; null where it may be left out.</summary>
    public static Argument? Ordinary(AttributeRow row, ParameterRow parameter)
    {
        var first = row.ExactlyOneOf.FirstOrDefault() == parameter.Name;
        if (!first && (parameter.Default is not null || parameter.Optional || row.ExactlyOneOf.Contains(parameter.Name)))
            return null;
        return parameter.Kind switch
        {
            ParameterKind.Flag => new(parameter.Name, Flag: true),
            ParameterKind.Choice => new(parameter.Name, Choice: parameter.Choices[^1]),
            ParameterKind.Numbers => new(parameter.Name, Numbers: new[] { Inside(parameter) }.ToEquatable()),
            _ => Constant(parameter, Inside(parameter)),
        };
    }

    /// <summary>The property that a parameter is bound to.</summary>
    public static string PropertyOf(AttributeRow row, ParameterRow parameter) => row.Name + parameter.Name;

    /// <summary>A value in the middle of what is allowed.</summary>
    public static double Inside(ParameterRow parameter)
        => new[] { 0.5, 0.25, 2, 3, 5, 1, 0.05, 2000, -0.5 }.First(value => parameter.Allows(value) && !value.Equals(parameter.Neutral)
            && (!parameter.Whole || value == Math.Floor(value)));

    private static Argument Constant(ParameterRow parameter, double number)
        => new(parameter.Name, Numbers: new[] { number }.ToEquatable(), Integer: parameter.Whole
            && Math.Abs(number) < 9e18 ? (long)number : null);

    private static IEnumerable<Argument> Bound(AttributeRow row, ParameterRow parameter)
        => parameter.Binding is { } binding ? [new(binding, Bound: new BoundProperty(PropertyOf(row, parameter), BindingState.Usable))]
            : [];

    private static IEnumerable<double> Numbers(ParameterRow parameter)
    {
        double[] bounds = [parameter.Low, parameter.High];
        double[] others = parameter.Whole
            ? [0, 1, 2, -1, int.MaxValue]
            : [0, -0.0, 1, Math.BitIncrement(0), 1e-300, 1e-8, 1.0 / 3, 0.5, Math.BitDecrement(1), Math.BitIncrement(1), 2, 2.5, 7, 1e30,
                -1e30, 1e-30, -0.5, 1e308];
        return bounds.SelectMany(bound => parameter.Whole ? [bound, bound + 1, bound - 1]
            : new[] { bound, Math.BitIncrement(bound), Math.BitDecrement(bound) })
            .Concat(others)
            .Append(parameter.Default ?? 0.75)
            .Where(number => !parameter.Whole || number == Math.Floor(number))
            .Distinct();
    }

    private static IEnumerable<double[]> Lists(ParameterRow parameter)
    {
        var one = Numbers(parameter).Select(number => new[] { number });
        var inside = Inside(parameter);
        return one.Concat(
        [
            [],
            [inside, inside],
            [inside, 0],
            [0, inside, inside],
            [.. Enumerable.Repeat(inside, 30)],
        ]);
    }
}
