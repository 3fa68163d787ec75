using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

public class ArgumentTests
{
    [Fact]
    public void AttributesOfTheLanguageAreReadInSourceOrder()
    {
        var declaration = Read.Class(
            "[System.Obsolete, Focal, CrossEntropy] [System.Serializable] [Loss(Head.Softmax)] partial class X;")!;
        Assert.Equal(["Focal", "CrossEntropy", "Loss"], declaration.Attributes.Select(a => a.Name));
    }

    [Fact]
    public void AttributesOfAllPartsAreRead()
    {
        var declaration = Read.Class("[Loss(Head.Softmax)] partial class X; [Focal] partial class X;")!;
        Assert.Equal(["Loss", "Focal"], declaration.Attributes.Select(a => a.Name));
    }

    [Fact]
    public void PartsAreReadInSourceOrderWithTheirAttributes()
    {
        var declaration = Read.Class("""
            [Loss(Head.Softmax)]
            partial class X
            {
                [Part(Weight = 0.5)] [CrossEntropy] partial class Second;
                class None;
                double G => 1;
            }

            partial class X
            {
                [CrossEntropy] [Part] [Focal(GammaFrom = nameof(G))] partial class First { double G => 1; }
                [Part] [Loss(Head.Softmax)] partial class Loss;
            }
            """)!;
        Assert.Equal(["Second", "First"], declaration.Parts.Select(part => part.Name));
        Assert.Equal(["Part", "CrossEntropy"], declaration.Parts[0].Attributes.Select(use => use.Name));
        Assert.Equal(new Argument("Weight", Numbers: new([0.5])), Assert.Single(declaration.Parts[0].Attributes[0].Arguments));
        Assert.Equal(new BoundProperty("G", BindingState.Usable), declaration.Parts[1].Attributes[2]["GammaFrom"]!.Bound);
    }

    [Fact]
    public void AnAttributeOfTheSameNameFromElsewhereIsNotOurs()
    {
        const string Foreign = "namespace Other { class FocalAttribute : System.Attribute; }";
        var declaration = Read.Class($"{Foreign} [Loss(Head.Softmax)] [Other.Focal] [CrossEntropy] partial class X;")!;
        Assert.Equal(["Loss", "CrossEntropy"], declaration.Attributes.Select(a => a.Name));
    }

    [Fact]
    public void AnotherAssemblysNamespaceLossDslIsNotOurs()
    {
        const string Foreign = "namespace LossDsl { class SquareAttribute : System.Attribute; }";
        var declaration = Read.Class($"{Foreign} [Loss(Head.Softmax)] [Square] partial class X;")!;
        Assert.Equal(["Loss"], declaration.Attributes.Select(a => a.Name));
    }

    [Fact]
    public void AClassWithoutLossIsNoDeclaration() => Assert.Null(Read.Class("[CrossEntropy] partial class X;"));

    [Fact]
    public void APositionalArgumentGoesByItsProperty()
    {
        var argument = Read.Argument("[LabelSmoothing(0.1)]");
        Assert.Equal(new Argument("Alpha", Numbers: new([0.1])), argument);
    }

    [Fact]
    public void ANamedParameterGoesByItsProperty() => Assert.Equal("Alpha", Read.Argument("[LabelSmoothing(alpha: 0.1)]").Name);

    [Fact]
    public void ANamedArgumentGoesByItsName()
        => Assert.Equal(new Argument("Gamma", Numbers: new([3.0])), Read.Argument("[Focal(Gamma = 3)]"));

    [Theory]
    [InlineData("[EffectiveNumber]")]
    [InlineData("[LogitAdjustment()]")]
    [InlineData("[PolyLoss]")]
    [InlineData("[PolyLoss(null!)]")]
    [InlineData("[Focal]")]
    public void WhatIsNotWrittenIsNotThere(string attribute) => Assert.Empty(Read.Use(attribute).Arguments);

    [Theory]
    [InlineData("[PolyLoss(1, -2.5)]")]
    [InlineData("[PolyLoss(new[] { 1, -2.5 })]")]
    [InlineData("[PolyLoss(epsilons: [1, -2.5])]")]
    public void AnArrayIsSeveralNumbers(string attribute)
        => Assert.Equal(new Argument("Epsilons", Numbers: new([1.0, -2.5])), Read.Argument(attribute));

    [Fact]
    public void AnIntegerStaysExact()
    {
        var declaration = Read.Class(
            "[Loss(Head.Softmax, IgnoreIndex = -9007199254740993, Classes = 10)] partial class X;")!;
        var arguments = declaration.Attributes[0].Arguments;
        Assert.Equal(new Argument("Head", Choice: "Softmax"), arguments[0]);
        Assert.Equal(new Argument("IgnoreIndex", Numbers: new([-9007199254740992.0]), Integer: -9007199254740993), arguments[1]);
        Assert.Equal(new Argument("Classes", Numbers: new([10.0]), Integer: 10), arguments[2]);
    }

    [Theory]
    [InlineData("double.NaN", double.NaN)]
    [InlineData("double.NegativeInfinity", double.NegativeInfinity)]
    [InlineData("-0.0", -0.0)]
    [InlineData("1 / 3.0", 1 / 3.0)]
    public void AConstantExpressionIsItsValue(string text, double value)
        => Assert.Equal(value, Assert.Single(Read.Argument($"[Focal(Gamma = {text})]").Numbers!.Value));

    [Fact]
    public void ABooleanIsAFlag()
        => Assert.Equal(new Argument("Weighted", Flag: false), Read.Argument("[CrossEntropy(Weighted = false)]"));

    [Theory]
    [InlineData("Per.WeightSum", "WeightSum")]
    [InlineData("(Per)0", "Default")]
    [InlineData("(Per)77", "77")]
    public void AnEnumerationIsTheNameOfItsMember(string text, string name)
        => Assert.Equal(new Argument("By", Choice: name), Read.Argument($"[Mean(By = {text})]"));

    [Theory]
    [InlineData("[Focal(Gamma = )]")]
    [InlineData("[Focal(Gamma = Missing)]")]
    [InlineData("[LabelSmoothing(\"x\")]")]
    [InlineData("[Focal(Delta = 1)]")]
    public void WhatTheCompilerRefusesIsNotThere(string attribute) => Assert.Empty(Read.Use(attribute).Arguments);

    [Fact]
    public void TwoCompilationsOfOneTextGiveEqualDeclarations()
    {
        const string Source = """
            [Loss(Head.Softmax, IgnoreIndex = -1)] [PolyLoss(1, 2, Weighted = false)] [Focal(GammaFrom = nameof(G))]
            [LabelSmoothing(double.NaN)] partial class X { double G => 1; }
            """;
        Assert.Equal(Read.Class(Source), Read.Class(Source + "// a comment"));
        Assert.NotEqual(Read.Class(Source), Read.Class(Source.Replace("2", "3")));
        Assert.NotEqual(Read.Class(Source), Read.Class(Source.Replace("double G", "string G")));
    }
}
