using System.Collections.Generic;
using System.Linq;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>All edits of the arguments of one attribute, which are known by the property that they set.</summary>
internal sealed class ArgumentEdits(AttributeData data, AttributeSyntax syntax)
{
    private readonly HashSet<AttributeArgumentSyntax> removed = [];
    private readonly Dictionary<string, TextChange> replaced = [];
    private readonly Dictionary<string, string> positional = [], named = [];

    private SeparatedSyntaxList<AttributeArgumentSyntax> Written => syntax.ArgumentList?.Arguments ?? default;

    private List<AttributeArgumentSyntax> Kept => [.. Written.Where(argument => !removed.Contains(argument))];

    /// <summary>Takes an argument away, if it is written out; false if no constructor is left without it.</summary>
    public bool Remove(string property)
    {
        foreach (var argument in WrittenArguments.Of(property, data, syntax))
            removed.Add(argument);
        HashSet<string> kept = [.. Kept.Where(argument => argument.NameEquals is null).Select(PropertyOf).OfType<string>()];
        return data.AttributeClass!.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public
            && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams || kept.Contains(PropertyOf(parameter)))
            && kept.IsSubsetOf(constructor.Parameters.Select(PropertyOf)));
    }

    /// <summary>Gives an argument a value; false if the attribute cannot take it.</summary>
    public bool Set(string property, string text)
    {
        var written = WrittenArguments.Of(property, data, syntax);
        if (written.Count > 0)
        {
            var span = TextSpan.FromBounds(written[0].Expression.SpanStart, written[written.Count - 1].Span.End);
            var inList = written[0] is { NameEquals: null, NameColon: null }
                && data.AttributeConstructor!.Parameters.Any(parameter => parameter.IsParams && PropertyOf(parameter) == property);
            replaced[property] = new TextChange(span, inList ? Elements(text) : text);
            return true;
        }

        if (data.AttributeClass!.GetMembers(property).OfType<IPropertySymbol>()
            .Any(symbol => symbol.SetMethod is { DeclaredAccessibility: Accessibility.Public }))
        {
            named[property] = $"{property} = {text}";
            return true;
        }

        var parameters = data.AttributeClass.InstanceConstructors.SelectMany(constructor => constructor.Parameters);
        if (parameters.FirstOrDefault(each => PropertyOf(each) == property) is not { } parameter)
            return false;
        var isNext = parameter.Ordinal == Kept.Count(argument => argument.NameEquals is null) + positional.Count;
        positional[property] = parameter.IsParams ? Elements(text) : isNext ? text : $"{parameter.Name}: {text}";
        return true;
    }

    /// <summary>Writes the edits.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="changes">Takes what is replaced and inserted.</param>
    /// <param name="spans">Takes what goes.</param>
    public void Write(SourceText text, List<TextChange> changes, List<TextSpan> spans)
    {
        var kept = Kept;
        string[] added = [.. positional.Values, .. named.Values];
        if (kept.Count == 0)
        {
            if (added.Length > 0)
                changes.Add(new TextChange(TextSpan.FromBounds(syntax.Name.Span.End, syntax.Span.End), $"({string.Join(", ", added)})"));
            else if (removed.Count > 0)
                spans.Add(syntax.ArgumentList!.Span);
            return;
        }

        changes.AddRange(replaced.Values);
        if (removed.Count > 0)
            spans.AddRange(Removal.Of(Written, removed.Contains, syntax.ArgumentList!.Span, text));
        var last = kept.FindLast(argument => argument.NameEquals is null);
        NameThoseAfter(changes);
        if (last is null && positional.Count > 0)
            changes.Add(Insert(kept[0].SpanStart, string.Concat(positional.Values.Select(argument => argument + ", "))));
        else if (positional.Count > 0)
            changes.Add(Insert(last!.Span.End, string.Concat(positional.Values.Select(argument => ", " + argument))));
        if (named.Count > 0)
            changes.Add(Insert(kept[kept.Count - 1].Span.End, string.Concat(named.Values.Select(argument => ", " + argument))));
    }

    /// <summary>What stood behind a positional argument that goes has its place by name from now on.</summary>
    private void NameThoseAfter(List<TextChange> changes)
    {
        var shifted = Written.SkipWhile(argument => !removed.Contains(argument))
            .Where(argument => !removed.Contains(argument) && argument is { NameEquals: null, NameColon: null });
        foreach (var argument in shifted)
            changes.Add(Insert(argument.SpanStart, data.AttributeConstructor!.Parameters[Written.IndexOf(argument)].Name + ": "));
    }

    private string? PropertyOf(AttributeArgumentSyntax argument)
        => WrittenArguments.PropertyOf(argument, Written.IndexOf(argument), data.AttributeConstructor);

    private static string PropertyOf(IParameterSymbol parameter) => ArgumentReader.PropertyName(parameter.Name);

    /// <summary>The elements of an array as arguments of their own; what is no array stays as it is.</summary>
    private static string Elements(string text) => SyntaxFactory.ParseExpression(text) switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions.ToString(),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ToString(),
        CollectionExpressionSyntax collection => collection.Elements.ToString(),
        _ => text,
    };

    private static TextChange Insert(int position, string added) => new(new TextSpan(position, 0), added);
}
