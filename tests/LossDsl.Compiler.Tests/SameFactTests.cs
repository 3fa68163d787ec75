using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>What stands in the library and in the compiler, since one is compiled by the other, is the same.</summary>
public class SameFactTests
{
    private static readonly Dictionary<string, XElement> Documentation
        = XDocument.Load(Path.ChangeExtension(typeof(LossAttribute).Assembly.Location, ".xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    public static TheoryData<string> Choices
        => [.. Parameters(ParameterKind.Choice).Select(one => $"{one.Attribute}.{one.Row.Name}")];

    public static TheoryData<string> Numbers
        => [.. Parameters(ParameterKind.Number).Concat(Parameters(ParameterKind.Numbers))
            .Where(one => one.Row.Role is not (ParameterRole.From or ParameterRole.Ramp)).Select(one => $"{one.Attribute}.{one.Row.Name}")];

    [Theory]
    [MemberData(nameof(Choices))]
    public void Choices_are_the_members_of_the_enumeration(string parameter)
    {
        var (attribute, row) = Find(parameter);
        Assert.Equal(Enum.GetNames(Type(attribute).GetProperty(row.Name)!.PropertyType), row.Choices);
    }

    [Fact]
    public void Heads_are_those_of_the_library()
        => Assert.Equal(
            Enum.GetNames<Head>().Order(),
            Enum.GetValues<Heads>().Where(head => System.Numerics.BitOperations.PopCount((uint)head) == 1).Select(head => head.ToString())
                .Order());

    [Fact]
    public void Goals_are_those_of_the_library() => Assert.Equal(Enum.GetNames<LossDsl.Goal>(), Enum.GetNames<Goal>());

    [Fact]
    public void Kinds_of_targets_are_those_of_the_library()
        => Assert.Empty(Enum.GetNames<LossForm>().Except(Enum.GetNames<TargetKind>()));

    [Fact]
    public void Reductions_are_those_of_the_runtime() => Assert.Equal(Enum.GetNames<Runtime.Reduction>(), Enum.GetNames<Reduction>());

    /// <summary>Generated code names them; their order is nobody's matter, and the runtime's only grows.</summary>
    [Fact]
    public void Denominators_are_those_of_the_runtime()
        => Assert.Equal(Enum.GetNames<Runtime.Denominator>().Order(), Enum.GetNames<Denominator>().Order());

    [Fact]
    public void Matrix_rules_are_of_the_runtime()
        => Assert.All(AttributeTable.All, row => Assert.Contains(row.MatrixRule, Enum.GetNames<Runtime.MatrixRule>()));

    /// <summary>What an author reads of a range where he writes the attribute is what the compiler holds him to.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Documentation_has_the_range_of_the_row(string parameter)
    {
        var (attribute, row) = Find(parameter);
        var text = DocumentationOf(attribute, row.Name);
        var ranges = Ranges(row);
        Assert.True(ranges.Any(range => text.Contains(range, StringComparison.Ordinal)),
            $"{parameter}: none of '{string.Join("', '", ranges)}' in '{text}'");
    }

    /// <summary>The ways to write the range of a row; that of a C# type goes without saying.</summary>
    private static string[] Ranges(ParameterRow row)
    {
        var lowOpen = row.LowOpen || row.Low.Equals(row.Neutral);
        var highOpen = row.HighOpen || row.High.Equals(row.Neutral);
        var high = $"{(highOpen ? "below" : "at most")} {Text(row.High)}";
        var low = row.AboveCounts ? "above every class count" : $"{(lowOpen ? "above" : "at least")} {Text(row.SoftmaxLow ?? row.Low)}";
        var range = $"in {(lowOpen ? '(' : '[')}{Text(row.Low)}, {Text(row.High)}{(highOpen ? ')' : ']')}";
        return row switch
        {
            { Low: long.MinValue, High: long.MaxValue } => ["Any value"],
            { High: int.MaxValue } => [low],
            { Low: -ParameterRow.Largest, High: not ParameterRow.Largest } => [$"{high}, at least {Text(row.Low)}"],
            _ when row.Low == -row.High => [$"at most {Text(row.High)} in magnitude", range],
            { Whole: true } when row.High == row.Low + 1 => [$"{Text(row.Low)} or {Text(row.High)}"],
            _ => [$"{low}, {high}", range],
        };
    }

    private static string Text(double value) => value switch
    {
        < 0 => "−" + Text(-value),
        Math.PI => "π",
        1L << 53 => "2^53",
        >= 1e10 => value.ToString("0.###e0", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal)
            .Replace("E-", "e-", StringComparison.Ordinal),
    };

    /// <summary>That of the property, and of the parameters of constructors that have its name.</summary>
    private static string DocumentationOf(string attribute, string parameter)
    {
        var name = $"LossDsl.{attribute}Attribute";
        var own = Documentation.GetValueOrDefault($"P:{name}.{parameter}")?.Value;
        var given = Documentation.Where(member => member.Key.StartsWith($"M:{name}.#ctor", StringComparison.Ordinal)
            || member.Key == "T:" + name)
            .SelectMany(member => member.Value.Elements("param"))
            .Where(param => string.Equals(param.Attribute("name")!.Value, parameter, StringComparison.OrdinalIgnoreCase))
            .Select(param => param.Value);
        return Regex.Replace(string.Join(" ", given.Prepend(own)), @"\s+", " ");
    }

    private static IEnumerable<(string Attribute, ParameterRow Row)> Parameters(ParameterKind kind)
        => AttributeTable.All.SelectMany(row => row.Parameters.Where(parameter => parameter.Kind == kind)
            .Select(parameter => (row.Name, parameter)));

    private static (string Attribute, ParameterRow Row) Find(string parameter)
        => AttributeTable.All.SelectMany(row => row.Parameters.Select(one => (row.Name, one)))
            .First(one => $"{one.Name}.{one.one.Name}" == parameter);

    private static Type Type(string attribute)
        => typeof(LossAttribute).Assembly.GetType($"LossDsl.{attribute}Attribute", throwOnError: true)!;
}
