using System;
using System.Collections.Generic;
using System.Reflection;

namespace LossDsl.Generators.Tests;

/// <summary>Walks everything that an object holds, by reflection over the fields of all its types.</summary>
internal static class ReachableObjects
{
    private const BindingFlags AllFields
        = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The paths at which something of Roslyn is held: a symbol, syntax, a location, a compilation.</summary>
    public static IEnumerable<string> OfRoslyn(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object Value, string Path)>([(root, root.GetType().Name)]);
        while (open.TryPop(out var next))
        {
            var type = next.Value.GetType();
            if (type.FullName!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            {
                yield return $"{next.Path}: {type.FullName}";
                continue;
            }

            if (type.IsPrimitive || type.IsEnum || next.Value is string or Type || !seen.Add(next.Value))
                continue;
            foreach (var (child, name) in Children(next.Value, type))
                open.Push((child, next.Path + name));
        }
    }

    private static IEnumerable<(object Child, string Name)> Children(object value, Type type)
    {
        if (value is Array array)
        {
            foreach (var item in array)
            {
                if (item is not null)
                    yield return (item, "[]");
            }
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var field in t.GetFields(AllFields))
            {
                if (field.GetValue(value) is { } child && !field.FieldType.IsPointer)
                    yield return (child, "." + field.Name);
            }
        }
    }
}
