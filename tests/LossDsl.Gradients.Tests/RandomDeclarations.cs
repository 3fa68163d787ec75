using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>
/// Random compositions of the language, drawn from the compiler's own table of attributes, so that a new row is covered
/// by being there. A composition that the rules refuse is drawn again.
/// </summary>
internal static class RandomDeclarations
{
    /// <summary>The composition of that number; the same number always gives the same one.</summary>
    public static Declaration Numbered(int number) => Composition.Sample(1, new Rnd((ulong)number, (2 * (ulong)number) + 1), 10).Single() with
    {
        Type = new DeclaredType("Random", $"Loss{number}", default, TypeShape.Usable),
    };

    /// <summary>Compositions, which shrink by losing attributes.</summary>
    public static Arbitrary<Declaration> Arbitrary()
        => Arb.From(Composition, declaration => declaration.Attributes
            .Where(use => use.Name != "Loss")
            .Select(removed => declaration with { Attributes = declaration.Attributes.Where(use => use != removed).ToEquatable() })
            .Where(IsCorrect));

    private static Gen<Declaration> Composition
        => Uses.Select(uses => new Declaration(new DeclaredType("Random", "Loss", default, TypeShape.Usable), uses.ToEquatable()))
            .Where(IsCorrect);

    private static Gen<List<AttributeUse>> Uses
        => AttributeTable.All
            .Select(row => row.Stage switch
            {
                Stage.Loss => Gen.Elements(-1L, 0, 3, -100, long.MinValue).Select(ignore => new List<AttributeUse> { LossUse(ignore) }),
                Stage.BaseTerm => Use(row, 0.5),
                Stage.Aggregation => Use(row, 0.3),
                _ => Use(row, 0.4),
            })
            .Aggregate(Gen.Constant(new List<AttributeUse>()), (all, one) =>
                from uses in all
                from use in one
                select uses.Concat(use).ToList())
            .SelectMany(uses => Gen.Shuffle(uses.ToArray()), (_, shuffled) => shuffled.ToList());

    private static bool IsCorrect(Declaration declaration) => LossCompiler.Check(declaration).Count == 0;

    private static AttributeUse LossUse(long ignore)
        => new("Loss", new[] { new Argument("Head", Choice: "Softmax"), new Argument("IgnoreIndex", Numbers: new double[] { ignore }.ToEquatable(), Integer: ignore) }
            .Take(ignore == long.MinValue ? 1 : 2).ToEquatable());

    private static Gen<List<AttributeUse>> Use(AttributeRow row, double probability)
    {
        var one = row.Parameters.Aggregate(Gen.Constant(new List<Argument>()), (all, parameter) =>
            from arguments in all
            from argument in Value(row, parameter)
            select argument is null ? arguments : arguments.Append(argument).ToList())
            .Select(arguments => new List<AttributeUse> { new(row.Name, arguments.ToEquatable()) });
        return Gen.Choose(0, 999).SelectMany(dice => dice < 1000 * probability ? one : Gen.Constant(new List<AttributeUse>()));
    }

    private static Gen<Argument?> Value(AttributeRow row, ParameterRow parameter)
    {
        Gen<Argument?> none = Gen.Constant<Argument?>(null);
        switch (parameter.Kind)
        {
            case ParameterKind.Flag:
                return Gen.OneOf(none, none, Gen.Elements(true, false).Select(flag => (Argument?)new Argument(parameter.Name, Flag: flag)));
            case ParameterKind.Choice:
                return Gen.OneOf(none, Gen.Elements(parameter.Choices.ToArray()).Select(choice => (Argument?)new Argument(parameter.Name, Choice: choice)));
            case ParameterKind.Numbers:
                var several = Gen.Choose(1, 3).SelectMany(count => Gen.ArrayOf(Number(parameter), count))
                    .Select(numbers => (Argument?)new Argument(parameter.Name, Numbers: numbers.ToEquatable()));
                return Gen.OneOf(several, several, Bound(row, parameter));
            default:
                var constant = Number(parameter).Select(number => (Argument?)new Argument(parameter.Name, Numbers: new[] { number }.ToEquatable(), Integer: parameter.Whole ? (long)number : null));
                return parameter.Binding is null ? constant : Gen.OneOf(constant, constant, Bound(row, parameter));
        }
    }

    private static Gen<Argument?> Bound(AttributeRow row, ParameterRow parameter)
        => Gen.Constant<Argument?>(new Argument(parameter.Binding!, Bound: new BoundProperty(PropertyOf(row, parameter), BindingState.Usable)));

    /// <summary>The property that a parameter is bound to in these compositions.</summary>
    public static string PropertyOf(AttributeRow row, ParameterRow parameter) => row.Name + parameter.Name;

    /// <summary>Plausible values in the range of a parameter, small ones and large ones, whole ones and others.</summary>
    private static Gen<double> Number(ParameterRow parameter)
    {
        if (parameter.Whole)
            return Gen.Choose((int)parameter.Low, (int)parameter.Low + 4).Select(number => (double)number);
        var low = Math.Max(parameter.Low, -2);
        var high = Math.Min(parameter.High, parameter.Low >= 0 ? 4 : 2);
        return Gen.OneOf(
            Gen.Choose(1, 99).Select(percent => Math.Round(low + ((high - low) * percent / 100), 3)),
            Gen.Elements(0.5, 1, 2, 3).Where(value => value <= high && parameter.Allows(value)));
    }
}
