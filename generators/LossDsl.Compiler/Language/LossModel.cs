using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A component declared as a nested class, bound.</summary>
/// <param name="Name">The component's name.</param>
/// <param name="Terms">Its attributes in the canonical order.</param>
public sealed record PartModel(string Name, IReadOnlyList<Term> Terms);

/// <summary>
/// A declaration bound to the language: its attributes as terms in the canonical order, the kinds of targets for which all of them have
/// a meaning, and what they take from the constructor and from properties. The order of attributes in the source plays no part.
/// </summary>
public sealed class LossModel
{
    private LossModel(Declaration declaration)
    {
        Declaration = declaration;
        Terms = Ordered(declaration.Attributes, -1);
        Parts = [.. declaration.Parts.Select((part, i) => new PartModel(part.Name, Ordered(part.Attributes, i)))];
        All = [.. Terms, .. Parts.SelectMany(part => part.Terms)];
        TargetKinds = Kinds();
    }

    /// <summary>The declaration that it was made of.</summary>
    public Declaration Declaration { get; }

    /// <summary>How scores become probabilities.</summary>
    public Heads Head => Declaration.Head;

    /// <summary>
    /// The attributes of the loss itself in the canonical order; of several with one name where one may stand, the first.
    /// </summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The components that are declared as nested classes.</summary>
    public IReadOnlyList<PartModel> Parts { get; }

    /// <summary>The attributes of the loss and then those of its parts.</summary>
    public IReadOnlyList<Term> All { get; }

    /// <summary>The kinds of targets for which every attribute has a meaning.</summary>
    public IReadOnlyList<LossForm> TargetKinds { get; }

    /// <summary>Whether it takes class indices as targets.</summary>
    public bool TakesLabels => TargetKinds.Contains(LossForm.Labels);

    /// <summary>Whether it takes numbers as targets.</summary>
    public bool TakesNumbers => TargetKinds.Contains(LossForm.Numbers);

    /// <summary>What selects rows; null if all valid rows count.</summary>
    public Term? Selection => Terms.FirstOrDefault(term => term.Stage == Stage.Selection);

    /// <summary>What says which rows the training set is made of; null if they are those of the data set.</summary>
    public Term? Sampler => Terms.FirstOrDefault(term => term.Stage == Stage.Sampling);

    /// <summary>The attributes, of contradictory ones the first: what the constructor takes is then one message, and no cascade.</summary>
    public IReadOnlyList<Term> OneOfEachGroup => [.. Parts.Select(part => part.Terms).Prepend(Terms).SelectMany(terms
        => terms.Where(term => term.Row.Group is null || term == terms.First(other => other.Row.Group == term.Row.Group)))];

    /// <summary>The numbers per class that the constructor takes.</summary>
    public IReadOnlyList<ClassInputRow> ClassInputs
        => [.. ClassInputTable.All.Where(input => OneOfEachGroup.Any(term => term.Row.Needs == input.Name))];

    /// <summary>The attributes whose matrices it takes, each matrix once.</summary>
    public IReadOnlyList<AttributeRow> Matrices
        => [.. OneOfEachGroup.Select(term => term.Row).Where(row => row.NeedsMatrix is not null).GroupBy(row => row.NeedsMatrix)
            .Select(group => group.First())];

    /// <summary>Whether the constructor takes class counts.</summary>
    public bool NeedsCounts => All.Any(term => term.Row.Needs == ClassInputTable.Counts);

    /// <summary>The properties that parameters are bound to, with the ranges that they must keep.</summary>
    public IEnumerable<(string Property, ParameterRow Row)> Bound
        => from term in All
           from parameter in term.Row.Parameters
           where term.Written(parameter) is TermValue.Property
           select (((TermValue.Property)term.Written(parameter)!).Name, parameter.For(Head, term.Use));

    /// <summary>The names of those properties, each once.</summary>
    public IReadOnlyList<string> Properties => [.. Bound.Select(bound => bound.Property).Distinct()];

    /// <summary>Those of these properties that training adapts, with their indices.</summary>
    public IEnumerable<(int Index, string Property)> Learnable
    {
        get
        {
            HashSet<string> learnable =
                [.. All.SelectMany(term => term.Use.Arguments).Select(argument => argument.Bound).Where(bound => bound?.Learnable == true)
                    .Select(bound => bound!.Name)];
            return Properties.Select((property, index) => (index, property)).Where(parameter => learnable.Contains(parameter.property));
        }
    }

    /// <summary>The parameters of the kernels in their order: those properties, and last the position of the schedule.</summary>
    public IReadOnlyList<string> Parameters => [.. Properties, InputTable.Epoch];

    /// <summary>Binds a declaration.</summary>
    public static LossModel Of(Declaration declaration) => new(declaration);

    private IReadOnlyList<LossForm> Kinds()
    {
        var kinds = new List<LossForm>();
        if (Head != Heads.Identity && !All.Any(term => term.Row.NumbersOnly))
            kinds.Add(LossForm.Labels);
        if (!All.Any(term => term.Row.LabelsOnly))
            kinds.Add(LossForm.Numbers);
        return kinds;
    }

    private static List<Term> Ordered(EquatableArray<AttributeUse> attributes, int part)
        => [.. attributes
            .Select((use, i) => AttributeTable.Find(use.Name) is { } row ? new Term(row, use, part, i) : null)
            .OfType<Term>()
            .GroupBy(term => (term.Name, Key: Key(term)))
            .OrderBy(group => AttributeTable.Order(group.First().Row))
            .ThenBy(group => group.Key.Key, StringComparer.Ordinal)
            .Select(group => group.First())];

    /// <summary>What distinguishes the uses of an attribute that may stand several times, so that it sorts as it counts.</summary>
    private static string Key(Term term)
    {
        var argument = term.Row.RepeatedBy is { } key ? term.Use[key] : null;
        return argument?.Numbers is { Count: > 0 } numbers
            ? numbers[0].ToString("000000000000.000000000", System.Globalization.CultureInfo.InvariantCulture)
            : argument?.Choice ?? "";
    }
}
