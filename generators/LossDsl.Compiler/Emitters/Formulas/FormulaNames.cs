using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LossDsl.Compiler;

/// <summary>Names for parts of formulas, the same for the same part.</summary>
internal sealed class FormulaNames
{
    private readonly List<(string Text, bool PerClass)> definitions = [];

    /// <summary>The name of a part.</summary>
    /// <param name="text">The part, for class k.</param>
    /// <param name="perClass">Whether it has a value per class.</param>
    public string Of(string text, bool perClass)
    {
        var index = definitions.FindIndex(definition => definition.Text == text);
        if (index < 0)
        {
            index = definitions.Count;
            definitions.Add((text, perClass));
        }

        return NameOf(index);
    }

    /// <summary>What the names in some lines mean, each after those that it uses.</summary>
    public IEnumerable<string> Definitions(IEnumerable<string> lines)
    {
        var used = new SortedSet<int>();
        var open = new Stack<string>(lines);
        while (open.Count > 0)
        {
            foreach (Match name in Regex.Matches(open.Pop(), @"\bu(\d+)"))
            {
                var index = int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture) - 1;
                if (index < definitions.Count && used.Add(index))
                    open.Push(definitions[index].Text);
            }
        }

        return used.Select(index => $"{NameOf(index)}{(definitions[index].PerClass ? "_k" : "")} = {definitions[index].Text}");
    }

    private static string NameOf(int index) => "u" + (index + 1).ToString(CultureInfo.InvariantCulture);
}
