using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether the value of one parameter is there, in range, and has an effect.</summary>
internal static class ParameterCheck
{
    public static void Run(Declaration declaration, Term use, ParameterRow parameter, ProblemList found)
    {
        var row = parameter.For(declaration.Head, use.Use);
        Choice(declaration, use, row, found);
        Binding(use, row, found);
        Numbers(declaration, use, row, found);
        if (use.Use[row.Name] is not null && (row.Heads & declaration.Head) == 0)
            NoEffect(use, row, "it has a meaning for other heads only", found);
        if (use.Use[row.Name] is { } given && (given.Flag ?? true) && row.Overruled is { } overruled
            && use.Use[overruled.Argument] is not null)
            NoEffect(use, row, overruled.Reason, found);
        if (use.Use[row.Name] is not null && row.OnlyWith is { } only && use.Use[only.Argument]?.Choice != only.Choice)
            NoEffect(use, row, only.Reason, found);
    }

    /// <summary>A number as it stands in messages, 0 without a sign.</summary>
    public static string Text(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A sum without the noise of adding up, which is far below what a check tolerates.</summary>
    private static string Sum(double[] values) => values.Sum().ToString("G12", CultureInfo.InvariantCulture);

    private static void NoEffect(Term use, ParameterRow row, string reason, ProblemList found)
        => found.Add(use.Breaks(LanguageRules.NoEffect, row.Name, row.Name, use.Name, reason).MendedBy(Remedies.Remove(use, row.Name)));

    private static void Choice(Declaration declaration, Term use, ParameterRow row, ProblemList found)
    {
        if (use.Use[row.Name]?.Choice is not { } choice)
            return;
        if (!row.ChoicesOf(declaration.Head).Contains(choice))
            found.Add(LanguageRules.OutOfRange, use, row.Name, row.Name, use.Name, choice,
                "one of " + string.Join(", ", row.ChoicesOf(declaration.Head)));
        else if (row.Limits.FirstOrDefault(limit => limit.Choice == choice) is { } limit && declaration.Classes < limit.LeastClasses)
        {
            found.Add(use.Contradicts(row.Name, use.Name, "Loss",
                $"{row.Name} = {choice} needs at least {Text(limit.LeastClasses)} classes")
                .MendedBy(Remedies.Remove(use, row.Name)));
        }
    }

    private static void Binding(Term use, ParameterRow row, ProblemList found)
    {
        if ((row.Binding is { } name ? use.Use[name] : null) is not { } binding)
            return;
        if (binding.Bound is { State: not BindingState.Usable } bound)
        {
            var plain = bound.Nearest?.TrimStart('@');
            found.Add(use.Breaks(LanguageRules.BadBinding, binding.Name, binding.Name, use.Name, bound.Name, bound.State switch
            {
                BindingState.Missing when plain is not null => $"which is not a property of the class; did you mean '{plain}'?",
                BindingState.Missing => "which is not a property of the class",
                BindingState.NotReadable => "which is not an instance property that can be read",
                _ => "whose type is not double, float or int",
            }).MendedBy(plain is null ? []
                : [Remedy.Of($"Set {binding.Name} to '{plain}'",
                    use.Edit(EditKind.SetArgument, binding.Name, $"nameof({bound.Nearest})"))]));
        }

        if (use.Use[row.Name] is not null)
        {
            found.Add(use.Breaks(LanguageRules.ConstantAndBinding, binding.Name, row.Name, use.Name, binding.Name)
                .MendedBy(Remedies.Remove(use, row.Name), Remedies.Remove(use, binding.Name)));
        }
    }

    private static void Numbers(Declaration declaration, Term use, ParameterRow row, ProblemList found)
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
            {
                found.Add(use.Breaks(LanguageRules.OutOfRange, argument, label, use.Name, Text(given[i]), Range(row, use))
                    .MendedBy(given.Length == 1 && argument is not null ? Nearest(use, row, given[i]) : []));
            }
            else if (given[i].Equals(row.Neutral))
            {
                found.Add(use.Breaks(LanguageRules.NoEffect, argument, label, use.Name,
                    $"{row.Symbol} = {Text(given[i])} changes nothing; {(row.Optional ? "leave it out" : "remove the attribute")}")
                    .MendedBy(given.Length > 1 ? [] : row.Optional ? [Remedies.Remove(use, row.Name)]
                        : Remedies.RemoveUnlessNeeded(use, Site.OfLoss(declaration).All)));
            }
        }

        if (row.Coefficients && given.Length > 0 && given[given.Length - 1] == 0)
            found.Add(LanguageRules.NoEffect, use, argument, $"{row.Name}[{given.Length - 1}]", use.Name,
                "the last coefficient is 0; leave it out");
        if (row.Above is { } least && given.Length == 1 && use.Use[least]?.Numbers is { Count: 1 } other && given[0] <= other[0])
            found.Add(LanguageRules.OutOfRange, use, argument, row.Name, use.Name, Text(given[0]), $"above {least} = {Text(other[0])}");
        if (row.Total is { } total && given.Length > 0 && !(System.Math.Abs(given.Sum() - total) <= 1e-6))
            found.Add(LanguageRules.OutOfRange, use, argument, $"The sum of {row.Name}", use.Name, Sum(given), Text(total));
        if (row.Instead is { } instead && given.Length > 0 && use.Use[instead] is not null)
        {
            found.Add(use.Repeats(instead, row.Name)
                .MendedBy(Remedies.Remove(use, row.Name), Remedies.Remove(use, instead)));
        }

        if (given.Length > 0)
            Length(declaration, use, row, given.Length, found);
    }

    /// <summary>
    /// The bound that a value is beyond, if it may be given and is a matter of the loss rather than of the numbers'
    /// precision.
    /// </summary>
    private static Remedy[] Nearest(Term use, ParameterRow row, double value)
    {
        Remedy[] To(double bound, bool open, string which)
            => open || bound.Equals(row.Neutral) || System.Math.Abs(bound) is >= ParameterRow.Largest or (> 0 and <= 1e-30)
            ? []
            : [Remedy.Of($"Set {row.Name} to {Text(bound)}, the {which} value allowed",
                use.Edit(EditKind.SetArgument, row.Name, Text(bound)))];

        return value < row.Low ? To(row.Low, row.LowOpen, "lowest") : value > row.High ? To(row.High, row.HighOpen, "highest") : [];
    }

    private static void Length(Declaration declaration, Term use, ParameterRow row, int length, ProblemList found)
    {
        void Wrong(string must)
            => found.Add(LanguageRules.OutOfRange, use, row.Name, $"The length of {row.Name}", use.Name, Text(length), must);

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

    private static string Range(ParameterRow row, Term use)
        => row.PositiveWith is { } positive && use.Use[positive.Flag]?.Flag == true ? $"{row.Range} {positive.Reason}" : row.Range;

    private static string Wanted(ParameterRow row)
        => row.Binding is { } binding ? $"{row.Range}, or {binding} = nameof(a property)" : row.Range;
}
