using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Calibration.Tests;
using LossDsl.Compiler;
using LossDsl.Gradients.Tests;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Formulas that a reader can follow: indices are bound, nothing is said twice, and no line is longer than a screen.</summary>
public class FormulaStructureTests
{
    private const int Width = 110;

    [Fact]
    public void The_catalogue_has_readable_formulas()
        => Check(CatalogueDeclarations.Written.SelectMany(loss => new[] { loss.Written, loss.AtDefaults }));

    [Fact]
    public void Every_attribute_has_readable_formulas()
        => Check(FormulaTests.Samples.Select(sample => SampleDeclarations.Of((string)sample[0], Enum.Parse<Heads>((string)sample[1]))));

    [Fact]
    public void Random_compositions_have_readable_formulas() => Check(Enumerable.Range(0, 200).Select(RandomDeclarations.Numbered));

    /// <summary>What the check above finds, and what it does not.</summary>
    [Theory]
    [InlineData("ℓ = Σ_j t_j (log p_j) + p_k", null)]
    [InlineData("∂ℓ/∂z_k = [k = y] p_k (Σ_j p_j (Σ_i t_i)) − max_j z_j", null)]
    [InlineData("ℓ = Σ_j (0.1 if j = 0, else 0.9) (−z_j)", null)]
    [InlineData("ℓ = Σ_j (0.1 if k = 0, else 0.9) z_j", "unbound")]
    [InlineData("ℓ = Σ_j p_k", "unbound")]
    [InlineData("ℓ = (Σ_j p_j) t_j", "unbound")]
    [InlineData("ℓ = [k = y] −1", "difference")]
    [InlineData("ℓ = [k = y] [k = y] p_k", "twice")]
    [InlineData("ℓ = 1 + −p_k", "signs")]
    [InlineData("ℓ = max(−Infinity, z_k)", "number")]
    public void Faults_are_found(string formula, string? fault)
    {
        var faults = Formula.Faults(formula).ToList();
        Assert.Equal(fault is not null, faults.Count > 0);
        Assert.All(faults, found => Assert.Contains(fault!, found, StringComparison.Ordinal));
    }

    private static void Check(IEnumerable<Declaration> declarations)
    {
        var faults = new List<string>();
        foreach (var declaration in declarations)
        {
            var lines = Documentation.Of(declaration);
            faults.AddRange(lines.Where(line => line.Length > Width)
                .Select(line => $"{Configuration.Declared(declaration)}: a line of {line.Length}: {line}"));
            foreach (var formula in Formula.Joined(lines))
                faults.AddRange(Formula.Faults(formula).Select(fault => $"{Configuration.Declared(declaration)}: {formula}: {fault}"));
        }

        Assert.Empty(faults);
    }
}
