using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Advice on compositions leaves published losses alone, whatever their properties are at their defaults.</summary>
public class CompositionTests
{
    [Theory]
    [MemberData(nameof(CatalogueTests.Names), MemberType = typeof(CatalogueTests))]
    public void Published_losses_are_composed_well(string name)
    {
        var declaration = Assert.Single(CatalogueDeclarations.All, loss => loss.Declaration.Type.Name == name).Declaration;
        Assert.DoesNotContain(LossCompiler.Judge(declaration, default).Problems, problem => CompositionRules.All.Contains(problem.Rule));
    }
}
