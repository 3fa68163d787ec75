using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace LossDsl.Compiler.Tests;

/// <summary>How C# lets an attribute be written, read off the library.</summary>
internal static class AttributeSignatures
{
    /// <summary>Its constructors, whose parameters are what may stand without a name: "Focal(double gamma)".</summary>
    public static IEnumerable<string> Of(string attribute)
        => Constructors(attribute)
            .Select(constructor => $"{attribute}({string.Join(", ", constructor.GetParameters().Select(Parameter))})");

    /// <summary>The names of what may stand without a name.</summary>
    public static IEnumerable<string> Positional(string attribute)
        => Constructors(attribute).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name!).Distinct();

    private static IEnumerable<ConstructorInfo> Constructors(string attribute)
        => (typeof(LossAttribute).Assembly.GetType($"LossDsl.{attribute}Attribute")
            ?? throw new ArgumentException($"There is no attribute {attribute}.", nameof(attribute)))
            .GetConstructors().OrderBy(constructor => constructor.GetParameters().Length);

    private static string Parameter(ParameterInfo parameter)
    {
        var list = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue
            ? $" = {Convert.ToString(parameter.DefaultValue, System.Globalization.CultureInfo.InvariantCulture)}" : "";
        return $"{list}{TypeOf(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string TypeOf(Type type) => type.IsArray ? TypeOf(type.GetElementType()!) + "[]" : Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => type.Name,
        TypeCode.Double => "double",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.String => "string",
        TypeCode.Boolean => "bool",
        _ => type.Name,
    };
}
