using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>The compiler's table of attributes and the attributes that users write are one language.</summary>
public class AttributeTableTests
{
    public static TheoryData<string> Names => [.. AttributeTable.All.Select(row => row.Name)];

    [Fact]
    public void Every_attribute_has_a_row_and_every_row_an_attribute()
        => Assert.Equal(
            typeof(LossAttribute).Assembly.GetExportedTypes()
                .Where(type => type.IsSubclassOf(typeof(Attribute)) && type != typeof(LearnableAttribute))
                .Select(type => type.Name[..^"Attribute".Length]).Order(),
            AttributeTable.All.Select(row => row.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_are_properties(string name)
    {
        var row = AttributeTable.Find(name)!;
        var properties = Attribute(name).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.Name);
        var parameters = row.Parameters.SelectMany(parameter => new[] { parameter.Name, parameter.Binding })
            .Where(parameter => parameter is not null);
        Assert.Equal(parameters.Order(), properties.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_agree(string name)
    {
        if (Attribute(name).GetConstructor([]) is not { } constructor)
            return;
        var attribute = constructor.Invoke([]);
        foreach (var parameter in AttributeTable.Find(name)!.Parameters.Where(parameter => parameter.Default is not null))
            Assert.Equal(parameter.Default,
                Convert.ToDouble(Attribute(name).GetProperty(parameter.Name)!.GetValue(attribute),
                    System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_repeatable_attributes_may_be_repeated(string name)
        => Assert.Equal(AttributeTable.Find(name)!.RepeatedBy is not null,
            Attribute(name).GetCustomAttribute<AttributeUsageAttribute>()!.AllowMultiple);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_stage_of_the_language_has_a_formula(string name)
    {
        var row = AttributeTable.Find(name)!;
        Assert.True(row.Stage == Stage.Loss || row.Formula.Length > 0, $"[{name}] has no formula");
    }

    private static Type Attribute(string name) => typeof(LossAttribute).Assembly.GetType($"LossDsl.{name}Attribute", throwOnError: true)!;
}
