using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LossDsl.Compiler;

/// <summary>
/// What a generated half was made from, as its head says: the attributes and arguments that the generator read. What was an
/// error to it, or named nothing, is marked by a question mark.
/// </summary>
public sealed class DeclarationRecord
{
    private const string Unread = " ?";

    private static readonly Regex Tokens =
        new(@"(?<part>\w+) \{|(?<end>\})|\[(?<name>\w+)(?:\((?<arguments>.*?)\))?\]", RegexOptions.CultureInvariant);
    private static readonly Regex Separators = new(@", (?=\w+ = )", RegexOptions.CultureInvariant);

    private readonly HashSet<(string Part, string Attribute, string Argument)> read = [];

    private DeclarationRecord()
    {
    }

    /// <summary>The line of a generated file that says what it was made from.</summary>
    public static string Line(Declaration declaration) => Start(declaration.Type.PlainName) + Configuration.Read(declaration, Unread);

    /// <summary>Reads such a line among the first of a file, or gives null if there is none for the class.</summary>
    /// <param name="name">The name of the class, without @.</param>
    /// <param name="lines">The lines.</param>
    public static DeclarationRecord? Of(string name, IEnumerable<string> lines)
    {
        if (lines.FirstOrDefault(line => line.StartsWith(Start(name) + "[", StringComparison.Ordinal)) is not { } found)
            return null;
        var record = new DeclarationRecord();
        var part = "";
        foreach (Match token in Tokens.Matches(found.Substring(Start(name).Length)))
        {
            if (token.Groups["part"].Success)
                part = token.Groups["part"].Value;
            else if (token.Groups["end"].Success)
                part = "";
            else
                record.Add(part, token.Groups["name"].Value, token.Groups["arguments"].Value);
        }

        return record;
    }

    /// <summary>Whether the generator read an attribute, on the loss ("") or a part.</summary>
    public bool Has(string part, string attribute) => read.Contains((part, attribute, ""));

    /// <summary>Whether it read an argument with that very value.</summary>
    public bool Has(string part, string attribute, Argument argument)
        => AttributeTable.Find(attribute) is { } row && read.Contains((part, attribute, Configuration.Read(row, argument, Unread)));

    private void Add(string part, string attribute, string arguments)
    {
        read.Add((part, attribute, ""));
        foreach (var argument in Separators.Split(arguments))
            read.Add((part, attribute, argument));
    }

    private static string Start(string name) => $"// {name}: ";
}
