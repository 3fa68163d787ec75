using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Gives names that are not taken yet.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> taken;

    /// <summary>A scope in which some names are taken.</summary>
    public NameScope(params string[] taken) => this.taken = [.. taken];

    /// <summary>The name, or the name with the next free number.</summary>
    public string Take(string name)
    {
        var result = name;
        for (var i = 2; !taken.Add(result); i++)
            result = name + i;
        return result;
    }
}
