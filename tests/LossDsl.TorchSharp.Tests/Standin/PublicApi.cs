using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>
/// What an assembly lets others see, a line per type and an indented line per member: access, static or virtual, types
/// with their namespaces, names, and defaults of parameters. Arrays of every rank are spelled alike.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Lines of members by the line of their type.</summary>
    public static Dictionary<string, List<string>> Print(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => type.Namespace is { } space && (space == "TorchSharp" || space.StartsWith("TorchSharp.", StringComparison.Ordinal)))
        .ToDictionary(Header, type => Members(type).Order(StringComparer.Ordinal).ToList());

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum " : type.IsInterface ? "interface " : type.IsValueType ? "struct "
            : type is { IsAbstract: true, IsSealed: true } ? "static class "
            : type.IsAbstract ? "abstract class " : type.IsSealed ? "sealed class " : "class ";
        var isDerived = type is { IsClass: true, BaseType: { } super } && super != typeof(object);
        return kind + Name(type) + (isDerived ? " : " + Name(type.BaseType!) : "");
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}")
        : type.GetMembers(Own).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute), false)).SelectMany(Member);

    private static IEnumerable<string> Member(MemberInfo member)
    {
        switch (member)
        {
            case FieldInfo field when Access(field.Attributes & FieldAttributes.FieldAccessMask) is { } access:
                yield return $"{access}{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";
                break;
            case ConstructorInfo { IsStatic: false } constructor when Access(constructor) is { } access:
                yield return $"{access}.ctor({Parameters(constructor.GetParameters())})";
                break;
            case PropertyInfo property when (property.GetMethod is { } get ? Access(get) : null) is { } access:
                var index = property.GetIndexParameters();
                var accessors = property.SetMethod is { } set && Access(set) is not null ? "{ get; set; }" : "{ get; }";
                yield return $"{access}{(property.GetMethod!.IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name}"
                    + (index.Length > 0 ? $"[{Parameters(index)}] " : " ") + accessors;
                break;
            case MethodInfo method when (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                && Access(method) is { } access:
                var modifier = method.IsStatic ? "static " : method.IsAbstract ? "abstract "
                    : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
                var generic = method.IsGenericMethod ? $"<{string.Join(',', method.GetGenericArguments().Select(Name))}>" : "";
                yield return $"{access}{modifier}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method.GetParameters())})";
                break;
        }
    }

    private static string? Access(MethodBase method) => Access((FieldAttributes)(method.Attributes & MethodAttributes.MemberAccessMask));

    private static string? Access(FieldAttributes access) => access switch
    {
        FieldAttributes.Public => "public ",
        FieldAttributes.Family or FieldAttributes.FamORAssem => "protected ",
        _ => null,
    };

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params "
            : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return prefix + Name(type) + " " + parameter.Name + (parameter.HasDefaultValue ? " = " + Default(parameter.RawDefaultValue) : "");
    }));

    private static string Default(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        Enum number => Convert.ToInt64(number).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var name = string.Join('.', (definition.FullName ?? definition.Name).Split('+').Select(part => part.Split('`')[0]));
        return type.IsGenericType ? $"{name}<{string.Join(',', type.GetGenericArguments().Select(Name))}>" : name;
    }
}
