using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether the value of one parameter is there, in range, and has an effect.</summary>
internal static class ParameterCheck
{
    public static void Run(Declaration declaration, PlacedUse use, ParameterRow parameter, ProblemList found)
    {
        var row = parameter.For(declaration.Head, use.Use);
        Choice(declaration, use, row, found);
        Binding(use, row, found);
        Numbers(declaration, use, row, found);
        if (use.Use[row.Name] is not null && (row.Heads & declaration.Head) == 0)
            found.Add(LanguageRules.NoEffect, use, row.Name, row.Name, use.Name, "it has a meaning for other heads only");
        if (use.Use[row.Name] is { } given && (given.Flag ?? true) && row.Overruled is { } overruled && use.Use[overruled.Argument] is not null)
            found.Add(LanguageRules.NoEffect, use, row.Name, row.Name, use.Name, overruled.Reason);
        if (use.Use[row.Name] is not null && row.OnlyWith is { } only && use.Use[only.Argument]?.Choice != only.Choice)
            found.Add(LanguageRules.NoEffect, use, row.Name, row.Name, use.Name, only.Reason);
    }

    /// <summary>A number as it stands in messages.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Choice(Declaration declaration, PlacedUse use, ParameterRow row, ProblemList found)
    {
        if (use.Use[row.Name]?.Choice is not { } choice)
            return;
        if (!row.ChoicesOf(declaration.Head).Contains(choice))
            found.Add(LanguageRules.OutOfRange, use, row.Name, row.Name, use.Name, choice, "one of " + string.Join(", ", row.ChoicesOf(declaration.Head)));
        else if (row.Limits.FirstOrDefault(limit => limit.Choice == choice) is { } limit && declaration.Classes < limit.LeastClasses)
            found.Add(LanguageRules.Contradiction, use, row.Name, use.Name, "Loss", $"{row.Name} = {choice} needs at least {Text(limit.LeastClasses)} classes");
    }

    private static void Binding(PlacedUse use, ParameterRow row, ProblemList found)
    {
        if ((row.Binding is { } name ? use.Use[name] : null) is not { } binding)
            return;
        if (binding.Bound is { State: not BindingState.Usable } bound)
        {
            found.Add(LanguageRules.BadBinding, use, binding.Name, binding.Name, use.Name, bound.Name, bound.State switch
            {
                BindingState.Missing when bound.Nearest is { } nearest => $"which is not a property of the class; did you mean '{nearest}'?",
                BindingState.Missing => "which is not a property of the class",
                BindingState.NotReadable => "which is not an instance property that can be read",
                _ => "whose type is not double, float or int",
            });
        }

        if (use.Use[row.Name] is not null)
            found.Add(LanguageRules.ConstantAndBinding, use, binding.Name, row.Name, use.Name, binding.Name);
    }

    private static void Numbers(Declaration declaration, PlacedUse use, ParameterRow row, ProblemList found)
    {
        if (row.Kind is not (ParameterKind.Number or ParameterKind.Numbers))
            return;
        var given = use.Use[row.Name]?.Numbers is { Count: > 0 } numbers ? [.. numbers] : (double[])[];
        if (given.Length == 0 && (row.Binding is null || use.Use[row.Binding] is null))
        {
            if (row.Default is { } value && value.Equals(row.Neutral))
                given = [value];
            else if (row.Default is null && !row.Optional && !use.Row.ExactlyOneOf.Contains(row.Name))
                found.Add(LanguageRules.Missing, use, null, row.Name, use.Name, Wanted(row));
        }

        var argument = use.Use[row.Name]?.Name;
        for (var i = 0; i < given.Length; i++)
        {
            var label = given.Length > 1 ? $"{row.Name}[{i}]" : row.Name;
            if (!row.Allows(given[i]))
                found.Add(LanguageRules.OutOfRange, use, argument, label, use.Name, Text(given[i]), Range(row, use));
            else if (given[i].Equals(row.Neutral))
                found.Add(LanguageRules.NoEffect, use, argument, label, use.Name, $"{row.Symbol} = {Text(given[i])} changes nothing; remove the attribute");
        }

        if (row.Coefficients && given.Length > 0 && given[given.Length - 1] == 0)
            found.Add(LanguageRules.NoEffect, use, argument, $"{row.Name}[{given.Length - 1}]", use.Name, "the last coefficient is 0; leave it out");
        if (row.Above is { } least && given.Length == 1 && use.Use[least]?.Numbers is { Count: 1 } other && given[0] <= other[0])
            found.Add(LanguageRules.OutOfRange, use, argument, row.Name, use.Name, Text(given[0]), $"above {least} = {Text(other[0])}");
        if (row.Total is { } total && given.Length > 0 && !(System.Math.Abs(given.Sum() - total) <= 1e-6))
            found.Add(LanguageRules.OutOfRange, use, argument, $"The sum of {row.Name}", use.Name, Text(given.Sum()), Text(total));
        if (row.Instead is { } instead && given.Length > 0 && use.Use[instead] is not null)
            found.Add(LanguageRules.Contradiction, use, row.Name, use.Name, use.Name, $"{instead} and {row.Name} say the same in two ways; keep one");
        if (given.Length > 0)
            Length(declaration, use, row, given.Length, found);
    }

    private static void Length(Declaration declaration, PlacedUse use, ParameterRow row, int length, ProblemList found)
    {
        void Wrong(string must) => found.Add(LanguageRules.OutOfRange, use, row.Name, $"The length of {row.Name}", use.Name, Text(length), must);

        if (length > row.MaxLength)
            Wrong($"at most {Text(row.MaxLength)}");
        if (row.AsLongAs is { } other && (use.Use[other]?.Numbers?.Count ?? 0) is var wanted && length != wanted)
            Wrong($"{Text(wanted)}, that of {other}");
        if (row.PerClass && length > 1 && declaration.Classes is { } classes && classes != length)
            Wrong($"1 or {Text(classes)}, the number of classes");
        if (row.EveryClass && declaration.Classes is { } all && all != length)
            Wrong($"{Text(all)}, the number of classes");
        if (row.EveryClass && declaration.Head == Heads.Softmax && length < 2)
            Wrong("at least 2, the least number of classes of a softmax");
    }

    private static string Range(ParameterRow row, PlacedUse use)
        => row.PositiveWith is { } positive && use.Use[positive.Flag]?.Flag == true ? $"{row.Range} {positive.Reason}" : row.Range;

    private static string Wanted(ParameterRow row)
        => row.Binding is { } binding ? $"{row.Range}, or {binding} = nameof(a property)" : row.Range;
}
