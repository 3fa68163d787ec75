using System.Collections.Generic;
using System.Globalization;
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

    private readonly List<(Problem Problem, Location? Location)> found = [];

    // The view is without what generators write before any of them runs, which all of them see.
    private readonly DeclarationRecord? record = GeneratedHalf.RecordOf(loss, cancellation);

    /// <summary>The breaches, each with its place; none for a class that is no loss, neither to the analyzer nor to the generator.</summary>
    public static IReadOnlyList<(Problem Problem, Location? Location)> ProblemsOf(INamedTypeSymbol type, Compilation complete, CancellationToken cancellation)
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
        if (!now && !then)
            return;
        if (now != then)
        {
            if (now && record?.Has("", "Loss") == true)
                return;
            var index = now ? DeclaredAttributes.IndexOf(DeclaredAttributes.Of(loss), "Loss") : -1;
            Add(new AttributedClass(loss), -1, index, null, now ? $"[Loss] on '{loss.Name}'" : $"What [Loss] on '{loss.Name}' means", Write);
            return;
        }

        Attributes(loss, seen!, -1);
        var parts = DeclarationReader.PartsOf(loss).ToList();
        var seenParts = DeclarationReader.PartsOf(seen!).ToDictionary(part => part.MetadataName);
        for (var i = 0; i < parts.Count; i++)
        {
            if (seenParts.TryGetValue(parts[i].MetadataName, out var other))
                Attributes(parts[i], other, i);
            else if (record?.Has(parts[i].Name, "Part") != true)
                Add(new AttributedClass(parts[i]), i, DeclaredAttributes.IndexOf(DeclaredAttributes.Of(parts[i]), "Part"), null, $"[Part] on '{parts[i].Name}'", Write);
        }

        Members(DeclarationReader.Read(loss, cancellation)!.Type, DeclarationReader.Read(seen!, cancellation)!.Type);
    }

    private static bool IsLoss(INamedTypeSymbol type) => DeclaredAttributes.Has(DeclaredAttributes.Of(type), "Loss");

    /// <summary>The attributes of the loss or one of its parts.</summary>
    private void Attributes(INamedTypeSymbol type, INamedTypeSymbol seen, int part)
    {
        var place = new AttributedClass(type);
        var name = part < 0 ? "" : type.Name;
        var then = DeclaredAttributes.Of(seen).ToDictionary(KeyOf);
        for (var i = 0; i < place.Attributes.Length; i++)
        {
            var attribute = place.Attributes[i];
            var isRead = record?.Has(name, DeclaredAttributes.NameOf(attribute)) == true;
            if (!then.TryGetValue(KeyOf(attribute), out var before))
            {
                if (!isRead)
                    Add(place, part, i, null, $"[{DeclaredAttributes.NameOf(attribute)}] on '{type.Name}'", Write);
            }
            else if (DeclaredAttributes.IsWellFormed(attribute))
                Arguments(place, part, i, before, seen.ContainingType is { } outer && part >= 0 ? outer : seen);
        }

        foreach (var gone in then.Keys.Except(place.Attributes.Select(KeyOf)))
            Add(place, part, -1, null, $"What [{DeclaredAttributes.NameOf(then[gone])}] on '{type.Name}' means", "write the name of the attribute in full, with global::LossDsl");
    }

    /// <summary>The arguments of an attribute that both saw.</summary>
    private void Arguments(AttributedClass place, int part, int index, AttributeData before, INamedTypeSymbol seen)
    {
        var attribute = place.Attributes[index];
        var name = DeclaredAttributes.NameOf(attribute);
        var then = ArgumentReader.Read(before, seen).ToDictionary(argument => argument.Name, argument => argument.Bound is null ? argument : Seen(argument, seen));
        var complete = found.Count;
        foreach (var argument in ArgumentReader.Read(attribute, loss))
        {
            var now = argument.Bound is null ? argument : Seen(argument, loss);
            var written = WrittenExpressions(argument.Name, attribute);
            if (record?.Has(part < 0 ? "" : place.Type.Name, name, argument) == true)
                continue;
            if (then.TryGetValue(argument.Name, out var other) ? other.Equals(now) : IsSeen(written) && (argument.Bound is null || now.Equals(Seen(argument, seen))))
                continue;
            if (argument.Bound is { } bound && IsSeen(written))
                Add(place, part, index, argument.Name, $"The property '{bound.Name.TrimStart('@')}' that {argument.Name} of [{name}] names", "declare it in a file of your own");
            else
                Add(place, part, index, argument.Name, $"{argument.Name} of [{name}], '{string.Join(", ", written)}',", $"write {Value(argument, attribute)} instead, or declare the name in a file of your own");
        }

        if (found.Count == complete && !DeclaredAttributes.IsWellFormed(before) && record is null)
            Add(place, part, index, null, $"An argument of [{name}]", "write its value");
    }

    /// <summary>A binding as a class has it; what other property would do is a matter of messages.</summary>
    private static Argument Seen(Argument argument, INamedTypeSymbol type)
        => argument with { Bound = BindingReader.Read(argument.Bound!.Name.TrimStart('@'), type) with { Nearest = null } };

    private List<ExpressionSyntax> WrittenExpressions(string argument, AttributeData attribute)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? [.. WrittenArguments.Of(argument, attribute, syntax).Select(written => written.Expression)]
            : [];

    /// <summary>Whether expressions have values without what other generators write.</summary>
    private bool IsSeen(IEnumerable<ExpressionSyntax> expressions) => expressions.All(expression
        => view.GetSemanticModel(expression.SyntaxTree) is var model && (model.GetConstantValue(expression, cancellation).HasValue || expression switch
        {
            ImplicitArrayCreationExpressionSyntax array => IsSeen(array.Initializer.Expressions),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => IsSeen(initializer.Expressions),
            CollectionExpressionSyntax collection => IsSeen(collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)),
            _ => false,
        }));

    /// <summary>A value as one writes it.</summary>
    private static string Value(Argument argument, AttributeData attribute)
    {
        if (argument.Choice is { } choice)
        {
            var given = attribute.NamedArguments.Where(named => named.Key == argument.Name).Select(named => named.Value)
                .Concat(attribute.ConstructorArguments.Where((_, i) => ArgumentReader.PropertyName(attribute.AttributeConstructor!.Parameters[i].Name) == argument.Name));
            return given.First() is { Kind: TypedConstantKind.Enum, Type: { } type } ? $"{type.Name}.{choice}" : $"\"{choice}\"";
        }

        if (argument.Bound is { } bound)
            return $"nameof({bound.Name})";
        return argument.Flag is { } flag ? (flag ? "true" : "false")
            : string.Join(", ", (argument.Numbers ?? default).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
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
                Add($"The required member '{member.TrimStart('@')}' of '{loss.Name}'", "declare it in a file of your own");
        }

        foreach (var property in now.LearnableProperties.Except(then.LearnableProperties).Where(property => !found.Any(other => other.Problem.Arguments[0].Contains($"'{property.TrimStart('@')}'"))))
            Add($"[Learnable] on '{property.TrimStart('@')}'", "declare the property in a file of your own");
    }

    private void Add(string what, string remedy) => Add(new AttributedClass(loss), -1, -1, null, what, remedy);

    /// <summary>A breach, at the attribute or argument if its author wrote that, else at the class.</summary>
    private void Add(AttributedClass place, int part, int attribute, string? argument, string what, string remedy)
    {
        var problem = new Problem(LanguageRules.OfAnotherGenerator, attribute, argument, new[] { what, remedy }.ToEquatable()) { Part = part };
        var location = attribute >= 0 ? ProblemLocation.Of(problem, place, cancellation) : null;
        found.Add((problem, IsAuthored(location) ? location : OfName(place.Type) ?? OfName(loss) ?? location));
    }

    private bool IsAuthored(Location? location) => location?.SourceTree is { } tree && view.ContainsSyntaxTree(tree);

    private Location? OfName(INamedTypeSymbol type) => type.Locations.FirstOrDefault(IsAuthored);

    private static (SyntaxTree?, int) KeyOf(AttributeData attribute)
        => (attribute.ApplicationSyntaxReference?.SyntaxTree, attribute.ApplicationSyntaxReference?.Span.Start ?? 0);
}
