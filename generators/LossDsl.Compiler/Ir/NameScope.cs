using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Gives names that are not taken yet.</summary>
internal sealed class NameScope
{
    // What names of generated code may come out as: meanings are words, and those of properties any words.
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock",
        "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected",
        "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    ];

    private readonly HashSet<string> taken;

    /// <summary>A scope in which some names are taken.</summary>
    public NameScope(params string[] taken) => this.taken = [.. taken];

    /// <summary>The name, or the name with the next free number.</summary>
    public string Take(string name)
    {
        name = Keywords.Contains(name) ? name + "Value" : name;
        var result = name;
        for (var i = 2; !taken.Add(result); i++)
            result = name + i;
        return result;
    }
}
