using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>What the generated text may not depend on.</summary>
public class TextTests
{
    private static readonly string[] Attributes =
    [
        "[Loss(Head.Softmax, IgnoreIndex = -100)]", "[PolyLoss(-1.5, 0.25)]", "[Focal(Gamma = 1.5)]",
        "[InverseFrequency(Power = 0.5)]", "[LabelSmoothing(0.1)]", "[LogSumExpPenalty(1e-4)]",
    ];

    [Theory]
    [InlineData(
        "[Loss(Head.Softmax)]", "[PolyLoss(-1.5, 0.25)]", "[Focal]", "[InverseFrequency(Power = 0.5)]", "[LabelSmoothing(0.1)]")]
    [InlineData("[Loss(Head.Softmax)]", "[CrossEntropy]", "[ClassWeights]", "[LogSumExpPenalty(1e-4)]")]
    [InlineData("[Loss(Head.Softmax)]", "[CrossEntropy]", "[Temperature(2)]", "[LogitAdjustment]")]
    [InlineData("[Loss(Head.Softmax)]", "[CrossEntropy]", "[PolyTerm(2, Epsilon = 1)]", "[PolyTerm(3, Epsilon = -1)]")]
    public void TheOrderOfAttributesMeansNothing(params string[] attributes)
    {
        var expected = Generate(attributes);
        var orders = Permutations([.. attributes]).ToList();
        Assert.Equal(Enumerable.Range(1, attributes.Length).Aggregate((a, b) => a * b),
            orders.Select(order => string.Concat(order)).Distinct().Count());
        Assert.All(orders, order => Assert.Equal(expected, Generate(order)));
    }

    [Fact]
    public void TheOrderOfNamedArgumentsMeansNothing()
        => Assert.Equal(
            Generate(["[Loss(Head.Softmax, Classes = 3, IgnoreIndex = -1)]", "[CrossEntropy]"]),
            Generate(["[Loss(Head.Softmax, IgnoreIndex = -1, Classes = 3)]", "[CrossEntropy]"]));

    [Fact]
    public void AnotherValueGivesAnotherText()
        => Assert.NotEqual(Generate(Attributes),
            Generate([.. Attributes.Select(a => a.Replace("Gamma = 1.5", "Gamma = 2.5", StringComparison.Ordinal))]));

    [Fact]
    public void TheCultureMeansNothing()
    {
        var expected = Generate(Attributes);
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("sv-SE").Clone();
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("−1,5", (-1.5).ToString(NumberFormatInfo.CurrentInfo));
            Assert.Equal(expected, Generate(Attributes));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Generate(IEnumerable<string> attributes)
        => Assert.Single(Compilations.Generate($"using LossDsl;\n{string.Concat(attributes)} public partial class X;")).Value;

    private static IEnumerable<string[]> Permutations(List<string> items)
    {
        if (items.Count == 0)
            return [[]];
        return items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (string[])[first, .. rest]));
    }
}
