using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators;

/// <summary>
/// What of a declaration comes from other generators. The generated half was made without it, so that it would be left out, or
/// read as something else, without a word.
/// </summary>
internal sealed class OtherGenerators(INamedTypeSymbol loss, Compilation view, CancellationToken cancellation)
{
    private const string Write = "write it in a file of your own";
    private const string Declare = "declare it in a file of your own";

    private readonly List<(Problem Problem, Location? Location)> found = [];

    // The view is without what generators write before any of them runs, which all of them see.
    private readonly DeclarationRecord? record = GeneratedHalf.RecordOf(loss, cancellation);

    /// <summary>
    /// The breaches, each with its place; none for a class that is no loss, neither to the analyzer nor to the generator.
    /// </summary>
    public static IReadOnlyList<(Problem Problem, Location? Location)> ProblemsOf(
        INamedTypeSymbol type, Compilation complete, CancellationToken cancellation)
    {
        if (DeclaredAttributes.Of(type).IsEmpty && type.DeclaringSyntaxReferences.All(part => !GeneratedHalf.Contains(part.SyntaxTree)))
            return [];
        var view = AuthoredView.Of(complete);
        if (view == complete)
            return [];
        var difference = new OtherGenerators(type, view, cancellation);
        difference.Compare();
        return difference.found;
    }

    private void Compare()
    {
        var seen = AuthoredView.Find(loss, view, cancellation);
        var (now, then) = (IsLoss(loss), seen is not null && IsLoss(seen));
        if (now && then)
            Compare(seen!);
        else if (now && !WasRead("", "Loss"))
            Add(new AttributedClass(loss), -1, IndexOf(loss, "Loss"), null, $"[Loss] on '{loss.Name}'", Write);
        else if (then && !now)
            Add(new AttributedClass(loss), -1, -1, null, $"What [Loss] on '{loss.Name}' means", Write);
    }

    private void Compare(INamedTypeSymbol seen)
    {
        Attributes(loss, seen, seen, -1);
        var parts = DeclarationReader.PartsOf(loss).ToList();
        var seenParts = DeclarationReader.PartsOf(seen).ToDictionary(part => part.MetadataName);
        for (var i = 0; i < parts.Count; i++)
        {
            if (seenParts.TryGetValue(parts[i].MetadataName, out var other))
                Attributes(parts[i], other, seen, i);
            else if (!WasRead(parts[i].Name, "Part"))
                Add(new AttributedClass(parts[i]), i, IndexOf(parts[i], "Part"), null, $"[Part] on '{parts[i].Name}'", Write);
        }

        Members(DeclarationReader.Read(loss, cancellation)!.Type, DeclarationReader.Read(seen, cancellation)!.Type);
    }

    /// <summary>The attributes of the loss or one of its parts.</summary>
    private void Attributes(INamedTypeSymbol type, INamedTypeSymbol seen, INamedTypeSymbol seenLoss, int part)
    {
        var place = new AttributedClass(type);
        var then = DeclaredAttributes.Of(seen).ToDictionary(KeyOf);
        for (var i = 0; i < place.Attributes.Length; i++)
        {
            var (attribute, name) = (place.Attributes[i], DeclaredAttributes.NameOf(place.Attributes[i]));
            if (then.TryGetValue(KeyOf(attribute), out var before))
                Arguments(place, part, i, before, seenLoss);
            else if (!WasRead(part < 0 ? "" : type.Name, name))
                Add(place, part, i, null, $"[{name}] on '{type.Name}'", Write);
        }

        foreach (var gone in then.Keys.Except(place.Attributes.Select(KeyOf)))
        {
            Add(
                place, part, -1, null, $"What [{DeclaredAttributes.NameOf(then[gone])}] on '{type.Name}' means",
                "write the name of the attribute in full, with global::LossDsl");
        }
    }

