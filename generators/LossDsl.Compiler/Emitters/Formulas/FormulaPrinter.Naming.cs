using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <content>What a formula would say several times at some length gets a name, and is said once.</content>
internal sealed partial class FormulaPrinter
{
    private const int Short = 24;

    private readonly Dictionary<int, int> uses = [];
    private readonly Dictionary<int, string?> decided = [];
    private bool isCounting;

    /// <summary>Counts how often each node is said; what has been said once is not said again, which would take for ever.</summary>
    private void Count(int[] roots)
    {
        if (names is null)
            return;
        isCounting = true;
        foreach (var root in roots)
            Text(root, "k", Binding.Comparison);
        isCounting = false;
    }

    /// <summary>What stands in the place of a node: its name in generated code, or its name in formulas; null if it has none.</summary>
    private string? NameInPlace(int id, string index)
        => rootOfNames is { } root && id != root && loss.Hints[id].Length > 0 ? loss.Hints[id] : Visit(id, index);

    private string? Visit(int id, string index)
    {
        if (names is null || loss.Nodes[id].Arity == 0 || loss.Nodes[id].Op is Op.AtLabel or Op.Table)
            return null;
        if (isCounting)
        {
            uses.TryGetValue(id, out var count);
            uses[id] = count + 1;
            return count > 0 ? "…" : null;
        }

        if (!uses.TryGetValue(id, out var said) || said < 2)
            return null;
        if (!decided.TryGetValue(id, out var name))
        {
            // Below, its own text is wanted.
            decided[id] = null;
            decided[id] = name = Render(id, "k").Text is { Length: > Short } text ? names.Of(text, VariesOverClasses(id)) : null;
        }

        return name is null ? null : At(name, id, index);
    }

    /// <summary>A node under a name or, if it is one, a symbol.</summary>
    private string Name(int id)
    {
        var text = Text(id, "k", Binding.Comparison);
        return text.Contains(" ") && !isCounting ? At(names!.Of(text, VariesOverClasses(id)), id, "k") : text;
    }

    private string At(string name, int id, string index) => VariesOverClasses(id) ? $"{name}_{index}" : name;

    private bool VariesOverClasses(int id) => (loss.Nodes[id].Axes & Axes.Class) != 0;
}
