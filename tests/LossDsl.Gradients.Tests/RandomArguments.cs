using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>Random arguments of attributes: left out, constants, or bound to a property.</summary>
internal static class RandomArguments
{
    /// <summary>An argument for a parameter, or null to leave it out.</summary>
    public static Gen<Argument?> Of(AttributeRow row, ParameterRow parameter)
    {
        Gen<Argument?> none = Gen.Constant<Argument?>(null);
        switch (parameter.Kind)
        {
            case ParameterKind.Flag:
                return Gen.OneOf(none, none, Gen.Elements(true, false).Select(flag => (Argument?)new Argument(parameter.Name, Flag: flag)));
            case ParameterKind.Choice:
                return Gen.OneOf(none,
                    Gen.Elements(parameter.Choices.ToArray()).Select(choice => (Argument?)new Argument(parameter.Name, Choice: choice)));
            case ParameterKind.Numbers:
                var several = Gen.Choose(1, Math.Min(3, parameter.MaxLength)).SelectMany(count => Gen.ArrayOf(Number(parameter), count))
                    .Select(numbers => (Argument?)new Argument(parameter.Name, Numbers: numbers.ToEquatable()));
                var list = parameter.Binding is null ? several : Gen.OneOf(several, several, Bound(row, parameter));
                return parameter.Default is not null || parameter.Optional ? Gen.OneOf(list, list, none) : list;
            default:
                var constant = Number(parameter)
                    .Select(number => (Argument?)new Argument(parameter.Name, Numbers: new[] { number }.ToEquatable(),
                        Integer: parameter.Whole ? (long)number : null));
                var given = parameter.Binding is null ? constant : Gen.OneOf(constant, constant, Bound(row, parameter));
                var mayBeLeftOut = parameter.Default is not null || parameter.Optional || row.ExactlyOneOf.Contains(parameter.Name);
                return mayBeLeftOut ? Gen.OneOf(given, given, none) : given;
        }
    }

    /// <summary>
    /// The number of classes that lists of one number per class tell; null if there are none, −1 if they contradict each
    /// other.
    /// </summary>
    public static int? Classes(Declaration declaration)
    {
        var lengths = LossModel.Of(declaration).All
            .SelectMany(use => use.Row.Parameters.Where(parameter => parameter.PerClass)
                .Select(parameter => use.Use[parameter.Name]?.Numbers?.Count ?? 0))
            .Where(length => length > 1)
            .Distinct()
            .ToList();
        return lengths.Count == 0 ? null : lengths.Count == 1 ? lengths[0] : -1;
    }

    /// <summary>The property that a parameter is bound to in these compositions.</summary>
    public static string PropertyOf(AttributeRow row, ParameterRow parameter) => row.Name + parameter.Name;

    private static Gen<Argument?> Bound(AttributeRow row, ParameterRow parameter)
        => Gen.Constant<Argument?>(
            new Argument(parameter.Binding!, Bound: new BoundProperty(PropertyOf(row, parameter), BindingState.Usable)));

    /// <summary>Plausible values in the range of a parameter, small ones and large ones, whole ones and others.</summary>
    private static Gen<double> Number(ParameterRow parameter)
    {
        // A number of examples, which is more than any class has.
        if (parameter.Whole && parameter.High > int.MaxValue)
            return Gen.Choose(2000, 100_000).Select(number => (double)number);
        if (parameter.Whole)
            return Gen.Choose((int)parameter.Low, (int)Math.Min(parameter.Low + 4, parameter.High)).Select(number => (double)number);
        var low = Math.Max(parameter.Low, -2);
        var high = Math.Min(parameter.High, parameter.Low >= 0 ? 4 : 2);
        if (low >= high)
            return Gen.Elements(low, Math.Min(parameter.High, low + 1)).Where(parameter.Allows);
        return Gen.OneOf(
            Gen.Choose(1, 99).Select(percent => Math.Round(low + ((high - low) * percent / 100), 3)),
            Gen.Elements(0.5, 1, 2, 3, (low + high) / 2).Where(value => value <= high && parameter.Allows(value)));
    }
}
