using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>No model holds anything of Roslyn: it would keep a whole compilation alive and never equal the next one.</summary>
public class ModelTests
{
    private const string Source = """
        using LossDsl;

        namespace N;

        public static partial class Outer
        {
            [Loss(Head.Softmax, IgnoreIndex = -1)]
            [PolyLoss(1, 2, Weighted = false)]
            [Focal(GammaFrom = nameof(Gamma), Gradient = Gradient.Stop)]
            [ClassWeights]
            public sealed partial class A { public double Gamma => 1; }
        }

        [Loss(Head.Softmax)]
        [LabelSmoothing(2)]
        public partial class Erroneous;
        """;

    [Theory]
    [InlineData(LossGenerator.Declarations, typeof(Declaration))]
    [InlineData(LossGenerator.Sources, typeof(GeneratedSource))]
    public void ModelsHoldNothingOfRoslyn(string step, System.Type model)
    {
        var steps = Compilations.Run(Source).GetRunResult().Results.Single().TrackedSteps[step];
        var outputs = steps.SelectMany(s => s.Outputs).Select(o => o.Value).ToList();
        Assert.Equal([model, model], outputs.Select(o => o.GetType()));
        Assert.Empty(outputs.SelectMany(ReachableObjects.OfRoslyn));
    }

    public static TheoryData<string> Planted => ["symbol", "compilation", "syntax", "location"];

    /// <summary>The walk above finds what it looks for, however deep it lies.</summary>
    [Theory]
    [MemberData(nameof(Planted))]
    public void TheWalkFindsWhatIsPlanted(string kind)
    {
        CSharpCompilation compilation = Compilations.Create(Source);
        object planted = kind switch
        {
            "symbol" => compilation.GetTypeByMetadataName("N.Erroneous")!,
            "compilation" => compilation,
            "syntax" => compilation.SyntaxTrees[0].GetRoot(),
            _ => compilation.SyntaxTrees[0].GetRoot().GetLocation(),
        };
        var holder = new Holder(new Dictionary<int, object[]> { [1] = ["", new Inner((1, planted))] });
        Assert.Single(ReachableObjects.OfRoslyn(holder));
    }

    private sealed record Holder(object Value);

    private class Base((int, object) value)
    {
        private readonly (int, object) value = value;

        public override string ToString() => value.ToString();
    }

    private sealed class Inner((int, object) value) : Base(value);
}
