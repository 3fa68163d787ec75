using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Reads the arguments of one attribute. What is not written out is not there: a default is not an argument.</summary>
internal static class ArgumentReader
{
    private const string BindingSuffix = "From";

    /// <summary>The arguments in the order of the source, as far as the C# compiler understood them.</summary>
    public static IEnumerable<Argument> Read(AttributeData attribute, INamedTypeSymbol type)
    {
        if (attribute.AttributeConstructor is { } constructor)
        {
            for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
            {
                var name = PropertyName(constructor.Parameters[i].Name);
                if (Read(name, attribute.ConstructorArguments[i], type) is { } argument)
                    yield return argument;
            }
        }

        foreach (var named in attribute.NamedArguments)
        {
            if (Read(named.Key, named.Value, type) is { } argument)
                yield return argument;
        }
    }

    /// <summary>The property that a parameter of an attribute's constructor sets: "alpha" sets Alpha.</summary>
    public static string PropertyName(string parameter)
        => char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);

    private static Argument? Read(string name, TypedConstant constant, INamedTypeSymbol type) => constant.Kind switch
    {
        TypedConstantKind.Primitive => Primitive(name, constant.Value, type),
        TypedConstantKind.Enum => new Argument(name, Choice: MemberName(constant)),
        TypedConstantKind.Array => Array(name, constant),
        _ => null,
    };

    private static Argument? Primitive(string name, object? value, INamedTypeSymbol type) => value switch
    {
        bool flag => new Argument(name, Flag: flag),
        double or float => new Argument(name, Numbers: Single(Number(value))),

        // Beyond 2^53 a double would round: an ignore index must stay the very integer that was written.
        int or long => new Argument(
            name, Numbers: Single(Number(value)), Integer: Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        null or string when name.EndsWith(BindingSuffix, StringComparison.Ordinal)
            => new Argument(name, Bound: BindingReader.Read((string?)value, type)),
        string text => new Argument(name, Choice: text),
        _ => null,
    };

    /// <summary>An empty array, as <c>params</c> makes it of nothing, is not an argument.</summary>
    private static Argument? Array(string name, TypedConstant constant)
    {
        if (constant.IsNull || constant.Values.IsEmpty || constant.Values.Any(v => v.Value is null))
            return null;
        return new Argument(name, Numbers: constant.Values.Select(v => Number(v.Value!)).ToEquatable());
    }

    /// <summary>A value that is no member, as a cast can make it, is given as its number.</summary>
    private static string MemberName(TypedConstant constant)
        => constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value))?.Name
            ?? Convert.ToString(constant.Value, CultureInfo.InvariantCulture);

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static EquatableArray<double> Single(double value) => new([value]);
}
