using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>One name for each quantity of a kernel, whatever reads it: for locals, fields, slots and methods alike.</summary>
internal sealed class KernelNames
{
    // What back ends call their own, and the parameters of the methods that compute tables.
    private static readonly string[] Reserved =
    [
        "Slot", "z", "logit", "kept", "index", "k", "row", "block", "mask", "before", "label", "gradient", "elementValues", "seeds",
            "scalars",
        "values", "call", "table", "classes",
    ];

    private readonly Dictionary<int, string> names = [];

    /// <summary>Names for some nodes, and for the slots.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="named">The nodes that need a name.</param>
    /// <param name="slots">Those that have slots of their own, in their order.</param>
    public KernelNames(LossIr loss, IReadOnlyCollection<int> named, IEnumerable<int> slots)
    {
        var scope = new NameScope(
            [.. Reserved, .. ClassInputTable.All.Select(input => input.Name).Where(name => !named.Any(id => loss.Nodes[id].Name == name))]);
        var elements = new HashSet<string>();
        var (ofLabel, ofSeed) = (Depending(loss, Op.AtLabel), Depending(loss, Op.Seed));
        // What is given keeps its own name, and elements come before what a row has of the same meaning.
        foreach (var id in named.OrderBy(id => loss.Nodes[id].Op != Op.ClassInput).ThenBy(id => (loss.Nodes[id].Axes & Axes.Class) == 0)
            .ThenBy(id => id))
        {
            var meaning = Meaning.Of(loss, id);
            if (loss.Components.FirstOrDefault(component => component.Value == id) is { } component && Meaning.IsOfOperator(loss, id))
                meaning = "loss" + component.Name;
            else if ((loss.Nodes[id].Axes & Axes.Class) != 0)
                elements.Add(meaning);
            else if (elements.Contains(meaning) && ofLabel[id])
                meaning += "AtLabel";
            else if (ofSeed[id] && loss.Nodes[id].Op != Op.Seed && Meaning.IsOfOperator(loss, id))
                meaning = "gradientFactor";
            names.Add(id, scope.Take(meaning));
        }

        var slotScope = new NameScope("Slot");
        string[] given = [.. loss.Components.Select(component => "Seed" + component.Name),
            .. loss.Components.Select(component => "Loss" + component.Name)];
        Slots = [.. given.Select(slotScope.Take), .. slots.Select(id => slotScope.Take(Capital(names[id])))];
    }

    /// <summary>The names of the slots: of seeds, of the values of components, then of nodes.</summary>
    public IReadOnlyList<string> Slots { get; }

    /// <summary>The name of a node.</summary>
    public string this[int id] => names[id];

    /// <summary>A name with a capital.</summary>
    public static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The nodes that some operator reaches.</summary>
    private static bool[] Depending(LossIr loss, Op op)
    {
        var depending = new bool[loss.Nodes.Count];
        for (var id = 0; id < depending.Length; id++)
        {
            var node = loss.Nodes[id];
            depending[id] = node.Op == op
                || (node.A >= 0 && depending[node.A]) || (node.B >= 0 && depending[node.B]) || (node.C >= 0 && depending[node.C]);
        }

        return depending;
    }
}