    /// <summary>The arguments of an attribute that both saw.</summary>
    private void Arguments(AttributedClass place, int part, int index, AttributeData before, INamedTypeSymbol seenLoss)
    {
        var attribute = place.Attributes[index];
        if (!DeclaredAttributes.IsWellFormed(attribute))
            return;
        var name = DeclaredAttributes.NameOf(attribute);
        var then = ArgumentReader.Read(before, seenLoss).ToDictionary(argument => argument.Name, argument => In(seenLoss, argument));
        var complete = found.Count;
        foreach (var argument in ArgumentReader.Read(attribute, loss))
        {
            var written = WrittenExpressions(argument.Name, attribute);
            var (now, isSeen) = (In(loss, argument), IsSeen(written));
            // Of an attribute with an error the arguments are lost, sound ones too.
            var same = then.TryGetValue(argument.Name, out var other) ? other.Equals(now) : isSeen && In(seenLoss, argument).Equals(now);
            if (same || record?.Has(part < 0 ? "" : place.Type.Name, name, argument) == true)
                continue;
            if (argument.Bound is { } bound && isSeen)
                Add(place, part, index, argument.Name, $"The property '{bound.Name.TrimStart('@')}' that {argument.Name} of [{name}] names",
                    Declare);
            else
            {
                Add(
                    place, part, index, argument.Name, $"{argument.Name} of [{name}], '{string.Join(", ", written)}',",
                    $"write {WrittenArguments.Value(argument, attribute, written)} instead, or declare the name in a file of your own");
            }
        }

        if (found.Count == complete && !DeclaredAttributes.IsWellFormed(before) && record is null)
            Add(place, part, index, null, $"An argument of [{name}]", "write its value");
    }

    /// <summary>Members that change what is generated.</summary>
    private void Members(DeclaredType now, DeclaredType then)
    {
        if (now.OverridesToString && !then.OverridesToString)
            Add($"ToString of '{loss.Name}'", "override it in a file of your own, or not at all");
        foreach (var member in now.PrivateNames.Except(then.PrivateNames))
            Add($"The member '{member}' of '{loss.Name}'", "the generated half may have one of that name; give it another");
        if (view.GetTypeByMetadataName(DeclaredLosses.AdapterType) is not null)
        {
            foreach (var member in now.RequiredMembers.Except(then.RequiredMembers))
                Add($"The required member '{member.TrimStart('@')}' of '{loss.Name}'", Declare);
        }

        foreach (var property in now.LearnableProperties.Except(then.LearnableProperties)
            .Select(property => $"'{property.TrimStart('@')}'"))
        {
            if (!found.Any(other => other.Problem.Arguments[0].Contains(property)))
                Add($"[Learnable] on {property}", Declare);
        }
    }

    private void Add(string what, string remedy) => Add(new AttributedClass(loss), -1, -1, null, what, remedy);

    /// <summary>A breach, at the attribute or argument if its author wrote that, else at the class.</summary>
    private void Add(AttributedClass place, int part, int attribute, string? argument, string what, string remedy)
    {
        var problem = new Problem(LanguageRules.OfAnotherGenerator, attribute, argument,
            new[] { what, remedy }.ToEquatable())
        { Part = part };
        var location = attribute >= 0 ? ProblemLocation.Of(problem, place, cancellation) : null;
        found.Add((problem, IsAuthored(location) ? location : OfName(place.Type) ?? OfName(loss) ?? location));
    }

    private bool WasRead(string part, string attribute) => record?.Has(part, attribute) == true;

    /// <summary>
    /// An argument as a class has it: the property that it names, if it names one. What other property would do is a matter
    /// of messages.
    /// </summary>
    private static Argument In(INamedTypeSymbol type, Argument argument) => argument.Bound is not { } bound ? argument
        : argument with { Bound = BindingReader.Read(bound.Name.TrimStart('@'), type) with { Nearest = null } };

    private List<ExpressionSyntax> WrittenExpressions(string argument, AttributeData attribute)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? [.. WrittenArguments.Of(argument, attribute, syntax).Select(written => written.Expression)]
            : [];

    /// <summary>Whether expressions have values without what other generators write.</summary>
    private bool IsSeen(IEnumerable<ExpressionSyntax> expressions) => expressions.All(expression
        => view.ContainsSyntaxTree(expression.SyntaxTree)
            && (view.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, cancellation).HasValue || expression switch
            {
                ImplicitArrayCreationExpressionSyntax array => IsSeen(array.Initializer.Expressions),
                ArrayCreationExpressionSyntax { Initializer: { } initializer } => IsSeen(initializer.Expressions),
                CollectionExpressionSyntax list =>
                    IsSeen(list.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)),
                _ => false,
            }));

    private static bool IsLoss(INamedTypeSymbol type) => IndexOf(type, "Loss") >= 0;

    private static int IndexOf(INamedTypeSymbol type, string attribute)
        => DeclaredAttributes.IndexOf(DeclaredAttributes.Of(type), attribute);

    private bool IsAuthored(Location? location) => location?.SourceTree is { } tree && view.ContainsSyntaxTree(tree);

    private Location? OfName(INamedTypeSymbol type) => type.Locations.FirstOrDefault(IsAuthored);

    private static (SyntaxTree?, int) KeyOf(AttributeData attribute)
        => (attribute.ApplicationSyntaxReference?.SyntaxTree, attribute.ApplicationSyntaxReference?.Span.Start ?? 0);
}
